import { sql } from 'kysely'
import t from 'tap'
import { codeAt } from '../../../src/accounts/second-factor/totp.ts'
import { addMerchant, eventually, password, startWorld, startWorldOn } from '../../fixtures/app.ts'
import { type Client, createClient, signIn } from '../../fixtures/client.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'
import { waitForRoom } from '../../fixtures/security/wire.ts'

const world = await startWorld(t)
const other = await startWorldOn(t, world.deps.databaseUrl, { jobs: false })
const { db } = world.deps

const now = () => Math.floor(Date.now() / 30_000)
const isIn = async (client: Client) => (await client.get('/paiements')).statusCode === 200
const forgetUsedCodes = () => db.updateTable('second_factors').set({ last_step: 0 }).execute()

/** Somebody with a second factor, whose password was just given in `client`. */
async function addCareful() {
  const { email, userId } = await addMerchant(world)
  const client = await signIn(world, email)
  const { body } = await client.post('/compte/second-facteur', { change: 'app' })
  const secret = /id="secret"[^>]*>([A-Z2-7 ]+)</.exec(body)![1]!.replaceAll(' ', '')
  const sealed = /name="sealed" value="(\w+)"/.exec(body)![1]!
  const answer = await client.post('/compte/second-facteur/activation', {
    sealed,
    code: codeAt(secret, now()),
  })
  const codes = answer.body.match(/\b\w{4}(-\w{4}){5}\b/g) ?? []
  await forgetUsedCodes()
  return { email, userId, client, secret, sealed, codes }
}

/** The password is right; the code is still to come. */
async function enterHalfway(email: string, from = world) {
  const client = createClient(from)
  const answer = await client.post('/connexion', { email, password, next: '/reglages' })
  return { client, answer }
}

const give = (client: Client, code: string) => client.post('/connexion/code', { code, next: '/reglages' })

t.beforeEach(() => forgetCounts(world))

t.test(
  'setting it up shows a QR code and its key, and counts once a first code is right (S29)',
  async (t) => {
    const { email, userId } = await addMerchant(world)
    const client = await signIn(world, email)
    const { body } = await client.post('/compte/second-facteur', { change: 'app' })
    t.match(body, /<svg/)
    const secret = /id="secret"[^>]*>([A-Z2-7 ]+)</.exec(body)![1]!.replaceAll(' ', '')
    const sealed = /name="sealed" value="(\w+)"/.exec(body)![1]!
    const activate = (code: string) => client.post('/compte/second-facteur/activation', { sealed, code })
    for (const wrong of ['', '000000', '12345']) {
      const answer = await activate(wrong)
      t.equal(answer.statusCode, 422)
      t.match(answer.body, secret.slice(0, 4), 'the same key again')
    }
    t.strictSame(
      await db.selectFrom('second_factors').selectAll().where('user_id', '=', userId).execute(),
      [],
    )
    const code = codeAt(secret, now())
    const answer = await activate(`${code.slice(0, 3)} ${code.slice(3)}`)
    t.equal(answer.statusCode, 200)
    t.equal(answer.body.match(/\b\w{4}(-\w{4}){5}\b/g)?.length, 10)
    t.match((await client.get('/compte')).body, /Activée/)
    t.notMatch((await client.get('/compte/second-facteur')).body, /\b\w{4}(-\w{4}){5}\b/, 'never shown again')
    const told = await eventually(async () =>
      db.selectFrom('local_messages').selectAll().where('recipient', '=', email).executeTakeFirst(),
    )
    t.match(told, { subject: /double authentification de votre compte Acquit est activée/ })
  },
)

t.test('the key and the recovery codes cannot be read in the database, or in the log (S29)', async (t) => {
  const { secret, codes, userId } = await addCareful()
  const factor = await db.selectFrom('second_factors').selectAll().where('user_id', '=', userId).execute()
  const hashes = await db.selectFrom('recovery_codes').selectAll().where('user_id', '=', userId).execute()
  t.equal(hashes.length, 10)
  const kept = JSON.stringify([factor, hashes])
  for (const one of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))])
    t.notOk(kept.includes(one) || world.log.join('').includes(one))
})

t.test(
  'with it the password alone opens nothing; the code then leads to the page one wanted (S29)',
  async (t) => {
    const { email, secret } = await addCareful()
    const { client, answer } = await enterHalfway(email)
    t.match(answer, { statusCode: 303, headers: { location: '/connexion/code?next=%2Freglages' } })
    t.notOk(await isIn(client))
    for (const url of ['/compte', '/compte/second-facteur', '/reglages/stripe'])
      t.match((await client.get(url)).headers.location, /^\/connexion/, url)
    const written = '&to=%2Ffermeture&typed=trade_name%3DAtelier&recovery=on'
    const page = await client.get(`/connexion/code?next=%2Freglages${written}`)
    t.notMatch(page.body, 'trade_name', 'no form of somebody else’s is carried along')
    t.match(page.body, /autocomplete="one-time-code" inputmode="numeric"/)
    t.match(await give(client, codeAt(secret, now())), {
      statusCode: 303,
      headers: { location: '/reglages' },
    })
    t.ok(await isIn(client))
  },
)

t.test('a form posted too late goes through the second page too (S29)', async (t) => {
  const { email, secret } = await addCareful()
  const client = createClient(world)
  const carried = { next: '/compte', to: '/compte', typed: 'name=Camille+Aubert' }
  const half = await client.post('/connexion', { email, password, ...carried })
  t.match(half, { statusCode: 200, body: /name="typed" value="name=Camille\+Aubert"/ })
  const other = await client.post('/connexion/code', { ...carried, other: 'on' })
  t.match(other.body, />Code de secours<[\s\S]*/)
  t.match(other.body, /name="typed" value="name=Camille\+Aubert"/)
  const resumed = await client.post('/connexion/code', { ...carried, code: codeAt(secret, now()) })
  t.match(resumed.body, /action="\/compte"[\s\S]*name="name" value="Camille Aubert"/)
})

