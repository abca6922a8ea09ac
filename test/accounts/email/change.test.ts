import { sql } from 'kysely'
import t from 'tap'
import { addSignedIn, isIn, lettersTo, letterTo } from '../../fixtures/accounts/sensitive.ts'
import { eventually, password, startWorld } from '../../fixtures/app.ts'
import { createClient, signIn } from '../../fixtures/client.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'
import { waitForRoom } from '../../fixtures/security/wire.ts'

const world = await startWorld(t)
const { db } = world.deps

t.beforeEach(() => forgetCounts(world))

t.test(
  'a new address counts once its own link is confirmed by hand; the old one is told (S32)',
  async (t) => {
    const { client, email } = await addSignedIn(world)
    const wanted = `n-${email}`
    t.match(await client.post('/compte/adresse', { email: wanted.toUpperCase() }), { statusCode: 303 })
    t.match((await client.get('/compte')).body, new RegExp(`En attente de confirmation.*${wanted}`))
    const letter = await letterTo(db, wanted, /^Confirmez votre nouvelle adresse/)
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
    t.match(await letterTo(db, email, /adresse e-mail de votre compte Acquit a changé/), {})
    t.equal((await reader.post('/compte/adresse/confirmation', { token })).statusCode, 409, 'once')
    t.equal((await reader.get(path!)).statusCode, 404)
  },
)

t.test('an address that has an account is asked for like any other, and never taken (S27)', async (t) => {
  const [one, two] = [await addSignedIn(world), await addSignedIn(world)]
  const free = await one.client.post('/compte/adresse', { email: 'libre@atelier.example' })
  const taken = await one.client.post('/compte/adresse', { email: two.email })
  t.equal(taken.statusCode, free.statusCode)
  t.equal(taken.headers.location, free.headers.location)
  t.equal(taken.body, free.body)
  t.notMatch(await letterTo(db, two.email, /Vous avez déjà un compte/), /confirmation\?token/)
  // The address was free when it was asked for, and is taken now.
  const late = await addSignedIn(world)
  await late.client.post('/compte/adresse', { email: 'course@atelier.example' })
  const letter = await letterTo(db, 'course@atelier.example', /^Confirmez/)
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
  const people = [await addSignedIn(world), await addSignedIn(world)]
  for (const { client } of people) await client.post('/compte/adresse', { email: wanted })
  const letters = await eventually(async () => {
    const found = await lettersTo(db, wanted)
    return found.length === 2 && found
  })
  const tokens = letters.map(({ body_text }) => /token=(\w{22})/.exec(body_text)![1]!)
  // Both requests read before one of them writes.
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
  const { client, email } = await addSignedIn(world)
  const ask = async (wanted: string) => {
    await client.post('/compte/adresse', { email: wanted })
    return /token=(\w{22})/.exec((await letterTo(db, wanted, /^Confirmez/)).body_text)![1]!
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

t.test('no more letters are asked for than a mailbox can bear (S27)', async (t) => {
  await waitForRoom(3600)
  const { client } = await addSignedIn(world)
  const ask = () => client.post('/compte/adresse', { email: 'harcele@atelier.example' })
  for (let n = 0; n < 5; n += 1) t.equal((await ask()).statusCode, 303)
  t.equal((await ask()).statusCode, 429)
})
