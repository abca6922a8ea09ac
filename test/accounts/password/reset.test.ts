import { sql } from 'kysely'
import t from 'tap'
import { changePassword } from '../../../src/accounts/people/store.ts'
import { endSessions } from '../../../src/accounts/sessions/session-store.ts'
import { lettersTo, linkTo, tokenOf } from '../../fixtures/accounts/mailbox.ts'
import { askForReset, choosePassword, chosen } from '../../fixtures/accounts/resets.ts'
import { addMerchant, eventually, password, startWorld } from '../../fixtures/app.ts'
import { createClient, htmx, signIn } from '../../fixtures/client.ts'
import { dumpBusiness, forgetCounts } from '../../fixtures/security/rows.ts'

const world = await startWorld(t)
const { db } = world.deps

t.beforeEach(() => forgetCounts(world))

for (const headers of [{}, htmx]) {
  t.test(
    `a forgotten password is chosen anew by a link, once${headers === htmx ? ', with htmx' : ''} (S28)`,
    async (t) => {
      const { email } = await addMerchant(world)
      const visitor = createClient(world)
      t.match((await visitor.get('/connexion', { headers })).body, 'href="/mot-de-passe/oubli"')
      const asked = await askForReset(world, ` ${email.toUpperCase()}`, headers)
      t.match(asked, { statusCode: 303, headers: { location: '/mot-de-passe/envoi' } })
      const token = tokenOf(await linkTo(world, email))
      const answer = await choosePassword(world, token, {}, headers)
      t.match(answer, { statusCode: 303, headers: { location: '/connexion' } })
      t.notOk(
        answer.cookies.some(({ name }) => name.includes('session')),
        'nobody is signed in by it',
      )
      t.equal((await choosePassword(world, token)).statusCode, 409)
      t.equal((await visitor.post('/connexion', { email, password })).statusCode, 422)
      t.equal((await visitor.post('/connexion', { email, password: chosen })).statusCode, 303)
      const [, notice] = await lettersTo(world, email, 2)
      t.match(notice, { subject: 'Votre mot de passe Acquit a changé' })
    },
  )
}

t.test('scanners that follow the link, and mistakes, do not use it up (S28)', async (t) => {
  const { email } = await addMerchant(world, 'Boutique du Pont')
  await askForReset(world, email)
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
    const { statusCode, body } = await choosePassword(world, tokenOf(link), { password: typed })
    t.equal(statusCode, 422)
    t.match(body, new RegExp(`id="password-problem">[^<]*${sentence.source}`))
    t.match(body, `value="${tokenOf(link)}"`, 'the link is still in the form')
    t.notMatch(body, `value="${typed}"`)
  }
  t.strictSame(await dumpBusiness(world), before)
  t.equal((await choosePassword(world, tokenOf(link))).statusCode, 303)
})

t.test('it works for 30 minutes, by the database’s clock (S28)', async (t) => {
  const { email } = await addMerchant(world)
  await askForReset(world, email)
  const link = await linkTo(world, email)
  await sql`update account_links set expires_at = expires_at - interval '29 minutes'`.execute(db)
  t.equal((await createClient(world).get(link)).statusCode, 200)
  await sql`update account_links set expires_at = expires_at - interval '1 minute'`.execute(db)
  t.match(await createClient(world).get(link), { statusCode: 404, body: 'Ce lien n’est plus valable' })
  t.match(await choosePassword(world, tokenOf(link)), { statusCode: 409, body: 'Ce lien n’est plus valable' })
})

t.test('every session ends, and every other link (S28)', async (t) => {
  const { email } = await addMerchant(world)
  const thief = await signIn(world, email)
  await askForReset(world, email)
  const first = tokenOf(await linkTo(world, email))
  await askForReset(world, email)
  const second = tokenOf(await linkTo(world, email, 2))
  t.equal((await choosePassword(world, first)).statusCode, 303)
  t.match(await thief.get('/paiements'), { statusCode: 303, headers: { location: /^\/connexion/ } })
  t.equal((await choosePassword(world, second)).statusCode, 409)
})

t.test('the same link pressed twice at once chooses one password (S28)', async (t) => {
  const { email } = await addMerchant(world)
  await askForReset(world, email)
  const token = tokenOf(await linkTo(world, email))
  const answers = await Promise.all([
    choosePassword(world, token),
    choosePassword(world, token, { password: 'une autre fois, la mer' }),
  ])
  t.strictSame(answers.map(({ statusCode }) => statusCode).sort(), [303, 409])
})

t.test('whoever signs in with the old password while a new one is chosen is not in (S28)', async (t) => {
  const { email, userId } = await addMerchant(world)
  const thief = createClient(world)
  let late: Promise<{ statusCode: number }> | undefined
  await db.transaction().execute(async (trx) => {
    // The old password is checked and found right; then the lock keeps the request waiting.
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

t.test('who has tried too often signs in at once with the password they have chosen', async (t) => {
  const { email } = await addMerchant(world)
  const visitor = createClient(world)
  await visitor.post('/connexion', { email, password: 'je ne sais plus' })
  await sql`update rate_counts set count = 5 where key like 'sign-ins:%'`.execute(db)
  t.equal((await visitor.post('/connexion', { email, password })).statusCode, 429)
  await askForReset(world, email)
  await choosePassword(world, tokenOf(await linkTo(world, email)))
  t.equal((await visitor.post('/connexion', { email, password: chosen })).statusCode, 303)
})
