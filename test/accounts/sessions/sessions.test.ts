import t from 'tap'
import { ageSessions, enterPortal, isIn } from '../../fixtures/accounts/sessions.ts'
import { addMerchant, password, startWorld, startWorldOn } from '../../fixtures/app.ts'
import { createClient } from '../../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)

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
    t.match(others, [{ name: 'acquit_device', secure: true, httpOnly: true, sameSite: 'Lax', path: '/' }])
    t.equal(others.length, 1)
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
      [undefined, 30 * 24 * 3600].map((maxAge) => [
        ['acquit_session', maxAge],
        ['acquit_device', 365 * 24 * 3600],
      ]),
    )
  },
)

t.test(
  'signing in gives a new session and ends the one before; the old cookie opens nothing (S31)',
  async (t) => {
    const client = await enterPortal(world, merchant)
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
  const client = await enterPortal(world, merchant, { keep: 'on' })
  const copy = createClient(world)
  copy.cookies.set('acquit_session', client.cookies.get('acquit_session')!)
  await client.post('/deconnexion', {})
  t.notOk(await isIn(copy))
  t.notOk(client.cookies.has('acquit_session'))
})

t.test('that a session is in use is written once a minute, whatever is read', async (t) => {
  const client = await enterPortal(world, merchant)
  const seen = async () =>
    (await db.selectFrom('sessions').select('last_seen_at').executeTakeFirstOrThrow()).last_seen_at
  const first = await seen()
  await isIn(client)
  t.strictSame(await seen(), first)
  await ageSessions(db, { seen: '61 seconds' })
  await isIn(client)
  t.ok((await seen()) >= first)
})
