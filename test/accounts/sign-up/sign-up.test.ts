import { sql } from 'kysely'
import t from 'tap'
import { lettersTo, linkTo, tokenOf } from '../../fixtures/accounts/mailbox.ts'
import { addMerchant, startWorld, startWorldOn } from '../../fixtures/app.ts'
import { type Client, createClient, htmx } from '../../fixtures/client.ts'
import { dumpBusiness, forgetCounts } from '../../fixtures/security/rows.ts'

const world = await startWorld(t)
const { db } = world.deps
t.beforeEach(() => forgetCounts(world))

const password = 'verre soufflé et laiton 7'
const form = { name: 'Inès Caron', trade_name: 'Verrerie du Port', password }
const pressButton = (visitor: Client, link: string) =>
  visitor.post('/inscription/confirmation', { token: tokenOf(link) })

let people = 0
const newEmail = () => `personne${++people}@verrerie.example`

for (const headers of [{}, htmx]) {
  t.test(
    `one signs up, confirms, signs in, and owns a merchant ready to ask${headers === htmx ? ', with htmx' : ''}`,
    async (t) => {
      const visitor = createClient(world)
      const email = newEmail()
      t.match((await visitor.get('/connexion', { headers })).body, 'href="/inscription"')
      t.equal((await visitor.get('/inscription', { headers })).statusCode, 200)
      const fields = { ...form, email: ` ${email.toUpperCase()} ` }
      const sent = await visitor.post('/inscription', fields, { headers })
      t.match(sent, { statusCode: 303, headers: { location: '/inscription/envoi' } })
      t.match((await visitor.get('/inscription/envoi', { headers })).body, /Vérifiez votre boîte/)
      const link = await linkTo(world, email)
      t.match((await visitor.get(link, { headers })).body, /Verrerie du Port[\s\S]*<button/)
      const confirmed = await visitor.post('/inscription/confirmation', { token: tokenOf(link) }, { headers })
      t.match(confirmed, { statusCode: 303, headers: { location: '/connexion' } })
      t.match((await visitor.get('/connexion', { headers })).body, /Votre adresse est confirmée/)
      t.equal((await visitor.post('/connexion', { email, password })).statusCode, 303)
      t.match((await visitor.get('/paiements')).body, /Verrerie du Port/)
      const { body: settings } = await visitor.get('/reglages')
      t.match(settings, 'value="VERRERIEDUP"', 'the SMS sender is suggested')
      t.match(settings, `value="${email}"`, 'customers can reach the owner')
      const rest = await db.selectFrom('sign_ups').select('id').where('email', '=', email).execute()
      t.strictSame(rest, [])
    },
  )
}

