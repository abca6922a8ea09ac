import sharp from 'sharp'
import t from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, signIn } from '../fixtures/client.ts'

const world = await startWorld(t, { jobs: false, env: { BRAND_NAME: 'Encaisse' } })
const merchant = await addMerchant(world)
const stranger = createClient(world)

t.test('the portal can be put on a home screen, and opens at the list', async (t) => {
  const { statusCode, headers, body } = await stranger.get('/app.webmanifest')
  t.equal(statusCode, 200)
  t.match(headers['content-type'], /^application\/manifest\+json/)
  t.match(headers['content-security-policy'], "manifest-src 'self'")
  const manifest = JSON.parse(body)
  t.match(manifest, { name: 'Encaisse', start_url: '/paiements', scope: '/', display: 'standalone' })
  t.notOk('share_target' in manifest)
  for (const { src, sizes, type } of manifest.icons) {
    const icon = await stranger.get(src)
    t.equal(icon.headers['content-type'], type, src)
    const { width, height, format } = await sharp(icon.rawPayload).metadata()
    t.strictSame([`${width}x${height}`, `image/${format}`], [sizes, type], src)
  }
  t.strictSame(
    manifest.icons.map(({ purpose, sizes }: Record<string, string>) => `${purpose} ${sizes}`),
    ['any 192x192', 'maskable 192x192', 'any 512x512', 'maskable 512x512'],
  )
})

t.test('every page of the portal says so, with an icon for iPhones and the colours of the bar', async (t) => {
  const portal = await signIn(world, merchant.email)
  for (const { body } of [await portal.get('/paiements'), await stranger.get('/connexion')]) {
    t.match(body, '<link rel="manifest" href="/app.webmanifest">')
    t.match(body, /<meta name="theme-color" content="#\w{6}" media="\(prefers-color-scheme: light\)">/)
    t.match(body, /<meta name="theme-color" content="#\w{6}" media="\(prefers-color-scheme: dark\)">/)
    const [, icon = ''] = /<link rel="apple-touch-icon" href="([^"]+)">/.exec(body) ?? []
    const { width, height } = await sharp((await stranger.get(icon)).rawPayload).metadata()
    t.strictSame([width, height], [180, 180])
  }
})

t.test('whoever opens it from the home screen is still signed in', async (t) => {
  const portal = await signIn(world, merchant.email)
  // A phone opens it as an address that is typed: no other site is involved.
  const opened = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  const answer = await portal.get('/paiements', { headers: opened })
  t.equal(answer.statusCode, 200)
  t.equal((await stranger.get('/paiements', { headers: opened })).statusCode, 303)
})
