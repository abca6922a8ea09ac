import { sql } from 'kysely'
import t from 'tap'
import { lettersTo } from '../../fixtures/accounts/mailbox.ts'
import { newEmail, newPassword, signUpForm, withoutAddresses } from '../../fixtures/accounts/sign-ups.ts'
import { addMerchant, startWorld, startWorldOn } from '../../fixtures/app.ts'
import { createClient } from '../../fixtures/client.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'

const world = await startWorld(t)
const { db } = world.deps

t.beforeEach(() => forgetCounts(world))

t.test(
  'signing up says the same whether or not the address has an account; the letter differs (S27)',
  async (t) => {
    const { email: known } = await addMerchant(world)
    const visitor = createClient(world)
    const answers = []
    for (const email of [known, newEmail()]) {
      const { statusCode, headers, body } = await visitor.post('/inscription', { ...signUpForm, email })
      answers.push({ statusCode, location: headers.location, body })
    }
    t.strictSame(answers[0], answers[1])
    const [letter] = await lettersTo(world, known)
    t.match(letter, { subject: 'Vous avez déjà un compte Acquit', body_text: /\/connexion/ })
    t.notMatch(letter!.body_text, /token/)
    const unknown = newEmail()
    await visitor.post('/inscription', { ...signUpForm, email: unknown })
    const tries = []
    for (const email of [known, unknown]) {
      const { statusCode, body } = await visitor.post('/connexion', { email, password: newPassword })
      tries.push({ statusCode, body: withoutAddresses(body) })
    }
    t.strictSame(tries[0], tries[1], 'nor does signing in with the password one has just made up')
    t.match(tries[0], { statusCode: 422, body: 'n’est pas encore confirmée' })
  },
)

t.test(
  'nothing that was typed is in the letter: it goes to an address of the typist’s choice (S37)',
  async (t) => {
    const email = newEmail()
    const words = { name: 'Gagnez evil', trade_name: 'Evil et Cie' }
    await createClient(world).post('/inscription', { ...signUpForm, ...words, email })
    const [letter] = await lettersTo(world, email)
    t.notMatch(Object.values(letter!).join(), /evil/i)
  },
)

t.test('one address asks for 20 letters an hour at most, and one mailbox gets five', async (t) => {
  const visitor = createClient(world)
  const email = newEmail()
  await visitor.post('/inscription', { ...signUpForm, email })
  await sql`update rate_counts set count = 5 where key like 'account-letters:%'`.execute(db)
  const refused = await visitor.post('/inscription', { ...signUpForm, email })
  t.equal(refused.statusCode, 429)
  t.ok(Number(refused.headers['retry-after']) > 0)
  t.equal((await visitor.post('/inscription', { ...signUpForm, email: newEmail() })).statusCode, 303)
  await sql`update rate_counts set count = 20 where key like 'account-letters-address:%'`.execute(db)
  t.equal((await visitor.post('/inscription', { ...signUpForm, email: newEmail() })).statusCode, 429)
})

t.test('signing in before confirming asks for no more letters than a mailbox can bear (S27)', async (t) => {
  const visitor = createClient(world)
  const [email, other] = [newEmail(), newEmail()]
  await visitor.post('/inscription', { ...signUpForm, email })
  await lettersTo(world, email)
  await sql`update rate_counts set count = 5 where key like 'account-letters:%'`.execute(db)
  const answer = await visitor.post('/connexion', { email, password: newPassword })
  t.match(answer, { statusCode: 422, body: /n’est pas encore confirmée/ })
  await visitor.post('/inscription', { ...signUpForm, email: other })
  await lettersTo(world, other)
  t.equal((await lettersTo(world, email)).length, 1)
})

t.test('where sign-up is not open, the pages say so, and no account is opened', async (t) => {
  for (const [SIGNUP, title] of [
    ['invitation', 'Les comptes s’ouvrent sur invitation'],
    ['closed', 'Aucun compte ne s’ouvre'],
  ] as const) {
    const closed = await startWorldOn(t, world.deps.databaseUrl, { env: { SIGNUP }, jobs: false })
    const visitor = createClient(closed)
    t.notMatch((await visitor.get('/connexion')).body, '/inscription')
    t.match(await visitor.get('/inscription'), { statusCode: 200, body: title })
    const email = newEmail()
    t.match(await visitor.post('/inscription', { ...signUpForm, email }), {
      statusCode: 403,
      body: title,
    })
    t.equal((await visitor.post('/inscription/confirmation', { token: 'x' })).statusCode, 403)
    t.strictSame(await db.selectFrom('sign_ups').select('id').where('email', '=', email).execute(), [])
  }
})
