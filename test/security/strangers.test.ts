import t from 'tap'
import { addMerchant, addPerson, startWorld } from '../fixtures/app.ts'
import { htmx, signIn } from '../fixtures/client.ts'
import { canary, posted } from '../fixtures/security/alice-and-bob.ts'
import { audiences } from '../fixtures/security/audiences.ts'
import { addressOf, audienceOf, collectRoutes, type Route } from '../fixtures/security/routes.ts'
import { dumpBusiness } from '../fixtures/security/rows.ts'
import { situations, stageAll } from '../fixtures/security/stage.ts'
import { cookieOf, form, host, withoutRequestId } from '../fixtures/security/wire.ts'

const ownId = 'pay_0000000000000000000000'
const toSignIn = /^\/connexion(\?next=%2F[\w%.-]+)?$/
const { built: world, routes } = await collectRoutes(() => startWorld(t, { jobs: false }))
const [alice, bob] = [await addMerchant(world, `${canary} 1`), await addMerchant(world, 'Boutique B')]
const [hers, his] = [await signIn(world, alice.email), await signIn(world, bob.email)]
const { userId: person } = await addPerson(world, alice.id, 'member', `${canary} 4`)

await hers.post('/equipe/invitations', { email: `${canary}@invite.example` })

const { id: invitation } = await world.deps.db
  .selectFrom('invitations')
  .select('id')
  .executeTakeFirstOrThrow()

const team = { person, invitation }
const staged = await stageAll(world, hers)
const portalRoutes = routes.filter((route) => audienceOf(route) === 'portal')
const unsafe = (method: string) => !['GET', 'HEAD', 'OPTIONS'].includes(method)

function ask(method: string, url: string, cookie: string, headers: Record<string, string> = {}) {
  return world.app.inject({
    method: method as 'GET',
    url,
    headers: {
      host,
      cookie,
      'sec-fetch-site': 'same-origin',
      ...headers,
      ...(unsafe(method) && { 'content-type': form }),
    },
    ...(unsafe(method) && { payload: new URLSearchParams(posted).toString() }),
  })
}

t.test('every route is classified: a new one says whom it is for (S16)', async (t) => {
  const unknown = routes.filter(({ url }) => !(url in audiences)).map(({ method, url }) => `${method} ${url}`)
  t.strictSame([...new Set(unknown)], [], 'say in test/fixtures/security/routes.ts whom these are for')
  t.ok(routes.length > 30)
})

t.test('every route with an id answers a stranger as if there was nothing (S16)', async (t) => {
  const withId = portalRoutes.filter(({ url }) => url.includes(':'))
  t.ok(withId.length >= 4)
  const before = await dumpBusiness(world)
  for (const route of withId) {
    for (const headers of [{}, htmx]) {
      const missing = await ask(
        route.method,
        addressOf(route, { id: ownId, token: '' }),
        cookieOf(his),
        headers,
      )
      t.equal(missing.statusCode, 404)
      for (const situation of situations) {
        const url = addressOf(route, { ...staged[situation], ...team })
        const answer = await ask(route.method, url, cookieOf(his), headers)
        t.equal(answer.statusCode, 404, `${route.method} ${route.url}, ${situation}`)
        t.equal(withoutRequestId(answer.body), withoutRequestId(missing.body), `${route.url}, ${situation}`)
      }
    }
  }
  t.strictSame(await dumpBusiness(world), before)
})

const isUnattended = ({ url }: Route) => url.endsWith('/changements')
/** A preview, which its form asks for while somebody types. */
const isBesideForm = ({ url }: Route) => url.endsWith('/apercu')

t.test('every portal route sends who is not signed in to sign in, and does nothing (S16)', async (t) => {
  const before = await dumpBusiness(world)
  const cookies = [
    '',
    'acquit_session=',
    'acquit_session=forged.AAAA',
    'acquit_session=%zz',
    `acquit_session=${alice.userId}`,
  ]
  for (const route of portalRoutes) {
    for (const cookie of cookies) {
      for (const identifiers of [staged.pending, { id: ownId, token: '' }]) {
        const answer = await ask(route.method, addressOf(route, identifiers), cookie)
        const name = `${route.method} ${route.url} with ${cookie}`
        // A request that a page sends by itself must not take the person away from what they are writing.
        if (isUnattended(route)) {
          t.match(answer, { statusCode: 401, body: '' }, name)
          continue
        }
        t.equal(answer.statusCode, 303, name)
        t.match(answer.headers.location, toSignIn)
      }
    }
    if (isUnattended(route)) continue
    const fragment = await ask(route.method, addressOf(route, { ...staged.pending, ...team }), '', htmx)
    t.equal(fragment.statusCode, 401, `${route.method} ${route.url} by htmx`)
    if (!isBesideForm(route)) t.match(String(fragment.headers['hx-redirect']), toSignIn)
    t.equal(fragment.body, '')
  }
  t.strictSame(await dumpBusiness(world), before)
})

t.test('a session that was signed out opens nothing any more (S16)', async (t) => {
  const leaving = await signIn(world, alice.email)
  const cookie = cookieOf(leaving)
  t.equal((await ask('GET', '/paiements', cookie)).statusCode, 200)
  await leaving.post('/deconnexion', {})
  t.equal((await ask('GET', '/paiements', cookie)).headers.location, '/connexion')
})
