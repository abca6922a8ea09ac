import t from 'tap'
import { addSignedIn, copyOf, isIn, letterTo } from '../../fixtures/accounts/sensitive.ts'
import { password, startWorld } from '../../fixtures/app.ts'
import { signIn } from '../../fixtures/client.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'

const world = await startWorld(t)
const { db } = world.deps

t.beforeEach(() => forgetCounts(world))

t.test('a new password ends the other sessions, and all that was asked for in them (S32)', async (t) => {
  const { client, email, userId } = await addSignedIn(world)
  const elsewhere = await signIn(world, email)
  await elsewhere.post('/compte/adresse', { email: `voleur-${email}` })
  const letter = await letterTo(db, `voleur-${email}`, /^Confirmez/)
  const before = copyOf(world, client)
  const chosen = 'trois lampadaires bleus'
  const answer = await client.post('/compte/mot-de-passe', { password: chosen })
  t.match(answer, { statusCode: 303, headers: { location: '/compte' } })
  t.match((await client.get('/compte')).body, /Votre mot de passe est changé/)
  t.notOk(await isIn(elsewhere))
  t.notOk(await isIn(before), 'this session has another id now')
  const token = /token=(\w{22})/.exec(letter.body_text)![1]!
  t.equal((await elsewhere.post('/compte/adresse/confirmation', { token })).statusCode, 409)
  await letterTo(db, email, /^Votre mot de passe Acquit a changé/)
  t.equal((await elsewhere.post('/connexion', { email, password })).statusCode, 422)
  t.equal((await elsewhere.post('/connexion', { email, password: chosen })).statusCode, 303)
  t.notMatch(
    JSON.stringify(await db.selectFrom('accounts').selectAll().where('user_id', '=', userId).execute()),
    chosen,
  )
})

t.test('a new password here follows the rules of every other (S24)', async (t) => {
  const { client, email } = await addSignedIn(world)
  for (const weak of ['court', 'motdepasse2026', email, 'aaaaaaaaaaaaaa'])
    t.equal((await client.post('/compte/mot-de-passe', { password: weak })).statusCode, 422, weak)
  t.ok(await isIn(await signIn(world, email)))
})
