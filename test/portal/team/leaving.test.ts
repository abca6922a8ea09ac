import t from 'tap'
import { changeRole } from '../../../src/accounts/team/change-role.ts'
import { invite } from '../../../src/accounts/team/invite.ts'
import { removePerson } from '../../../src/accounts/team/remove-person.ts'
import { roles } from '../../../src/domain/roles.ts'
import { rolesOf, startTeam } from '../../fixtures/accounts/team.ts'
import { addPerson, startWorld } from '../../fixtures/app.ts'
import { htmx, signIn } from '../../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const team = await startTeam(world)

t.test('anybody else leaves by themselves, after being asked', async (t) => {
  const { email, userId } = await addPerson(world, team.id, 'member')
  const leaving = await signIn(world, email)
  for (const headers of [{}, htmx]) {
    const { body } = await leaving.get('/equipe/depart', { headers })
    t.match(body, 'Vous n’aurez plus accès à Atelier Lumière.')
    t.equal(body.includes('<dialog'), headers === htmx)
  }
  t.equal((await leaving.post('/equipe/depart', {})).headers.location, '/paiements')
  t.notOk(userId in (await rolesOf(db, team.id)))
})

t.test('an owner hands over: makes another owner, then steps down or leaves', async (t) => {
  const shop = await startTeam(world)
  await shop.owner.client.post(`/equipe/${shop.manager.id}/role`, { role: 'owner' })
  const stepped = await shop.owner.client.post(`/equipe/${shop.owner.id}/role`, { role: 'member' })
  t.equal(stepped.statusCode, 303)
  t.match(await rolesOf(db, shop.id), { [shop.manager.id]: 'owner', [shop.owner.id]: 'member' })
  t.notMatch((await shop.owner.client.get('/equipe')).body, `/equipe/${shop.member.id}/role`)
  t.equal((await shop.owner.client.post('/equipe/depart', {})).statusCode, 303)
  t.equal((await shop.manager.client.post('/equipe/depart', {})).statusCode, 409)
})

t.test('two owners who leave, step down or remove each other at once: one stays', async (t) => {
  const shop = await startTeam(world)
  const [one, other] = [shop.owner.id, shop.manager.id]
  const actors = [
    { id: shop.id, userId: one },
    { id: shop.id, userId: other },
  ] as const
  const ways = {
    'both leave': () => actors.map((actor) => removePerson(db, actor, actor.userId)),
    'both step down': () => actors.map((actor) => changeRole(db, actor, actor.userId, 'member')),
    'each removes the other': () => [removePerson(db, actors[0], other), removePerson(db, actors[1], one)],
    'one leaves, the other demotes them': () => [
      removePerson(db, actors[0], one),
      changeRole(db, actors[1], one, 'member'),
      removePerson(db, actors[1], other),
    ],
  }
  for (const [name, start] of Object.entries(ways)) {
    for (let round = 0; round < 10; round += 1) {
      for (const user_id of [one, other])
        await db
          .insertInto('memberships')
          .values({ user_id, merchant_id: shop.id, role: 'owner' })
          .onConflict((conflict) =>
            conflict.columns(['user_id', 'merchant_id']).doUpdateSet({ role: 'owner' }),
          )
          .execute()
      await Promise.allSettled(start())
      const left = Object.values(await rolesOf(db, shop.id)).filter((role) => role === 'owner')
      t.equal(left.length, 1, name)
    }
  }
})

t.test('what an admin may do ends with their role, also in the middle of it', async (t) => {
  const shop = await startTeam(world)
  const actor = { id: shop.id, userId: shop.admin.id }
  await changeRole(db, { id: shop.id, userId: shop.owner.id }, shop.admin.id, 'member')
  await t.rejects(removePerson(db, actor, shop.member.id))
  await t.rejects(changeRole(db, actor, shop.admin.id, 'admin'))
  await t.rejects(invite(db, actor, { email: 'complice@atelier.example', role: 'admin' }))
  t.equal(Object.keys(await rolesOf(db, shop.id)).length, roles.length)
})
