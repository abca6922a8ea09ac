import t from 'tap'
import { rolesOf, startTeam } from '../../fixtures/accounts/team.ts'
import { addPerson, startWorld } from '../../fixtures/app.ts'
import { htmx, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const team = await startTeam(world)
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
    t.equal((await rolesOf(db, team.id))[member.id], 'manager')
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
    const before = await rolesOf(db, team.id)
    const tries = [
      await admin.client.post(`/equipe/${member.id}/role`, { role: 'owner' }, { headers }),
      await admin.client.post(`/equipe/${admin.id}/role`, { role: 'owner' }, { headers }),
      await admin.client.post(`/equipe/${owner.id}/role`, { role: 'member' }, { headers }),
      await admin.client.get(`/equipe/${owner.id}/role`, { headers }),
      await admin.client.get(`/equipe/${owner.id}/retrait`, { headers }),
      await admin.client.post(`/equipe/${owner.id}/retrait`, {}, { headers }),
    ]
    t.strictSame([...new Set(tries.map(({ statusCode }) => statusCode))], [403])
    t.strictSame(await rolesOf(db, team.id), before)
  })

  t.test(`the only owner can neither leave nor step down, ${how}`, async (t) => {
    const before = await rolesOf(db, team.id)
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
    t.strictSame(await rolesOf(db, team.id), before)
  })
}

t.test('a role that does not exist changes nothing', async (t) => {
  const before = await rolesOf(db, team.id)
  for (const role of ['', 'root', 'OWNER']) await owner.client.post(`/equipe/${member.id}/role`, { role })
  t.strictSame(await rolesOf(db, team.id), before)
})
