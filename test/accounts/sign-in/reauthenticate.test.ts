import { sql } from 'kysely'
import t from 'tap'
import { addMerchant, eventually, password, startWorld, startWorldOn } from '../../fixtures/app.ts'
import { type Client, createClient, signIn } from '../../fixtures/client.ts'
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

/** The password was given 5 minutes ago or more. */
const forgetPasswords = () =>
  sql`update sessions set password_given_at = now() - interval '5 minutes 1 second'`.execute(db)

async function addPerson(from = world) {
  const merchant = await addMerchant(world)
  return { ...merchant, client: await signIn(from, merchant.email) }
}

const lettersTo = (email: string) =>
  db.selectFrom('local_messages').selectAll().where('recipient', '=', email).orderBy('id').execute()

const letterTo = (email: string, subject: RegExp) =>
  eventually(async () => (await lettersTo(email)).find((letter) => subject.test(letter.subject!)))

/** Without the queue's own books, which its clock writes. */
const dumpOurs = async () =>
  Object.entries(await dumpBusiness(world)).filter(([name]) => name.startsWith('public.'))

const isIn = async (client: Client) => (await client.get('/paiements')).statusCode === 200
const copyOf = (client: Client) => {
  const copy = createClient(world)
  copy.cookies.set('acquit_session', client.cookies.get('acquit_session')!)
  return copy
}

t.beforeEach(() => forgetCounts(world))

t.test('each sensitive change asks for the password, and does nothing without it (S32)', async (t) => {
  const { client } = await addPerson()
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
  const { client } = await addPerson()
  await forgetPasswords()
  t.match((await client.post('/compte/adresse', { email: 'a.b@c.example' })).body, /value="a\.b@c\.example"/)
})

t.test('within 5 minutes of giving it, nobody is asked again (S32)', async (t) => {
  const { client } = await addPerson()
  t.notMatch((await client.get('/compte/adresse')).body, /current_password/, 'signing in gave it')
  t.equal((await client.post('/compte/adresse', sensitive['/compte/adresse'])).statusCode, 303)
  await forgetPasswords()
  t.match((await client.get('/compte/adresse')).body, /current_password/)
  const given = { ...sensitive['/compte/adresse'], current_password: password }
  t.equal((await client.post('/compte/adresse', given)).statusCode, 303)
  t.equal((await client.post('/compte/adresse', sensitive['/compte/adresse'])).statusCode, 303)
  const elsewhere = await addPerson()
  await forgetPasswords()
  await client.post('/compte/adresse', given)
  t.equal(
    (await elsewhere.client.post('/compte/adresse', { email: 'x@y.example' })).statusCode,
    422,
    'it counts for its session alone',
  )
})

