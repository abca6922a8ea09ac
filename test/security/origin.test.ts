import t from 'tap'
import { addMerchant, origin, password, startWorld } from '../fixtures/app.ts'
import { createClient, goodCard, goodForm, signIn } from '../fixtures/client.ts'
import { addressOf, audienceOf, collectRoutes } from '../fixtures/security/routes.ts'
import { dumpBusiness } from '../fixtures/security/rows.ts'
import { capturesOf, stage, storedStatus } from '../fixtures/security/stage.ts'
import { cookieOf, form, host } from '../fixtures/security/wire.ts'

/** Headers of a page on another site, and of programs that pretend to be ours. */
const elsewhere: Record<string, Record<string, string>> = {
  'a cross-site page': { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  'a cross-site page with our Origin': { 'sec-fetch-site': 'cross-site', origin },
  'a same-site sibling': { 'sec-fetch-site': 'same-site', origin: 'http://evil.localhost:3000' },
  'no page at all (none)': { 'sec-fetch-site': 'none' },
  'an unknown Sec-Fetch-Site': { 'sec-fetch-site': 'Same-Origin' },
  'an empty Sec-Fetch-Site': { 'sec-fetch-site': '' },
  'two Sec-Fetch-Site': { 'sec-fetch-site': 'cross-site, same-origin' },
  'no header': {},
  'a sandboxed frame, or a page that hides its address': { origin: 'null' },
  'another origin': { origin: 'https://evil.example' },
  'an origin that begins like ours': { origin: `${origin}.evil.example` },
  'an origin that ends like ours': { origin: `http://evil.${host}` },
  'our name, another port': { origin: 'http://localhost:3001' },
  'our name, another scheme': { origin: `https://${host}` },
  'our machine under another name': { origin: 'http://127.0.0.1:3000' },
  'our origin among others': { origin: `https://evil.example ${origin}` },
  'an address of ours as Origin': { origin: `${origin}/` },
  'our address as Referer only': { referer: `${origin}/paiements` },
  'a forged forwarded host': { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
  'htmx from elsewhere': { 'hx-request': 'true', 'sec-fetch-site': 'cross-site' },
}

/** What browsers send from our pages; test/browser/old-browsers.test.ts looks at a real one. */
const ours = {
  'a browser of today': { 'sec-fetch-site': 'same-origin', origin, referer: `${origin}/connexion` },
  'a browser without Sec-Fetch-Site': { origin, referer: `${origin}/connexion` },
}

const boundary = '----x'
const bodies: Record<string, [string, string]> = {
  'text/plain': ['text/plain', 'amount=1'],
  JSON: ['application/json', '{"amount":"1"}'],
  multipart: [
    `multipart/form-data; boundary=${boundary}`,
    `--${boundary}\r\nContent-Disposition: form-data; name="amount"\r\n\r\n1\r\n--${boundary}--`,
  ],
  'a form named text': [`text/plain; ${form}`, 'amount=1'],
  'no type': ['', 'amount=1'],
  bytes: ['application/octet-stream', 'amount=1'],
}

/** Forms that send a file. */
const withFile = ['/reglages/logo', '/paiements/import']

const filled = { ...goodForm, ...goodCard, decision: 'accept', password, own_mail: 'on' }

t.test('where a post comes from', async (t) => {
  const { built: world, routes } = await collectRoutes(() => startWorld(t, { jobs: false }))
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)
  const cookie = cookieOf(portal)
  const staged = await stage(world, portal, 'pending')
  const unsafe = routes.filter((route) => !['GET', 'HEAD', 'OPTIONS'].includes(route.method))
  const posts = unsafe.filter((route) => audienceOf(route) !== 'provider')
  const send = (route: (typeof posts)[number], headers: Record<string, string>, payload: string) =>
    world.app.inject({
      method: route.method as 'POST',
      url: addressOf(route, staged),
      headers: { host, cookie, ...headers },
      payload,
    })

  t.test('no unsafe route takes a post from elsewhere, signing in and out included (S33)', async (t) => {
    t.ok(posts.some(({ url }) => url === '/connexion') && posts.length >= 7)
    const before = await dumpBusiness(world)
    const payload = new URLSearchParams({ ...filled, email: merchant.email }).toString()
    for (const route of posts) {
      for (const [name, headers] of Object.entries(elsewhere)) {
        const answer = await send(route, { 'content-type': form, ...headers }, payload)
        t.equal(answer.statusCode, 403, `${route.method} ${route.url} from ${name}`)
        t.notOk(answer.headers['set-cookie'], `${route.url} from ${name} sets no cookie`)
      }
    }
    t.strictSame(await dumpBusiness(world), before)
  })

  t.test('no unsafe route takes a body that no form of ours sends (S33)', async (t) => {
    const before = await dumpBusiness(world)
    for (const route of posts) {
      for (const [name, [type, payload]] of Object.entries(bodies)) {
        for (const headers of Object.values(ours)) {
          const answer = await send(route, { ...headers, ...(type ? { 'content-type': type } : {}) }, payload)
          const refused = name === 'multipart' && withFile.includes(route.url) ? 422 : 415
          t.equal(answer.statusCode, refused, `${route.method} ${route.url} with ${name}`)
        }
        const crossSite = await send(
          route,
          { ...elsewhere['a cross-site page'], 'content-type': type },
          payload,
        )
        t.equal(crossSite.statusCode, 403, `${route.method} ${route.url} with ${name} from elsewhere`)
      }
    }
    t.strictSame(await dumpBusiness(world), before)
  })

  t.test('our own page is let in, with or without Sec-Fetch-Site (S33)', async (t) => {
    const payload = new URLSearchParams({ email: merchant.email, password }).toString()
    for (const headers of Object.values(ours)) {
      const signIn = { method: 'POST', url: '/connexion' }
      t.equal((await send(signIn, { 'content-type': form, cookie: '', ...headers }, payload)).statusCode, 303)
    }
  })

  t.test('a cross-site post cannot pay (S13)', async (t) => {
    const payload = new URLSearchParams(goodCard).toString()
    const pay = { method: 'POST', url: '/p/:token/paiement' }
    for (const headers of Object.values(elsewhere))
      await send(pay, { 'content-type': form, ...headers }, payload)
    t.equal(await storedStatus(world, staged.id), 'pending')
    const attempts = await world.deps.db.selectFrom('attempts').select('id').execute()
    t.equal(attempts.length, 0)
  })

  t.test('the same post twice, in turn or at once, is one attempt and one capture (S13)', async (t) => {
    const customer = createClient(world)
    const atOnce = await stage(world, portal, 'pending')
    const pay = (link: string) => customer.post(`${link}/paiement`, goodCard)
    const answers = [
      await pay(staged.link),
      await pay(staged.link),
      ...(await Promise.all([pay(atOnce.link), pay(atOnce.link)])),
    ]
    t.strictSame([...new Set(answers.map((answer) => answer.statusCode))], [303])
    for (const { id } of [staged, atOnce]) {
      const attempts = await world.deps.db
        .selectFrom('attempts')
        .select('id')
        .where('request_id', '=', id)
        .execute()
      t.equal(attempts.length, 1)
      t.strictSame(await capturesOf(world, id), [24_900])
    }
  })
})
