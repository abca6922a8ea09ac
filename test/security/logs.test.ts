import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { addMerchant, eventually, password, startWorld } from '../fixtures/app.ts'
import { createClient, createRequest, goodCard, permalinkOf, signIn } from '../fixtures/client.ts'
import { cookieOf, host, openSocket, postBody, rawGet } from '../fixtures/security/wire.ts'

const appSecret = 'app-secret-canary-0123456789-abcdefghij'
const customerEmail = 'canari.client@courriel.example'
const customerPhone = '0612345678'
const csc = '987'
const strangePan = '4111111111111111'

t.test('what is logged', async (t) => {
  const console = captureConsole(t)
  const world = await startWorld(t, { env: { APP_SECRET: appSecret } })
  const { log, deps, app } = world
  const merchant = await addMerchant(world)

  /** Everything written, by the app's log or directly to the console. */
  const said = () => [...log, ...console].join('\n')

  function mustNotSay(t: Test, secrets: Record<string, string>) {
    const text = said()
    for (const [name, secret] of Object.entries(secrets))
      t.notOk(text.includes(secret), `${name} is not logged`)
  }

  t.test('a whole day of work logs no secret and no customer (S3, I7)', async (t) => {
    const wrong = createClient(world)
    await wrong.post('/connexion', { email: merchant.email, password: 'wrong-password-canary' })
    await wrong.post('/connexion', { email: 'nobody-canary@x.example', password: 'wrong-password-canary' })
    const portal = await signIn(world, merchant.email)
    const cookie = cookieOf(portal)
    const session = await deps.db.selectFrom('sessions').select(['id', 'token']).executeTakeFirstOrThrow()
    const byEmail = await createRequest(portal, { email: customerEmail, description: 'description-canari' })
    const bySms = await createRequest(portal, { channel: 'sms', phone: customerPhone })
    const link = await permalinkOf(portal, byEmail)
    const smsLink = await permalinkOf(portal, bySms)
    const customer = createClient(world)
    const pay = (url: string, fields = {}) =>
      customer.post(`${url}/paiement`, { ...goodCard, card_csc: csc, ...fields })
    await pay(link, { card_number: strangePan })
    await pay(link, { card_name: strangePan, card_number: 'x' })
    for (const card_number of ['4000000000000002', '4000000000009995', '4000000000000119']) {
      await pay(link, { card_number })
    }
    const bank = (await pay(link, { card_number: '4000002500003155' })).headers.location!
    await customer.post(bank, { decision: 'accept' })
    await pay(smsLink)
    await customer.get(`${link}/recu`)
    await portal.get(`/paiements/${byEmail}`)
    await portal.post(`/paiements/${byEmail}/annulation`, {})
    await portal.get(`${link}x`)
    await portal.get(`/nulle-part${link}?email=${customerEmail}`)
    await portal.get(`/paiements?q=${customerEmail}`)
    await postBody(world, `${link}/paiement`, '{}', { headers: { 'content-type': 'application/json' } })
    await postBody(world, `${link}/paiement`, 'a=1&a=2')
    await portal.get(link, {
      headers: { host: 'evil.example', 'user-agent': 'agent', referer: `http://x${link}` },
    })
    const write = await openSocket(world)
    await write(rawGet(`${link}%zz`))
    await write(rawGet(`${link}${'a'.repeat(200)}`))
    await eventually(
      async () => (await deps.db.selectFrom('local_messages').select('id').execute()).length >= 2,
    )
    await portal.post('/deconnexion', {})

    t.ok(
      log.some((line) => line.includes('/p/:token')),
      'the log was really read',
    )
    mustNotSay(t, {
      'the link of an e-mail': link.slice(3),
      'the link of an SMS': smsLink.slice(3),
      'the address of the bank page': bank.split('/').at(-1)!,
      'the session cookie': cookie.split('=')[1]!,
      'the session token': session.token,
      'the session id': session.id,
      'a number that is no test card': strangePan,
      'a test card': '4242424242424242',
      'a test card as typed': '4242 4242 4242 4242',
      'the security code': `"${csc}"`,
      'the name on the card': goodCard.card_name!,
      'the password': password,
      'a wrong password': 'wrong-password-canary',
      'the address typed at sign-in': 'nobody-canary',
      'the app secret': appSecret,
      'the customer’s address': customerEmail,
      'the customer’s number': customerPhone.slice(1),
      'the description': 'description-canari',
      'the merchant’s own address': merchant.email,
      'the database password': new URL(deps.databaseUrl).password,
    })
  })

  t.test('a row the database refuses is not copied into the log (S3)', async (t) => {
    const portal = await signIn(world, merchant.email)
    await sql`alter table payment_requests add constraint broken check (amount_cents <> 12345)`.execute(
      deps.db,
    )
    const fields = {
      amount: '123,45',
      email: 'ligne.refusee@courriel.example',
      channel: 'email',
      language: 'fr',
    }
    const answer = await portal.post('/paiements', { ...fields, description: 'ligne-refusee-canari' })
    t.equal(answer.statusCode, 500)
    t.ok(said().includes('request failed'))
    mustNotSay(t, { address: 'ligne.refusee@courriel.example', description: 'ligne-refusee-canari' })
    t.notOk(said().includes('Failing row contains'), 'no row is logged')
  })

  t.test('a value the database cannot read is not copied into the log (S3)', async (t) => {
    const portal = await signIn(world, merchant.email)
    const cursor = Buffer.from('2026-13-45 01:02:03+00|pay_aaaaaaaaaaaaaaaaaaaaaa').toString('base64url')
    await portal.get(`/paiements?after=${cursor}`)
    await app.inject({ url: '/p/x', headers: { host, cookie: 'acquit_session=cookie-canary' } })
    mustNotSay(t, { cursor: '2026-13-45', cookie: 'cookie-canary' })
  })
})

/** better-auth has a logger of its own, and other code might write to the console. */
function captureConsole(t: Test): string[] {
  const lines: string[] = []
  const keep = (...args: unknown[]) => void lines.push(args.map(String).join(' '))
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
    t.intercept(console, name, { value: keep })
  return lines
}