t.test('giving the password again changes the session’s id; what it was goes on (S31)', async (t) => {
  const { client, email, id } = await addPerson()
  await client.post('/connexion', { email, password, keep: 'on' })
  await db.updateTable('sessions').set({ merchant_id: id }).execute()
  await forgetPasswords()
  const before = copyOf(client)
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

t.test(
  'a new address counts once its own link is confirmed by hand; the old one is told (S32)',
  async (t) => {
    const { client, email } = await addPerson()
    const wanted = `n-${email}`
    t.match(await client.post('/compte/adresse', { email: wanted.toUpperCase() }), { statusCode: 303 })
    t.match((await client.get('/compte')).body, new RegExp(`En attente de confirmation.*${wanted}`))
    const letter = await letterTo(wanted, /^Confirmez votre nouvelle adresse/)
    const [, path] = /http:\/\/localhost:3000(\/compte\/adresse\/confirmation\?token=\w{22})/.exec(
      letter.body_text,
    )!
    const reader = createClient(world)
    for (let n = 0; n < 2; n += 1) t.match((await reader.get(path!)).body, wanted)
    t.notOk(
      (await reader.post('/connexion', { email: wanted, password })).headers.location,
      'a link that is read counts for nothing',
    )
    const token = path!.split('=')[1]!
    const confirmed = await reader.post('/compte/adresse/confirmation', { token })
    t.match(confirmed, { statusCode: 303, headers: { location: '/compte' } })
    t.match((await client.get('/compte')).body, wanted)
    t.equal((await reader.post('/connexion', { email, password })).statusCode, 422)
    t.ok(await isIn(await signIn(world, wanted)))
    t.match(await letterTo(email, /adresse e-mail de votre compte Acquit a changé/), {})
    t.equal((await reader.post('/compte/adresse/confirmation', { token })).statusCode, 409, 'once')
    t.equal((await reader.get(path!)).statusCode, 404)
  },
)

t.test('an address that has an account is asked for like any other, and never taken (S27)', async (t) => {
  const [one, two] = [await addPerson(), await addPerson()]
  const free = await one.client.post('/compte/adresse', { email: 'libre@atelier.example' })
  const taken = await one.client.post('/compte/adresse', { email: two.email })
  t.equal(taken.statusCode, free.statusCode)
  t.equal(taken.headers.location, free.headers.location)
  t.equal(taken.body, free.body)
  t.notMatch(await letterTo(two.email, /Vous avez déjà un compte/), /confirmation\?token/)
  // Free when it was asked for, taken since.
  const late = await addPerson()
  await late.client.post('/compte/adresse', { email: 'course@atelier.example' })
  const letter = await letterTo('course@atelier.example', /^Confirmez/)
  await db
    .updateTable('users')
    .set({ email: 'course@atelier.example' })
    .where('id', '=', two.userId)
    .execute()
  const token = /token=(\w{22})/.exec(letter.body_text)![1]!
  t.equal((await late.client.post('/compte/adresse/confirmation', { token })).statusCode, 409)
  t.match((await late.client.get('/compte')).body, late.email)
})

t.test('of two people who confirm the same new address at once, one has it', async (t) => {
  const wanted = 'ensemble@atelier.example'
  const people = [await addPerson(), await addPerson()]
  for (const { client } of people) await client.post('/compte/adresse', { email: wanted })
  const letters = await eventually(async () => {
    const found = await lettersTo(wanted)
    return found.length === 2 && found
  })
  const tokens = letters.map(({ body_text }) => /token=(\w{22})/.exec(body_text)![1]!)
  // Both look before either has it.
  let answers: Promise<{ statusCode: number }[]> | undefined
  await db.transaction().execute(async (trx) => {
    await sql`select from users where email = any(${people.map(({ email }) => email)}) for update`.execute(
      trx,
    )
    answers = Promise.all(
      tokens.map((token) => createClient(world).post('/compte/adresse/confirmation', { token })),
    )
    await eventually(async () => {
      const { rows } = await sql`select from pg_locks where not granted and locktype = 'transactionid'
        and pid in (select pid from pg_stat_activity where datname = current_database())`.execute(db)
      return rows.length > 0
    })
    await new Promise((resolve) => setTimeout(resolve, 100))
  })
  const statuses = (await answers)!.map(({ statusCode }) => statusCode)
  t.strictSame(statuses.sort(), [303, 409])
})

t.test('a link to a new address works for an hour; asking again makes it void', async (t) => {
  const { client, email } = await addPerson()
  const ask = async (wanted: string) => {
    await client.post('/compte/adresse', { email: wanted })
    return /token=(\w{22})/.exec((await letterTo(wanted, /^Confirmez/)).body_text)![1]!
  }
  const tokens = [await ask(`a-${email}`), await ask(`b-${email}`)]
  const confirm = (token: string) => client.post('/compte/adresse/confirmation', { token })
  t.equal((await confirm(tokens[0]!)).statusCode, 409)
  await sql`update email_changes set expires_at = expires_at - interval '61 minutes'`.execute(db)
  t.equal((await confirm(tokens[1]!)).statusCode, 409)
  const kept = await db.selectFrom('email_changes').selectAll().execute()
  t.notOk(
    tokens.some((token) => JSON.stringify(kept).includes(token)),
    'kept as a hash',
  )
})

t.test('a new password ends the other sessions, and all that was asked for in them (S32)', async (t) => {
  const { client, email, userId } = await addPerson()
  const elsewhere = await signIn(world, email)
  await elsewhere.post('/compte/adresse', { email: `voleur-${email}` })
  const letter = await letterTo(`voleur-${email}`, /^Confirmez/)
  const before = copyOf(client)
  const chosen = 'trois lampadaires bleus'
  const answer = await client.post('/compte/mot-de-passe', { password: chosen })
  t.match(answer, { statusCode: 303, headers: { location: '/compte' } })
  t.match((await client.get('/compte')).body, /Votre mot de passe est changé/)
  t.notOk(await isIn(elsewhere))
  t.notOk(await isIn(before), 'this session has another id now')
  const token = /token=(\w{22})/.exec(letter.body_text)![1]!
  t.equal((await elsewhere.post('/compte/adresse/confirmation', { token })).statusCode, 409)
  await letterTo(email, /^Votre mot de passe Acquit a changé/)
  t.equal((await elsewhere.post('/connexion', { email, password })).statusCode, 422)
  t.equal((await elsewhere.post('/connexion', { email, password: chosen })).statusCode, 303)
  t.notMatch(
    JSON.stringify(await db.selectFrom('accounts').selectAll().where('user_id', '=', userId).execute()),
    chosen,
  )
})

t.test('a new password here follows the rules of every other (S24)', async (t) => {
  const { client, email } = await addPerson()
  for (const weak of ['court', 'motdepasse2026', email, 'aaaaaaaaaaaaaa'])
    t.equal((await client.post('/compte/mot-de-passe', { password: weak })).statusCode, 422, weak)
  t.ok(await isIn(await signIn(world, email)))
})

t.test('the password is guessed here no more often than at sign-in, in two processes (S26)', async (t) => {
  await waitForRoom(900)
  const { client, email } = await addPerson()
  const second = await signIn(other, email)
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
  t.equal((await createClient(world).post('/connexion', { email, password })).statusCode, 429)
  t.ok(await isIn(client), 'the session itself goes on')
  await forgetCounts(world)
  t.equal((await guess(0, password)).statusCode, 303, 'no lock-out for ever')
})

t.test('no more letters are asked for than a mailbox can bear (S27)', async (t) => {
  await waitForRoom(3600)
  const { client } = await addPerson()
  const ask = () => client.post('/compte/adresse', { email: 'harcele@atelier.example' })
  for (let n = 0; n < 5; n += 1) t.equal((await ask()).statusCode, 303)
  t.equal((await ask()).statusCode, 429)
})
