import { sql } from 'kysely'
import t from 'tap'
import { addSignedIn, copyOf, isIn } from '../../fixtures/accounts/sensitive.ts'
import { password, startWorld, startWorldOn } from '../../fixtures/app.ts'
import { createClient } from '../../fixtures/client.ts'
import { dumpBusiness, forgetCounts } from '../../fixtures/security/rows.ts'
import { waitForRoom } from '../../fixtures/security/wire.ts'

const world = await startWorld(t)
const other = await startWorldOn(t, world.deps.databaseUrl, { jobs: false })
const { db } = world.deps

/** Every change that asks for the password, as its form posts it. */
const sensitive = {
  '/compte/adresse': { email: 'nouvelle@atelier.example' },
  '/compte/mot-de-passe': { password: 'trois lampadaires bleus' },
  '/compte/second-facteur': { change: 'removal' },
  '/reglages/stripe': { mode: 'live', webhook_secret: 'whsec_0123456789abcdef' },
  '/reglages/stripe/retrait': { mode: 'live' },
}

/** Moves the time when the password was given 5 minutes into the past. */
const forgetPasswords = () =>
  sql`update sessions set password_given_at = now() - interval '5 minutes 1 second'`.execute(db)

/** Without the job queue's own tables, which its clock changes. */
const dumpOurs = async () =>
  Object.entries(await dumpBusiness(world)).filter(([name]) => name.startsWith('public.'))

t.beforeEach(() => forgetCounts(world))

t.test('each sensitive change asks for the password, and does nothing without it (S32)', async (t) => {
  const { client } = await addSignedIn(world)
  await forgetPasswords()
  const before = await dumpOurs()
  for (const [url, fields] of Object.entries(sensitive)) {
    const missing = await client.post(url, fields)
    t.equal(missing.statusCode, 422, url)
    t.match(missing.body, /Saisissez votre mot de passe actuel\./, url)
    t.match(missing.body, /name="current_password"[^>]* aria-invalid="true"/, url)
    await forgetCounts(world)
    const wrong = await client.post(url, { ...fields, current_password: 'un autre mot de passe' })
    t.equal(wrong.statusCode, 422, url)
    t.match(wrong.body, /Ce n’est pas votre mot de passe actuel/, url)
    for (const secret of ['un autre mot de passe', 'trois lampadaires', 'whsec_0123'])
      t.notMatch(wrong.body, secret, `${url} shows no secret again`)
  }
  t.strictSame(await dumpOurs(), before)
})

t.test('what was typed and is no secret is still there (S32)', async (t) => {
  const { client } = await addSignedIn(world)
  await forgetPasswords()
  t.match((await client.post('/compte/adresse', { email: 'a.b@c.example' })).body, /value="a\.b@c\.example"/)
})

t.test('within 5 minutes of giving it, nobody is asked again (S32)', async (t) => {
  const { client } = await addSignedIn(world)
  t.notMatch((await client.get('/compte/adresse')).body, /current_password/, 'signing in gave it')
  t.equal((await client.post('/compte/adresse', sensitive['/compte/adresse'])).statusCode, 303)
  await forgetPasswords()
  t.match((await client.get('/compte/adresse')).body, /current_password/)
  const given = { ...sensitive['/compte/adresse'], current_password: password }
  t.equal((await client.post('/compte/adresse', given)).statusCode, 303)
  t.equal((await client.post('/compte/adresse', sensitive['/compte/adresse'])).statusCode, 303)
  const elsewhere = await addSignedIn(world)
  await forgetPasswords()
  await client.post('/compte/adresse', given)
  t.equal(
    (await elsewhere.client.post('/compte/adresse', { email: 'x@y.example' })).statusCode,
    422,
    'it counts for its session alone',
  )
})

t.test('giving the password again changes the session’s id; what it was goes on (S31)', async (t) => {
  const { client, email, id } = await addSignedIn(world)
  await client.post('/connexion', { email, password, keep: 'on' })
  await db.updateTable('sessions').set({ merchant_id: id }).execute()
  await forgetPasswords()
  const before = copyOf(world, client)
  const answer = await client.post('/compte/adresse', { email: 'n@a.example', current_password: password })
  t.match(
    answer.cookies.find(({ name }) => name === 'acquit_session'),
    { maxAge: 30 * 24 * 3600 },
  )
  t.ok(await isIn(client))
  t.notOk(await isIn(before))
  const [session, ...others] = await db
    .selectFrom('sessions as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .select(['s.is_kept', 's.merchant_id'])
    .where('u.email', '=', email)
    .where('s.opened_at', 'is not', null)
    .execute()
  t.strictSame([session, others], [{ is_kept: true, merchant_id: id }, []])
})

t.test('the password is guessed here no more often than at sign-in, in two processes (S26)', async (t) => {
  await waitForRoom(900)
  const { client, email } = await addSignedIn(world)
  const second = createClient(other)
  for (const [name, value] of client.cookies) second.cookies.set(name, value)
  await forgetPasswords()
  const guess = (n: number, current_password: string) =>
    [client, second][n % 2]!.post('/compte/adresse', { email: 'n@a.example', current_password })
  for (let n = 0; n < 5; n += 1) t.equal((await guess(n, `faux ${n}`)).statusCode, 422)
  for (let n = 0; n < 2; n += 1) {
    const answer = await guess(n, password)
    t.equal(answer.statusCode, 429)
    t.ok(Number(answer.headers['retry-after']) <= 900)
    t.match(answer.body, /value="n@a\.example"[\s\S]*Réessayez dans/)
  }
  t.equal((await client.post('/connexion', { email, password })).statusCode, 429)
  t.ok(await isIn(client), 'the session itself goes on')
  await forgetCounts(world)
  t.equal((await guess(0, password)).statusCode, 303, 'no lock-out for ever')
})
