import { sql } from 'kysely'
import t from 'tap'
import { changePassword } from '../../../src/accounts/people/store.ts'
import { endSessions } from '../../../src/accounts/sessions/session-store.ts'
import { lettersTo, linkTo, tokenOf } from '../../fixtures/accounts/mailbox.ts'
import { addMerchant, eventually, password, startWorld } from '../../fixtures/app.ts'
import { createClient, htmx, signIn } from '../../fixtures/client.ts'
import { dumpBusiness, dumpTables, forgetCounts } from '../../fixtures/security/rows.ts'

const world = await startWorld(t)
const { db } = world.deps
t.beforeEach(() => forgetCounts(world))

const chosen = 'trois perles de nacre bleue'
const ask = (email: string, headers = {}) =>
  createClient(world).post('/mot-de-passe/oubli', { email }, { headers })
const choose = (token: string, fields = {}, headers = {}) =>
  createClient(world).post('/mot-de-passe/nouveau', { token, password: chosen, ...fields }, { headers })

for (const headers of [{}, htmx]) {
  t.test(
    `a forgotten password is chosen anew by a link, once${headers === htmx ? ', with htmx' : ''} (S28)`,
    async (t) => {
      const { email } = await addMerchant(world)
      const visitor = createClient(world)
      t.match((await visitor.get('/connexion', { headers })).body, 'href="/mot-de-passe/oubli"')
      const asked = await ask(` ${email.toUpperCase()}`, headers)
      t.match(asked, { statusCode: 303, headers: { location: '/mot-de-passe/envoi' } })
      const token = tokenOf(await linkTo(world, email))
      const answer = await choose(token, {}, headers)
      t.match(answer, { statusCode: 303, headers: { location: '/connexion' } })
      t.notOk(
        answer.cookies.some(({ name }) => name.includes('session')),
        'nobody is signed in by it',
      )
      t.equal((await choose(token)).statusCode, 409)
      t.equal((await visitor.post('/connexion', { email, password })).statusCode, 422)
      t.equal((await visitor.post('/connexion', { email, password: chosen })).statusCode, 303)
      const [, notice] = await lettersTo(world, email, 2)
      t.match(notice, { subject: 'Votre mot de passe Acquit a changé' })
    },
  )
}

t.test('scanners that follow the link, and mistakes, do not use it up (S28)', async (t) => {
  const { email } = await addMerchant(world, 'Boutique du Pont')
  await ask(email)
  const link = await linkTo(world, email)
  const visitor = createClient(world)
  const before = await dumpBusiness(world)
  for (const headers of [{ 'user-agent': 'SafeLinks' }, { 'user-agent': 'WhatsApp/2.23.20.0 A' }]) {
    t.equal((await visitor.get(link, { headers })).statusCode, 200)
    t.equal((await visitor.head(link, { headers })).statusCode, 200)
  }
  const wrong = {
    court: /trop court/,
    'Boutique du Pont 1': /à votre nom/,
    'acquit acquit 12': /à votre nom/,
    [`${email}!`]: /à votre nom/,
  }
  for (const [typed, sentence] of Object.entries(wrong)) {
    const { statusCode, body } = await choose(tokenOf(link), { password: typed })
    t.equal(statusCode, 422)
    t.match(body, new RegExp(`id="password-problem">[^<]*${sentence.source}`))
    t.match(body, `value="${tokenOf(link)}"`, 'the link is still in the form')
    t.notMatch(body, `value="${typed}"`)
  }
  t.strictSame(await dumpBusiness(world), before)
  t.equal((await choose(tokenOf(link))).statusCode, 303)
})

t.test('it works for 30 minutes, by the database’s clock (S28)', async (t) => {
  const { email } = await addMerchant(world)
  await ask(email)
  const link = await linkTo(world, email)
  await sql`update account_links set expires_at = expires_at - interval '29 minutes'`.execute(db)
  t.equal((await createClient(world).get(link)).statusCode, 200)
  await sql`update account_links set expires_at = expires_at - interval '1 minute'`.execute(db)
  t.match(await createClient(world).get(link), { statusCode: 404, body: 'Ce lien ne marche plus' })
  t.match(await choose(tokenOf(link)), { statusCode: 409, body: 'Ce lien ne marche plus' })
})

t.test('every session ends, and every other link (S28)', async (t) => {
  const { email } = await addMerchant(world)
  const thief = await signIn(world, email)
  await ask(email)
  const first = tokenOf(await linkTo(world, email))
  await ask(email)
  const second = tokenOf(await linkTo(world, email, 2))
  t.equal((await choose(first)).statusCode, 303)
  t.match(await thief.get('/paiements'), { statusCode: 303, headers: { location: /^\/connexion/ } })
  t.equal((await choose(second)).statusCode, 409)
})

