import { sql } from 'kysely'
import t from 'tap'
import { forgetOldEmailChanges } from '../../../src/accounts/email/email-change-store.ts'
import { forgetEndedSessions } from '../../../src/accounts/sessions/session-store.ts'
import { addMerchant, password, startWorld, startWorldOn } from '../../fixtures/app.ts'
import { type Client, createClient, goodForm, htmx } from '../../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)

async function enter(fields = {}): Promise<Client> {
  const client = createClient(world)
  await client.post('/connexion', { email: merchant.email, password, ...fields })
  return client
}

/** Moves every session of everybody into the past: the database's clock decides. */
const age = (ages: { opened?: string; seen?: string }) =>
  sql`update sessions set opened_at = opened_at - ${ages.opened ?? '0'}::interval,
    last_seen_at = last_seen_at - ${ages.seen ?? '0'}::interval`.execute(db)

/** Of the page's own form, as a browser would send them. */
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

const isIn = async (client: Client) => (await client.get('/paiements')).statusCode === 200

t.beforeEach(async () => {
  await db.deleteFrom('sessions').execute()
  await db.deleteFrom('rate_counts').execute()
})

t.test(
  'the session’s cookie is for this host alone, for https, and out of reach of scripts (S30)',
  async (t) => {
    const secure = await startWorldOn(t, world.deps.databaseUrl, {
      jobs: false,
      env: { PUBLIC_URL: 'https://acquit.example' },
    })
    const answer = await secure.app.inject({
      method: 'POST',
      url: '/connexion',
      headers: {
        host: 'acquit.example',
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      payload: new URLSearchParams({ email: merchant.email, password }).toString(),
    })
    t.equal(answer.statusCode, 303)
    const [cookie, ...others] = answer.cookies
    t.strictSame(others, [])
    t.match(cookie, {
      name: '__Host-acquit_session',
      secure: true,
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
    })
    t.notOk(cookie!.domain)
    const [token, signature] = decodeURIComponent(cookie!.value).split('.')
    t.ok(token!.length >= 22 && signature, '32 of 62 characters are 190 bits')
  },
)

t.test(
  'without “Rester connecté” the cookie ends with the browser; with it, after 30 days (S30)',
  async (t) => {
    const post = (keep: object) =>
      createClient(world).post('/connexion', { email: merchant.email, password, ...keep })
    const [brief, long] = [await post({}), await post({ keep: 'on' })]
    t.strictSame(
      [brief, long].map(({ cookies }) => cookies.map(({ name, maxAge }) => [name, maxAge])),
      [[['acquit_session', undefined]], [['acquit_session', 30 * 24 * 3600]]],
    )
  },
)

t.test(
  'signing in gives a new session and ends the one before; the old cookie opens nothing (S31)',
  async (t) => {
    const client = await enter()
    const before = createClient(world)
    before.cookies.set('acquit_session', client.cookies.get('acquit_session')!)
    t.ok(await isIn(before))
    await client.post('/connexion', { email: merchant.email, password })
    t.not(client.cookies.get('acquit_session'), before.cookies.get('acquit_session'))
    t.ok(await isIn(client))
    t.notOk(await isIn(before))
    t.equal((await db.selectFrom('sessions').select('id').execute()).length, 1)
  },
)

t.test('a cookie that was put there before signing in is not the session that one gets (S31)', async (t) => {
  const client = createClient(world)
  client.cookies.set('acquit_session', 'x'.repeat(32))
  await client.post('/connexion', { email: merchant.email, password })
  t.notMatch(client.cookies.get('acquit_session'), 'x'.repeat(32))
})

t.test('after signing out the cookie opens nothing, from wherever it is sent (S31)', async (t) => {
  const client = await enter({ keep: 'on' })
  const copy = createClient(world)
  copy.cookies.set('acquit_session', client.cookies.get('acquit_session')!)
  await client.post('/deconnexion', {})
  t.notOk(await isIn(copy))
  t.notOk(client.cookies.has('acquit_session'))
})

t.test('a session unused for 30 minutes has ended, and one is told why (S31)', async (t) => {
  const client = await enter()
  await age({ seen: '29 minutes' })
  t.ok(await isIn(client), 'and this is a use')
  await age({ seen: '29 minutes' })
  t.ok(await isIn(client))
  await age({ seen: '31 minutes' })
  const { statusCode, headers } = await client.get('/reglages')
  t.match({ statusCode, headers }, { statusCode: 303, headers: { location: '/connexion?next=%2Freglages' } })
  t.match((await client.get(headers.location!)).body, /déconnecté après 30 minutes sans activité/)
  t.notMatch((await client.get(headers.location!)).body, /30 minutes sans/, 'once')
  t.notOk(await isIn(client), 'asking again does not revive it')
})

t.test('a session in use has ended after 12 hours all the same (S31)', async (t) => {
  const client = await enter()
  await age({ opened: '11 hours 59 minutes' })
  t.ok(await isIn(client))
  await age({ opened: '2 minutes' })
  t.notOk(await isIn(client))
  t.match((await client.get('/connexion')).body, /durée maximale/)
})

t.test(
  '“Rester connecté” lasts 30 days and no more, and only while every merchant allows it (S31)',
  async (t) => {
    const client = await enter({ keep: 'on' })
    await age({ opened: '29 days', seen: '29 days' })
    t.ok(await isIn(client))
    const allow = (allows_kept_sessions: boolean) =>
      db.updateTable('merchants').set({ allows_kept_sessions }).where('id', '=', merchant.id).execute()
    await allow(false)
    t.notOk(await isIn(client))
    await allow(true)
    await age({ opened: '1 day 1 minute' })
    t.notOk(await isIn(client))
  },
)

t.test('the clock of the process that asks does not count (S31)', async (t) => {
  const client = await enter()
  const real = Date.now
  t.teardown(() => Object.assign(Date, { now: real }))
  Date.now = () => real() + 60 * 60 * 1000
  t.ok(await isIn(client))
  Date.now = real
  await age({ seen: '31 minutes' })
  Date.now = () => real() - 60 * 60 * 1000
  t.notOk(await isIn(client))
})

t.test('that a session is in use is written once a minute, whatever is read', async (t) => {
  const client = await enter()
  const seen = async () =>
    (await db.selectFrom('sessions').select('last_seen_at').executeTakeFirstOrThrow()).last_seen_at
  const first = await seen()
  await isIn(client)
  t.strictSame(await seen(), first)
  await age({ seen: '61 seconds' })
  await isIn(client)
  t.ok((await seen()) >= first)
})

t.test('what has ended is forgotten a day later; a new address, when its link has', async (t) => {
  const [client, ended] = [await enter({ keep: 'on' }), await enter()]
  await age({ seen: '25 hours' })
  const changes = [merchant, await addMerchant(world)].map(({ userId }, index) => ({
    user_id: userId,
    email: `n${index}@atelier.example`,
    expires_at: sql<Date>`now() + make_interval(mins => ${index === 0 ? 1 : -1})`,
  }))
  await db.insertInto('email_changes').values(changes).execute()
  await forgetEndedSessions(db)
  await forgetOldEmailChanges(db)
  t.strictSame([await isIn(client), await isIn(ended)], [true, false])
  t.equal((await db.selectFrom('sessions').select('id').execute()).length, 1)
  const waiting = await db.selectFrom('email_changes').select('email').execute()
  t.strictSame(waiting, [{ email: 'n0@atelier.example' }])
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
    const client = await enter()
    await age({ seen: '31 minutes' })
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
      const client = await enter()
      await age({ seen: '31 minutes' })
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
