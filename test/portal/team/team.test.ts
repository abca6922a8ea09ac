import t from 'tap'
import { changeRole } from '../../../src/accounts/team/change-role.ts'
import { invite } from '../../../src/accounts/team/invite.ts'
import { removePerson } from '../../../src/accounts/team/remove-person.ts'
import { type Role, roles } from '../../../src/domain/roles.ts'
import { addMerchant, addPerson, startWorld } from '../../fixtures/app.ts'
import { type Client, htmx, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps

interface Someone {
  id: string
  client: Client
}

/** A merchant with one person in each role, and a second admin. */
async function startTeam() {
  const merchant = await addMerchant(world)
  const someone = async (email: string, id: string): Promise<Someone> => ({
    id,
    client: await signIn(world, email),
  })
  const add = async (role: Role, name: string) => {
    const { email, userId } = await addPerson(world, merchant.id, role, name)
    return someone(email, userId)
  }
  return {
    id: merchant.id,
    owner: await someone(merchant.email, merchant.userId),
    admin: await add('admin', 'Ada <Admin>'),
    manager: await add('manager', 'Marc Manager'),
    member: await add('member', 'Mia Membre'),
  }
}

async function rolesOf(merchantId: string): Promise<Record<string, Role>> {
  const rows = await db
    .selectFrom('memberships')
    .select(['user_id', 'role'])
    .where('merchant_id', '=', merchantId)
    .execute()
  return Object.fromEntries(rows.map(({ user_id, role }) => [user_id, role]))
}

const team = await startTeam()
const { owner, admin, manager, member } = team

t.test('everybody sees who is in the team; only admins see how to change it', async (t) => {
  for (const { client } of [owner, admin, manager, member]) {
    const { statusCode, body } = await client.get('/equipe')
    t.equal(statusCode, 200)
    t.match(body, /href="\/equipe" aria-current="page"/)
    for (const said of ['Camille Perrin', 'Ada &lt;Admin&gt;', 'Marc Manager', 'Mia Membre', 'Gestionnaire'])
      t.match(body, said)
    t.equal(body.match(/\(<?vous|vous\)/g)?.length, 1)
    t.equal(body.includes(`/equipe/${member.id}/role`), client === owner.client || client === admin.client)
    await validateHtml(t, body)
  }
  const forAdmin = (await admin.client.get('/equipe')).body
  t.notMatch(forAdmin, `/equipe/${owner.id}/`, 'an owner is not an admin’s affair')
  t.notMatch((await owner.client.get('/equipe')).body, '/equipe/depart', 'the only owner cannot leave')
})

for (const headers of [{}, htmx]) {
  const how = 'hx-request' in headers ? 'with htmx' : 'without htmx'

  t.test(`an admin gives somebody another role, ${how}`, async (t) => {
    const url = `/equipe/${member.id}/role`
    const asked = await admin.client.get(url, { headers })
    t.equal(asked.body.includes('<dialog'), headers === htmx)
    t.match(asked.body, /name="role" value="member"[^>]* checked/)
    t.notMatch(asked.body, 'value="owner"')
    const answer = await admin.client.post(url, { role: 'manager' }, { headers })
    t.equal((await rolesOf(team.id))[member.id], 'manager')
    const page = headers === htmx ? answer : await admin.client.get(answer.headers.location!)
    t.equal(answer.statusCode, headers === htmx ? 200 : 303)
    t.match(page.body, 'Le rôle est changé.')
    t.equal((await member.client.get('/reglages')).statusCode, 403)
    await admin.client.post(url, { role: 'admin' })
    t.equal((await member.client.get('/reglages')).statusCode, 200, 'it counts from the next page on')
    await admin.client.post(url, { role: 'member' })
  })

  t.test(`an admin takes somebody out of the team after being asked, ${how}`, async (t) => {
    const { email, userId } = await addPerson(world, team.id, 'member', 'Paul Passage')
    const leaving = await signIn(world, email)
    const url = `/equipe/${userId}/retrait`
    const asked = await admin.client.get(url, { headers })
    t.match(asked.body, /Paul Passage n’aura plus accès à Atelier Lumière/)
    t.equal(asked.body.includes('<dialog'), headers === htmx)
    if (headers !== htmx) await validateHtml(t, asked.body)
    t.equal((await leaving.get('/paiements')).statusCode, 200, 'a GET takes nobody out')
    const answer = await admin.client.post(url, {}, { headers })
    t.equal(answer.statusCode, headers === htmx ? 200 : 303)
    const page = headers === htmx ? answer : await admin.client.get('/equipe')
    t.match(page.body, 'Cette personne ne fait plus partie de l’équipe.')
    t.notMatch(page.body, 'Paul Passage')
    t.not((await leaving.get('/paiements')).statusCode, 200, 'their open session is of no use')
    t.equal((await admin.client.post(url, {}, { headers })).statusCode, 404, 'doing it twice')
  })

  t.test(`an admin can neither make nor change nor remove an owner, ${how}`, async (t) => {
    const before = await rolesOf(team.id)
    const tries = [
      await admin.client.post(`/equipe/${member.id}/role`, { role: 'owner' }, { headers }),
      await admin.client.post(`/equipe/${admin.id}/role`, { role: 'owner' }, { headers }),
      await admin.client.post(`/equipe/${owner.id}/role`, { role: 'member' }, { headers }),
      await admin.client.get(`/equipe/${owner.id}/role`, { headers }),
      await admin.client.get(`/equipe/${owner.id}/retrait`, { headers }),
      await admin.client.post(`/equipe/${owner.id}/retrait`, {}, { headers }),
    ]
    t.strictSame([...new Set(tries.map(({ statusCode }) => statusCode))], [403])
    t.strictSame(await rolesOf(team.id), before)
  })

  t.test(`the only owner can neither leave nor step down, ${how}`, async (t) => {
    const before = await rolesOf(team.id)
    const tries = [
      await owner.client.post('/equipe/depart', {}, { headers }),
      await owner.client.post(`/equipe/${owner.id}/retrait`, {}, { headers }),
      await owner.client.post(`/equipe/${owner.id}/role`, { role: 'admin' }, { headers }),
    ]
    for (const { statusCode, body } of tries) {
      t.equal(statusCode, 409)
      t.match(body, 'Une équipe garde au moins un propriétaire')
      t.equal(body.includes('<html'), headers !== htmx)
    }
    t.strictSame(await rolesOf(team.id), before)
  })
}

t.test('a role that does not exist changes nothing', async (t) => {
  const before = await rolesOf(team.id)
  for (const role of ['', 'root', 'OWNER']) await owner.client.post(`/equipe/${member.id}/role`, { role })
  t.strictSame(await rolesOf(team.id), before)
})

t.test('anybody else leaves by themselves, after being asked', async (t) => {
  const { email, userId } = await addPerson(world, team.id, 'member')
  const leaving = await signIn(world, email)
  for (const headers of [{}, htmx]) {
    const { body } = await leaving.get('/equipe/depart', { headers })
    t.match(body, 'Vous n’aurez plus accès à Atelier Lumière.')
    t.equal(body.includes('<dialog'), headers === htmx)
  }
  t.equal((await leaving.post('/equipe/depart', {})).headers.location, '/paiements')
  t.notOk(userId in (await rolesOf(team.id)))
})

t.test('an owner hands over: makes another owner, then steps down or leaves', async (t) => {
  const shop = await startTeam()
  await shop.owner.client.post(`/equipe/${shop.manager.id}/role`, { role: 'owner' })
  const stepped = await shop.owner.client.post(`/equipe/${shop.owner.id}/role`, { role: 'member' })
  t.equal(stepped.statusCode, 303)
  t.match(await rolesOf(shop.id), { [shop.manager.id]: 'owner', [shop.owner.id]: 'member' })
  t.notMatch((await shop.owner.client.get('/equipe')).body, `/equipe/${shop.member.id}/role`)
  t.equal((await shop.owner.client.post('/equipe/depart', {})).statusCode, 303)
  t.equal((await shop.manager.client.post('/equipe/depart', {})).statusCode, 409)
})

t.test('two owners who leave, step down or remove each other at once: one stays', async (t) => {
  const shop = await startTeam()
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
      const left = Object.values(await rolesOf(shop.id)).filter((role) => role === 'owner')
      t.equal(left.length, 1, name)
    }
  }
})

t.test('what an admin may do ends with their role, also in the middle of it', async (t) => {
  const shop = await startTeam()
  const actor = { id: shop.id, userId: shop.admin.id }
  await changeRole(db, { id: shop.id, userId: shop.owner.id }, shop.admin.id, 'member')
  await t.rejects(removePerson(db, actor, shop.member.id))
  await t.rejects(changeRole(db, actor, shop.admin.id, 'admin'))
  await t.rejects(invite(db, actor, { email: 'complice@atelier.example', role: 'admin' }))
  t.equal(Object.keys(await rolesOf(shop.id)).length, roles.length)
})
