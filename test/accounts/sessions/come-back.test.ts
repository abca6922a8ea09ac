import t from 'tap'
import { ageSessions, enterPortal } from '../../fixtures/accounts/sessions.ts'
import { addMerchant, password, startWorld } from '../../fixtures/app.ts'
import { createClient, goodForm, htmx } from '../../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)

/** The hidden fields of the page's form, as a browser would send them. */
function hiddenFields(body: string): Record<string, string> {
  const main = body.slice(body.indexOf('<main'), body.indexOf('</main>'))
  const fields = main.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)
  return Object.fromEntries(Array.from(fields, ([, name, value]) => [name, unescapeHtml(value!)]))
}

const unescapeHtml = (html: string) =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

t.beforeEach(async () => {
  await db.deleteFrom('sessions').execute()
  await db.deleteFrom('rate_counts').execute()
})

t.test('after signing in one is where one wanted to be, on this site', async (t) => {
  const landing = async (next: string) => {
    const client = createClient(world)
    const { headers } = await client.post('/connexion', { email: merchant.email, password, next })
    return headers.location
  }
  t.equal(await landing('/paiements/nouveau'), '/paiements/nouveau')
  t.equal(await landing('/paiements?status=paid&q=a%20b'), '/paiements?status=paid&q=a%20b')
  for (const evil of [
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    '/paiements/..//evil.example',
    '/%2e/\\evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '',
  ])
    t.equal(await landing(evil), '/paiements', `S15 ${evil}`)
})

t.test('a form posted too late is carried through signing in, and sent again by hand', async (t) => {
  for (const headers of [{}, htmx]) {
    const client = await enterPortal(world, merchant)
    await ageSessions(db, { seen: '31 minutes' })
    const form = {
      ...goodForm,
      own_mail: 'on',
      description: 'Lampe <b>"Arc"</b> & fils',
      idempotency_key: 'the-key-of-the-late-form',
      current_password: 'x-secret-x',
    }
    const late = await client.post('/paiements', form, { headers })
    t.match(late, { statusCode: 401, body: /déconnecté après 30 minutes sans activité/ })
    t.equal(late.headers['hx-retarget'], 'body')
    const carried = hiddenFields(late.body)
    t.match(carried, { next: '/paiements', to: '/paiements' })
    t.notMatch(late.body, /x-secret-x/)
    const wrong = await client.post('/connexion', { ...carried, email: merchant.email, password: 'faux' })
    t.strictSame(hiddenFields(wrong.body), carried)
    const resumed = await client.post('/connexion', { ...carried, email: merchant.email, password })
    t.match(resumed, { statusCode: 200, body: /Vous êtes de nouveau connecté/ })
    const { current_password: _, ...typed } = form
    t.strictSame(hiddenFields(resumed.body), typed)
    const sent = await client.post(/action="([^"]+)"/.exec(resumed.body)![1]!, hiddenFields(resumed.body))
    t.match(sent, { statusCode: 303, headers: { location: /^\/paiements\/pay_/ } })
  }
})

t.test(
  'what a form asks beside itself, once the session has ended, is refused and takes its place nowhere',
  async (t) => {
    for (const preview of ['/paiements/apercu', '/reglages/apercu']) {
      const client = await enterPortal(world, merchant)
      await ageSessions(db, { seen: '31 minutes' })
      const late = await client.post(
        preview,
        { description: 'Lampe Arc', trade_name: 'Arc' },
        { headers: htmx },
      )
      t.match(late, { statusCode: 401, body: '' })
      t.notOk(late.headers['hx-retarget'])
      const pressed = await client.post(preview, { description: 'Lampe Arc', trade_name: 'Arc' })
      t.match(pressed, { statusCode: 401, body: /déconnecté après 30 minutes sans activité/ })
    }
  },
)

t.test('what is carried goes to this site alone (S15)', async (t) => {
  for (const to of ['https://evil.example/', '//evil.example', '/.//evil.example', 'javascript:alert(1)']) {
    const fields = { email: merchant.email, password, to, typed: 'a=1', next: to }
    const { body } = await createClient(world).post('/connexion', fields)
    t.match(body, /action="\/paiements"/)
    t.notMatch(body, /evil|javascript/)
  }
})

t.test('a form posted without a session leads back to its page', async (t) => {
  const client = createClient(world)
  const nextOf = (location: unknown) => new URL(String(location), 'http://x.example').searchParams.get('next')
  const posted = {
    '/reglages': '/reglages',
    '/reglages/stripe/retrait': '/reglages/stripe',
    '/paiements/pay_0000000000000000000000/envois': '/paiements/pay_0000000000000000000000',
  }
  for (const [url, page] of Object.entries(posted)) {
    const { headers } = await client.post(url, goodForm)
    t.equal(nextOf(headers.location), page)
  }
  const headers = { ...htmx, 'hx-current-url': 'http://localhost:3000/paiements?status=paid' }
  const fragment = await client.post('/paiements', goodForm, { headers })
  t.equal(nextOf(fragment.headers['hx-redirect']), '/paiements?status=paid')
})
