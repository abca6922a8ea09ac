import { sql } from 'kysely'
import t from 'tap'
import { linkTo, tokenOf } from '../../fixtures/accounts/mailbox.ts'
import { newEmail, newPassword, signUpForm, withoutAddresses } from '../../fixtures/accounts/sign-ups.ts'
import { startWorld } from '../../fixtures/app.ts'
import { type Client, createClient, htmx } from '../../fixtures/client.ts'
import { dumpBusiness, forgetCounts } from '../../fixtures/security/rows.ts'

const world = await startWorld(t)
const { db } = world.deps

t.beforeEach(() => forgetCounts(world))

const pressButton = (visitor: Client, link: string, password = newPassword) =>
  visitor.post('/inscription/confirmation', { token: tokenOf(link), password })

for (const headers of [{}, htmx]) {
  t.test(
    `one signs up, confirms, signs in, and owns a merchant ready to ask${headers === htmx ? ', with htmx' : ''}`,
    async (t) => {
      const visitor = createClient(world)
      const email = newEmail()
      t.match((await visitor.get('/connexion', { headers })).body, 'href="/inscription"')
      t.equal((await visitor.get('/inscription', { headers })).statusCode, 200)
      const fields = { ...signUpForm, email: ` ${email.toUpperCase()} ` }
      const sent = await visitor.post('/inscription', fields, { headers })
      t.match(sent, { statusCode: 303, headers: { location: '/inscription/envoi' } })
      t.match(
        (await visitor.get('/inscription/envoi', { headers })).body,
        /Consultez votre boîte de réception/,
      )
      const link = await linkTo(world, email)
      t.match((await visitor.get(link, { headers })).body, /Verrerie du Port[\s\S]*<button/)
      const fieldsOfLink = { token: tokenOf(link), password: newPassword }
      const confirmed = await visitor.post('/inscription/confirmation', fieldsOfLink, { headers })
      t.match(confirmed, { statusCode: 303, headers: { location: '/connexion' } })
      t.match((await visitor.get('/connexion', { headers })).body, /Votre adresse est confirmée/)
      t.equal((await visitor.post('/connexion', { email, password: newPassword })).statusCode, 303)
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
  const wrong = {
    name: ' ',
    trade_name: 'Verrerie du Grand Port, cristaux et miroirs anciens de Bretagne',
    email: 'ines@',
    password: 'court',
  }
  const { statusCode, body } = await visitor.post('/inscription', wrong)
  t.equal(statusCode, 422)
  t.match(body, /id="name-problem">Saisissez votre nom/)
  t.match(body, /id="trade_name-problem">Le nom commercial a 60/)
  t.match(body, /id="email-problem">Cette adresse e-mail est incomplète/)
  t.match(body, /id="password-problem">Ce mot de passe est trop court/)
  t.match(body, /value="Verrerie du Grand Port, cristaux[^"]*"[\s\S]*value="ines@"/)
  t.notMatch(body, /court"/)
  t.match(body, /class="problems" tabindex="-1" autofocus/)
  t.match((await visitor.post('/inscription', {})).statusCode, 422)
  // better-auth could not sign in with this address.
  const quoted = await visitor.post('/inscription', { ...signUpForm, email: 'o!brien@verrerie.example' })
  t.match(quoted.body, /id="email-problem">Cette adresse/)
})

t.test('scanners that follow the link confirm nothing; the button still does (S11)', async (t) => {
  const email = newEmail()
  const visitor = createClient(world)
  await visitor.post('/inscription', { ...signUpForm, email })
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
    await visitor.post('/inscription', { ...signUpForm, email })
    const link = await linkTo(world, email)
    await sql`update account_links set expires_at = expires_at - interval '24 hours'`.execute(db)
    t.equal((await visitor.get(link)).statusCode, 404)
    t.equal((await pressButton(visitor, link)).statusCode, 409)
    t.notOk(await db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst())
  },
)

t.test('account and merchant come together or not at all, and the same link then works', async (t) => {
  const email = newEmail()
  const visitor = createClient(world)
  await visitor.post('/inscription', { ...signUpForm, email })
  const link = await linkTo(world, email)
  await sql`alter table memberships add constraint broken check (role <> 'owner') not valid`.execute(db)
  t.equal((await pressButton(visitor, link)).statusCode, 500)
  t.notOk(await db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst())
  await sql`alter table memberships drop constraint broken`.execute(db)
  t.equal((await pressButton(visitor, link)).statusCode, 303)
  t.equal((await visitor.post('/connexion', { email, password: newPassword })).statusCode, 303)
})

t.test('who signs in before confirming is written to again, if the password is theirs', async (t) => {
  const email = newEmail()
  const visitor = createClient(world)
  await visitor.post('/inscription', { ...signUpForm, email })
  await linkTo(world, email)
  const wrong = await visitor.post('/connexion', { email, password: 'ce n’est pas le bon' })
  const unknown = await visitor.post('/connexion', { email: newEmail(), password: 'ce n’est pas le bon' })
  t.equal(wrong.statusCode, unknown.statusCode)
  t.equal(withoutAddresses(wrong.body), withoutAddresses(unknown.body), 'S27')
  const right = await visitor.post('/connexion', { email, password: newPassword })
  t.equal(right.statusCode, 422)
  t.match(right.body, /Votre adresse n’est pas encore confirmée/)
  t.equal((await pressButton(visitor, await linkTo(world, email, 2))).statusCode, 303)
})
