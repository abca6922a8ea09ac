import t from 'tap'
import { fr } from '../../../src/i18n/portal/fr/catalogue.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { createClient, createRequest, htmx, permalinkOf, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'
import { findLogo, png, uploadLogo } from '../../fixtures/logos.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'
import { cookieOf } from '../../fixtures/security/wire.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const link = await permalinkOf(portal, await createRequest(portal))
const stranger = createClient(world)

t.beforeEach(() => forgetCounts(world))

t.test('an upload answers 303 to the settings, which say so once and show it', async (t) => {
  const page = await portal.get('/reglages/logo')
  await validateHtml(t, page.body)
  const answer = await uploadLogo(world, portal, png, { fields: { seen_merchant: merchant.id } })
  t.equal(answer.statusCode, 303)
  t.equal(answer.headers.location, '/reglages')
  const { logo_hash, logo_width, logo_height } = await findLogo(db, merchant)
  t.strictSame([logo_width, logo_height], [160, 53])
  const notice = answer.cookies.map(({ name, value }) => `${name}=${value}`).join()
  const { body } = await portal.get('/reglages', { headers: { cookie: `${cookieOf(portal)}; ${notice}` } })
  t.match(body, fr.merchants.logo.saved)
  t.match(body, `<img class="logo" src="/logo/${logo_hash}"`)
  await validateHtml(t, body)
  await validateHtml(t, (await portal.get('/reglages/logo')).body)
})

t.test('htmx gets the logo’s part of the settings, and the preview is told', async (t) => {
  const dialog = await portal.get('/reglages/logo', { headers: htmx })
  t.match(dialog.body, /^\s*<dialog /)
  const answer = await uploadLogo(world, portal, png, { headers: htmx })
  t.equal(answer.statusCode, 200)
  t.match(answer.headers, { 'hx-retarget': '#logo', 'hx-trigger': 'logo-changed' })
  t.match(answer.body, /^\s*<div id="logo"/)
  t.match(answer.body, fr.merchants.logo.saved)
})

t.test('the pay page, the receipt and the e-mail show it, from one address that never changes', async (t) => {
  await uploadLogo(world, portal, png)
  const { logo, logo_hash, logo_type } = await findLogo(db, merchant)
  const { body } = await stranger.get(link)
  t.match(body, `<img class="logo" src="/logo/${logo_hash}" alt="Atelier Lumière" width="160" height="53">`)
  await validateHtml(t, body)
  const { body: letter } = await portal.get('/reglages/apercu/e-mail')
  t.match(
    letter,
    `<img src="http://localhost:3000/logo/${logo_hash}" alt="Atelier Lumière" width="160" height="53"`,
  )
  const { headers, rawPayload } = await stranger.get(`/logo/${logo_hash}`)
  t.ok(rawPayload.equals(logo!))
  t.match(headers, {
    'content-type': logo_type,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
  })
  t.notOk(headers['set-cookie'])
})

t.test(
  'with a logo and a colour the pay page still takes 4 requests: the logo is its icon (P8)',
  async (t) => {
    await uploadLogo(world, portal, png)
    await db.updateTable('merchants').set({ accent: '#b4232a' }).where('id', '=', merchant.id).execute()
    const { body } = await stranger.get(link)
    const files = new Set(
      Array.from(body.matchAll(/(?:src|href)="(\/(?:public|logo)\/[^"]+)"/g), ([, url]) => url!),
    )
    t.equal(files.size, 3, [...files].join(' '))
    for (const url of files) t.equal((await stranger.get(url)).statusCode, 200, url)
  },
)

t.test('it can be removed, and its address leads nowhere any more', async (t) => {
  for (const headers of [{}, htmx]) {
    await uploadLogo(world, portal, png)
    const { logo_hash } = await findLogo(db, merchant)
    const { statusCode } = await portal.post('/reglages/logo/retrait', {}, { headers })
    t.equal(statusCode, headers === htmx ? 200 : 303)
    t.equal((await findLogo(db, merchant)).logo, null)
    t.equal((await stranger.get(`/logo/${logo_hash}`)).statusCode, 404)
    t.notMatch((await stranger.get(link)).body, '/logo/')
  }
  for (const hash of ['x', '0'.repeat(64), '..%2f'])
    t.equal((await stranger.get(`/logo/${hash}`)).statusCode, 404)
})
