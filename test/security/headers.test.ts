import t from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, signIn } from '../fixtures/client.ts'
import { checkHeaders, exactDirectives, letter, readPolicy } from '../fixtures/security/policies.ts'
import { addressOf, collectRoutes } from '../fixtures/security/routes.ts'
import { bankPageOf, stageAll } from '../fixtures/security/stage.ts'
import { host, postBody } from '../fixtures/security/wire.ts'

/** Shown in frames of the settings. */
const pagePreview = '/reglages/apercu/paiement'
const letterPreview = '/reglages/apercu/e-mail'
const { built: world, routes } = await collectRoutes(() => startWorld(t))
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)
const staged = await stageAll(world, portal)
const bank = await bankPageOf(world, staged.challenged.id)

const stagedUrls = Object.values(staged).flatMap(({ id, link }) => [
  link,
  `${link}/recu`,
  `/paiements/${id}`,
  `/paiements/${id}/annulation`,
])

const { id, token } = staged.pending
const gets = routes.filter(({ method }) => method === 'GET')
const urls = [...new Set([...gets.map((route) => addressOf(route, { id, token })), ...stagedUrls, bank])]
const pages = await Promise.all(urls.map(async (url) => ({ url, ...pick(await portal.get(url)) })))
const strangers = await Promise.all(urls.map(async (url) => ({ url, ...pick(await customer.get(url)) })))
const heads = await Promise.all(urls.map(async (url) => ({ url, ...pick(await portal.head(url)) })))
const errors = await refusals()
const everything = [...pages, ...strangers, ...heads, ...errors]

async function refusals() {
  const crossSite = { headers: { 'sec-fetch-site': 'cross-site' } }
  const answers = {
    '404': await portal.get('/rien/du/tout'),
    '404 static': await portal.get('/public/rien.css'),
    '403 static': await portal.get('/public/.env'),
    '403': await portal.post('/paiements', {}, crossSite),
    '409': await portal.post(`/paiements/${staged.paid.id}/annulation`, {}),
    '413': await postBody(world, '/paiements', 'a'.repeat(70_000), { as: portal }),
    '415': await postBody(world, '/connexion', '{}', { headers: { 'content-type': 'application/json' } }),
    '421': await portal.get('/connexion', { headers: { host: 'evil.example' } }),
    '422': await portal.post('/paiements', {}),
    '402': await customer.post(`${staged.pending.link}/paiement`, {}),
    '405 TRACE': await world.app.inject({ method: 'TRACE' as 'GET', url: '/', headers: { host } }),
    '404 OPTIONS': await world.app.inject({ method: 'OPTIONS', url: '/paiements', headers: { host } }),
  }
  return Object.entries(answers).map(([url, answer]) => ({ url, ...pick(answer) }))
}

t.test(
  'every answer, errors and static files too, says HSTS, nosniff and COOP, and no version (S10)',
  async (t) => {
    for (const { url, headers } of everything) checkHeaders(t, url, headers)
  },
)

t.test('an address we cannot read gets our own page, with the same headers (S10, S41)', async (t) => {
  for (const url of ['/p/%zz', '/paiements/%ED%A0%80', `/paiements/${'a'.repeat(300)}`, '/public/%zz']) {
    const { headers, body } = await portal.get(url)
    checkHeaders(t, url, headers)
    t.match(headers['content-type'], /text\/html/, url)
    t.match(body, /<html lang="fr">/, url)
    t.notOk(body.includes(url), `${url} is not repeated`)
  }
})

t.test('nothing but static files may be kept by a browser or a proxy (S6)', async (t) => {
  for (const { url, headers, statusCode } of everything) {
    if (url.startsWith('/public/') && statusCode === 200) t.match(headers['cache-control'], /immutable/, url)
    else t.equal(headers['cache-control'], 'no-store', url)
  }
})

t.test('every page has the one policy, directive by directive (S8)', async (t) => {
  const html = everything.filter(
    ({ url, headers, statusCode }) =>
      /text\/html/.test(String(headers['content-type'])) && !(url === letterPreview && statusCode === 200),
  )
  t.ok(html.length > 40, `${html.length} pages`)
  for (const { url, headers } of html) {
    const policy = String(headers['content-security-policy'])
    const { 'img-src': _img, 'frame-src': frames = "'self'", ...directives } = readPolicy(policy)
    const isFramed = url === pagePreview
    t.strictSame(directives, { ...exactDirectives, ...(isFramed && { 'frame-ancestors': "'self'" }) }, url)
    t.equal(frames, "'self'", url)
    t.notMatch(policy, /unsafe|\*|http:/, url)
  }
})

t.test('images come from this site alone (S8)', async (t) => {
  const policies = everything.map(({ headers }) => readPolicy(String(headers['content-security-policy'])))
  t.strictSame([...new Set(policies.map((policy) => policy['img-src']))], ["'self'"])
})

t.test('the one exception: an e-mail, shown in a sandbox that runs nothing (S8)', async (t) => {
  const { id: local } = await world.deps.db
    .insertInto('local_messages')
    .values({ ...letter, message_id: 'msg_test' })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const url of [`/messages-locaux/${local}`, letterPreview]) {
    const { headers, statusCode } = await portal.get(url)
    t.equal(statusCode, 200, url)
    const policy = readPolicy(String(headers['content-security-policy']))
    t.equal(policy['default-src'], "'none'", url)
    t.notOk(policy['script-src'] || policy['form-action'] || policy['connect-src'], url)
    t.ok('sandbox' in policy, url)
    t.notMatch(policy.sandbox, /allow-scripts|allow-same-origin|allow-forms|allow-top/, url)
  }
})

t.test('a page asked for again by htmx, or conditionally, carries the same headers (S6, S10)', async (t) => {
  const asked = { 'hx-request': 'true', 'if-none-match': '*', range: 'bytes=0-10' }
  for (const url of ['/paiements', staged.pending.link, '/public/site.css']) {
    const { headers } = await portal.get(url, { headers: asked })
    t.equal(headers['x-content-type-options'], 'nosniff', url)
    if (!url.startsWith('/public')) t.equal(headers['cache-control'], 'no-store', url)
  }
})

function pick({ headers, statusCode }: { headers: Record<string, unknown>; statusCode: number }) {
  return { headers, statusCode }
}