t.test('a code is taken once, and none before it (S29)', async (t) => {
  const { email, secret } = await addCareful()
  const codes = [codeAt(secret, now()), codeAt(secret, now() - 1)]
  const [first, second] = [await enterHalfway(email), await enterHalfway(email)]
  t.equal((await give(first.client, codes[0]!)).statusCode, 303)
  for (const code of codes) {
    const answer = await give(second.client, code)
    t.equal(answer.statusCode, 422)
    t.match(answer.body, /a déjà servi/)
  }
  t.notOk(await isIn(second.client))
})

t.test('one code given twice at once opens one session (S29)', async (t) => {
  const { email, secret } = await addCareful()
  const people = [await enterHalfway(email), await enterHalfway(email, other)]
  const code = codeAt(secret, now())
  const answers = await Promise.all(people.map(({ client }) => give(client, code)))
  t.strictSame(answers.map(({ statusCode }) => statusCode).sort(), [303, 422])
})

t.test('a recovery code takes the place of the app, once, however it is typed (S29)', async (t) => {
  const { email, codes } = await addCareful()
  const typed = [codes[0]!, codes[1]!.replaceAll('-', ' ').toUpperCase(), codes[2]!.replaceAll('0', 'o')]
  for (const code of typed) {
    const { client } = await enterHalfway(email)
    t.match((await client.post('/connexion/code', { other: 'on' })).body, />Code de secours</)
    t.equal((await give(client, code)).statusCode, 303)
    t.ok(await isIn(client))
    const again = await enterHalfway(email)
    t.equal((await give(again.client, code)).statusCode, 422)
  }
})

t.test('new recovery codes replace the old ones; somebody else’s are no use (S29)', async (t) => {
  const { email, client, codes } = await addCareful()
  const stranger = await addCareful()
  const { body } = await client.post('/compte/second-facteur', { change: 'codes' })
  const renewed = body.match(/\b\w{4}(-\w{4}){5}\b/g)!
  const { client: halfway } = await enterHalfway(email)
  for (const code of [codes[0]!, stranger.codes[0]!]) t.equal((await give(halfway, code)).statusCode, 422)
  t.equal((await give(halfway, renewed[0]!)).statusCode, 303)
})

t.test('the second page has 10 minutes; who did not give a password is sent to do so (S29)', async (t) => {
  const { email, secret } = await addCareful()
  const { client } = await enterHalfway(email)
  await sql`update sessions set last_seen_at = now() - interval '11 minutes' where opened_at is null`.execute(
    db,
  )
  for (const one of [client, createClient(world)]) {
    t.equal((await one.get('/connexion/code')).headers.location, '/connexion')
    t.equal((await give(one, codeAt(secret, now()))).headers.location, '/connexion')
  }
})

t.test('a QR code is confirmed within 15 minutes, by the person it was shown to (S29)', async (t) => {
  const { client, sealed, secret } = await addCareful()
  const thief = await signIn(world, (await addMerchant(world)).email)
  const code = codeAt(secret, now())
  for (const body of [{ sealed, code }, { sealed: 'ffff', code }, { code }])
    t.equal((await thief.post('/compte/second-facteur/activation', body)).statusCode, 409)
  const real = Date.now
  t.teardown(() => Object.assign(Date, { now: real }))
  Date.now = () => real() + 3_600_000
  const inTime = await client.post('/compte/second-facteur/activation', { sealed, code })
  t.equal(inTime.statusCode, 200, 'by the database’s clock')
})

t.test('switched off, the password is enough again, and one is told by e-mail (S29)', async (t) => {
  const { email, client } = await addCareful()
  const answer = await client.post('/compte/second-facteur', { change: 'removal' })
  t.match(answer, { statusCode: 303, headers: { location: '/compte' } })
  t.match((await client.get('/compte')).body, /La double authentification est désactivée\./)
  t.ok(await isIn(await signIn(world, email)))
  await eventually(async () => {
    const letters = await db
      .selectFrom('local_messages')
      .select('subject')
      .where('recipient', '=', email)
      .execute()
    return letters.some(({ subject }) => /désactivée/.test(subject!))
  })
})

t.test(
  'six wrong codes, in two processes: then the right one is refused too, for a while (S26)',
  async (t) => {
    await waitForRoom(900)
    const { email, secret, codes } = await addCareful()
    const tries = [await enterHalfway(email), await enterHalfway(email, other)]
    for (let n = 0; n < 5; n += 1) t.equal((await give(tries[n % 2]!.client, '000000')).statusCode, 422)
    for (const code of [codeAt(secret, now()), codes[0]!]) {
      for (const { client } of tries) {
        const answer = await give(client, code)
        t.equal(answer.statusCode, 429)
        t.ok(Number(answer.headers['retry-after']) <= 900)
        t.match(answer.body, /Réessayez dans/)
      }
    }
    const neighbour = await addCareful()
    const { client } = await enterHalfway(neighbour.email)
    t.equal((await give(client, codeAt(neighbour.secret, now()))).statusCode, 303, 'others sign in')
    await forgetCounts(world)
    t.equal((await give(tries[0]!.client, codeAt(secret, now()))).statusCode, 303, 'no lock-out for ever')
  },
)

t.test('codes guessed all at once are no more than five (S26)', async (t) => {
  await waitForRoom(900)
  const { email } = await addCareful()
  const { client } = await enterHalfway(email)
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => give(client, String(100_000 + n))))
  t.ok(answers.filter(({ statusCode }) => statusCode !== 429).length <= 5)
})