t.test('what is missing or wrong is said beside each field; all is kept but the password', async (t) => {
  const visitor = createClient(world)
  const wrong = { name: ' ', trade_name: 'Verrerie du Grand Port', email: 'ines@', password: 'court' }
  const { statusCode, body } = await visitor.post('/inscription', wrong)
  t.equal(statusCode, 422)
  t.match(body, /id="name-problem">Saisissez votre nom/)
  t.match(body, /id="trade_name-problem">Le nom commercial a 20/)
  t.match(body, /id="email-problem">Cette adresse e-mail est incomplète/)
  t.match(body, /id="password-problem">Ce mot de passe est trop court/)
  t.match(body, /value="Verrerie du Grand Port"[\s\S]*value="ines@"/)
  t.notMatch(body, /court"/)
  t.match(body, /class="problems" tabindex="-1" autofocus/)
  t.match((await visitor.post('/inscription', {})).statusCode, 422)
  // better-auth could not sign this one in.
  const quoted = await visitor.post('/inscription', { ...form, email: 'o!brien@verrerie.example' })
  t.match(quoted.body, /id="email-problem">Cette adresse/)
})

t.test('scanners that follow the link confirm nothing; the button still does (S11)', async (t) => {
  const email = newEmail()
  const visitor = createClient(world)
  await visitor.post('/inscription', { ...form, email })
  const link = await linkTo(world, email)
  const before = await dumpBusiness(world)
  const headers = { 'user-agent': 'Mozilla/5.0 Microsoft Office SafeLinks' }
  for (let time = 0; time < 3; time += 1) {
    t.equal((await visitor.get(link, { headers })).statusCode, 200)
    t.equal((await visitor.head(link, { headers })).statusCode, 200)
  }
  t.strictSame(await dumpBusiness(world), before)
  t.equal((await pressButton(visitor, link)).statusCode, 303)
  t.equal((await pressButton(visitor, link)).statusCode, 409, 'a link works once')
  t.equal((await visitor.get(link)).statusCode, 404)
})

t.test(
  'a link works for 24 hours, by the database’s clock; what nobody confirmed is forgotten',
  async (t) => {
    const email = newEmail()
    const visitor = createClient(world)
    await visitor.post('/inscription', { ...form, email })
    const link = await linkTo(world, email)
    await sql`update account_links set expires_at = expires_at - interval '24 hours'`.execute(db)
    t.equal((await visitor.get(link)).statusCode, 404)
    t.equal((await pressButton(visitor, link)).statusCode, 409)
    t.notOk(await db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst())
  },
)

t.test('the link that is opened counts: nobody’s password gets into somebody else’s account', async (t) => {
  const email = newEmail()
  const owner = createClient(world)
  await owner.post('/inscription', { ...form, email })
  const link = await linkTo(world, email)
  const attacker = createClient(world)
  await attacker.post('/inscription', { ...form, email, password: 'un autre mot de passe 8' })
  await lettersTo(world, email, 2)
  t.equal((await pressButton(owner, link)).statusCode, 303)
  t.equal((await attacker.post('/connexion', { email, password: 'un autre mot de passe 8' })).statusCode, 422)
  t.equal((await owner.post('/connexion', { email, password })).statusCode, 303)
  t.equal((await pressButton(attacker, await linkTo(world, email, 2))).statusCode, 409)
})

t.test('account and merchant come together or not at all, and the same link then works', async (t) => {
  const email = newEmail()
  const visitor = createClient(world)
  await visitor.post('/inscription', { ...form, email })
  const link = await linkTo(world, email)
  await sql`alter table memberships add constraint broken check (role <> 'owner') not valid`.execute(db)
  t.equal((await pressButton(visitor, link)).statusCode, 500)
  t.notOk(await db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst())
  await sql`alter table memberships drop constraint broken`.execute(db)
  t.equal((await pressButton(visitor, link)).statusCode, 303)
  t.equal((await visitor.post('/connexion', { email, password })).statusCode, 303)
})

t.test('who signs in before confirming is written to again, if the password is theirs', async (t) => {
  const email = newEmail()
  const visitor = createClient(world)
  await visitor.post('/inscription', { ...form, email })
  await linkTo(world, email)
  const wrong = await visitor.post('/connexion', { email, password: 'ce n’est pas le bon' })
  const unknown = await visitor.post('/connexion', { email: newEmail(), password: 'ce n’est pas le bon' })
  t.equal(wrong.statusCode, unknown.statusCode)
  t.equal(withoutAddresses(wrong.body), withoutAddresses(unknown.body), 'S27')
  const right = await visitor.post('/connexion', { email, password })
  t.equal(right.statusCode, 422)
  t.match(right.body, /Votre adresse n’est pas encore confirmée/)
  t.equal((await pressButton(visitor, await linkTo(world, email, 2))).statusCode, 303)
})

t.test(
  'signing up says the same whether or not the address has an account; the letter differs (S27)',
  async (t) => {
    const { email: known } = await addMerchant(world)
    const visitor = createClient(world)
    const answers = []
    for (const email of [known, newEmail()]) {
      const { statusCode, headers, body } = await visitor.post('/inscription', { ...form, email })
      answers.push({ statusCode, location: headers.location, body })
    }
    t.strictSame(answers[0], answers[1])
    const [letter] = await lettersTo(world, known)
    t.match(letter, { subject: 'Vous avez déjà un compte Acquit', body_text: /\/connexion/ })
    t.notMatch(letter!.body_text, /token/)
    const unknown = newEmail()
    await visitor.post('/inscription', { ...form, email: unknown })
    const tries = []
    for (const email of [known, unknown]) {
      const { statusCode, body } = await visitor.post('/connexion', { email, password })
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
    const words = { name: 'Gagnez sur evil.example', trade_name: 'https://evil.example' }
    await createClient(world).post('/inscription', { ...form, ...words, email })
    const [letter] = await lettersTo(world, email)
    t.notMatch(Object.values(letter!).join(), /evil/)
  },
)

t.test('one address asks for 20 letters an hour at most, and one mailbox gets five', async (t) => {
  const visitor = createClient(world)
  const email = newEmail()
  await visitor.post('/inscription', { ...form, email })
  await sql`update rate_counts set count = 5 where key like 'account-letters:%'`.execute(db)
  const refused = await visitor.post('/inscription', { ...form, email })
  t.equal(refused.statusCode, 429)
  t.ok(Number(refused.headers['retry-after']) > 0)
  t.equal((await visitor.post('/inscription', { ...form, email: newEmail() })).statusCode, 303)
  await sql`update rate_counts set count = 20 where key like 'account-letters-address:%'`.execute(db)
  t.equal((await visitor.post('/inscription', { ...form, email: newEmail() })).statusCode, 429)
})

t.test('signing in before confirming asks for no more letters than a mailbox can bear (S27)', async (t) => {
  const visitor = createClient(world)
  const [email, other] = [newEmail(), newEmail()]
  await visitor.post('/inscription', { ...form, email })
  await lettersTo(world, email)
  await sql`update rate_counts set count = 5 where key like 'account-letters:%'`.execute(db)
  const answer = await visitor.post('/connexion', { email, password })
  t.match(answer, { statusCode: 422, body: /n’est pas encore confirmée/ })
  await visitor.post('/inscription', { ...form, email: other })
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
    t.match(await visitor.post('/inscription', { ...form, email }), {
      statusCode: 403,
      body: title,
    })
    t.equal((await visitor.post('/inscription/confirmation', { token: 'x' })).statusCode, 403)
    t.strictSame(await db.selectFrom('sign_ups').select('id').where('email', '=', email).execute(), [])
  }
})

const withoutAddresses = (body: string) => body.replaceAll(/[\w.]+@[\w.]+/g, '')