t.test('the same link pressed twice at once chooses one password (S28)', async (t) => {
  const { email } = await addMerchant(world)
  await ask(email)
  const token = tokenOf(await linkTo(world, email))
  const answers = await Promise.all([choose(token), choose(token, { password: 'une autre fois, la mer' })])
  t.strictSame(answers.map(({ statusCode }) => statusCode).sort(), [303, 409])
})

t.test('whoever signs in with the old password while a new one is chosen is not in (S28)', async (t) => {
  const { email, userId } = await addMerchant(world)
  const thief = createClient(world)
  let late: Promise<{ statusCode: number }> | undefined
  await db.transaction().execute(async (trx) => {
    // The old password is found right, and then there is no way past this.
    await sql`lock table sessions in share row exclusive mode`.execute(trx)
    late = thief.post('/connexion', { email, password })
    await eventually(async () => {
      const { rows } = await sql`select from pg_locks where not granted and relation = 'sessions'::regclass
        and database = (select oid from pg_database where datname = current_database())`.execute(db)
      return rows.length > 0
    })
    await changePassword(trx, userId, 'another hash')
    await endSessions(trx, userId)
  })
  t.equal((await late)?.statusCode, 422)
  t.equal((await thief.get('/paiements')).statusCode, 303)
})

t.test(
  '128 random bits, of which a hash is all that is kept; S3 they are not logged, nor in the queue (S28)',
  async (t) => {
    const { email } = await addMerchant(world)
    await ask(email)
    const link = await linkTo(world, email)
    const token = tokenOf(link)
    t.match(token, /^[0-9A-Za-z]{22}$/)
    const { 'public.local_messages': _, ...tables } = await dumpTables(world)
    t.notMatch(Object.values(tables).join(), token)
    const page = await createClient(world).get(link)
    t.equal(page.headers['referrer-policy'], 'no-referrer')
    t.equal(page.headers['cache-control'], 'no-store')
    await choose(token, { password: 'court' })
    await choose(token)
    t.ok(world.log.some((line) => line.includes('/mot-de-passe/nouveau')))
    for (const secret of [token, chosen, email]) t.notOk(world.log.some((line) => line.includes(secret)))
  },
)

t.test('asking says the same whether or not the address has an account, 50 times each (S27)', async (t) => {
  const { email: known } = await addMerchant(world)
  const times = { known: [] as number[], unknown: [] as number[] }
  const answers = new Set<string>()
  for (let n = 0; n < 50; n += 1) {
    for (const [who, email] of [
      ['known', known],
      ['unknown', `inconnu${n}@courriel.example`],
    ] as const) {
      if (n % 4 === 0) await forgetCounts(world)
      const start = performance.now()
      const { statusCode, headers, body } = await ask(email)
      times[who].push(performance.now() - start)
      answers.add(JSON.stringify([statusCode, headers.location, body]))
    }
  }
  t.equal(answers.size, 1)
  const median = (all: number[]) => all.sort((one, other) => one - other)[25]!
  t.comment(`known ${median(times.known).toFixed(1)} ms, unknown ${median(times.unknown).toFixed(1)} ms`)
})

t.test('an address that is none is said beside the field', async (t) => {
  for (const [email, sentence] of [
    ['', /Saisissez l’adresse/],
    ['camille@', /incomplète/],
  ] as const) {
    const { statusCode, body } = await ask(email)
    t.equal(statusCode, 422)
    t.match(body, new RegExp(`id="email-problem">[^<]*${sentence.source}`))
    t.match(body, `value="${email}"`)
  }
})

t.test('one mailbox gets five letters an hour, known or not (S27)', async (t) => {
  const { email: known } = await addMerchant(world)
  for (const email of [known, 'inconnue@courriel.example']) {
    for (let n = 0; n < 5; n += 1) t.equal((await ask(email)).statusCode, 303)
    const refused = await ask(email)
    t.equal(refused.statusCode, 429)
    t.match(refused.body, /minute/)
  }
})

t.test('who has tried too often signs in at once with the password they have chosen', async (t) => {
  const { email } = await addMerchant(world)
  const visitor = createClient(world)
  await visitor.post('/connexion', { email, password: 'je ne sais plus' })
  await sql`update rate_counts set count = 5 where key like 'sign-ins:%'`.execute(db)
  t.equal((await visitor.post('/connexion', { email, password })).statusCode, 429)
  await ask(email)
  await choose(tokenOf(await linkTo(world, email)))
  t.equal((await visitor.post('/connexion', { email, password: chosen })).statusCode, 303)
})
