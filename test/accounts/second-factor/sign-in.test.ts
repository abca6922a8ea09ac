import { sql } from 'kysely'
import t from 'tap'
import { codeAt } from '../../../src/accounts/second-factor/totp.ts'
import { addCareful, codeNow, enterHalfway, giveCode, isIn } from '../../fixtures/accounts/careful.ts'
import { password, startWorld, startWorldOn } from '../../fixtures/app.ts'
import { createClient } from '../../fixtures/client.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'

const world = await startWorld(t)
const other = await startWorldOn(t, world.deps.databaseUrl, { jobs: false })
const { db } = world.deps

t.beforeEach(() => forgetCounts(world))

t.test(
  'with it the password alone opens nothing; the code then leads to the page one wanted (S29)',
  async (t) => {
    const { email, secret } = await addCareful(world)
    const { client, answer } = await enterHalfway(world, email)
    t.match(answer, { statusCode: 303, headers: { location: '/connexion/code?next=%2Freglages' } })
    t.notOk(await isIn(client))
    for (const url of ['/compte', '/compte/second-facteur', '/reglages/stripe'])
      t.match((await client.get(url)).headers.location, /^\/connexion/, url)
    const written = '&to=%2Ffermeture&typed=trade_name%3DAtelier&recovery=on'
    const page = await client.get(`/connexion/code?next=%2Freglages${written}`)
    t.notMatch(page.body, 'trade_name', 'no form of somebody else’s is carried along')
    t.match(page.body, /autocomplete="one-time-code" inputmode="numeric"/)
    t.match(await giveCode(client, codeAt(secret, codeNow())), {
      statusCode: 303,
      headers: { location: '/reglages' },
    })
    t.ok(await isIn(client))
  },
)

t.test('a form posted too late goes through the second page too (S29)', async (t) => {
  const { email, secret } = await addCareful(world)
  const client = createClient(world)
  const carried = { next: '/compte', to: '/compte', typed: 'name=Camille+Aubert' }
  const half = await client.post('/connexion', { email, password, ...carried })
  t.match(half, { statusCode: 200, body: /name="typed" value="name=Camille\+Aubert"/ })
  const other = await client.post('/connexion/code', { ...carried, other: 'on' })
  t.match(other.body, />Code de secours<[\s\S]*/)
  t.match(other.body, /name="typed" value="name=Camille\+Aubert"/)
  const resumed = await client.post('/connexion/code', { ...carried, code: codeAt(secret, codeNow()) })
  t.match(resumed.body, /action="\/compte"[\s\S]*name="name" value="Camille Aubert"/)
})

t.test('a code is taken once, and none before it (S29)', async (t) => {
  const { email, secret } = await addCareful(world)
  const codes = [codeAt(secret, codeNow()), codeAt(secret, codeNow() - 1)]
  const [first, second] = [await enterHalfway(world, email), await enterHalfway(world, email)]
  t.equal((await giveCode(first.client, codes[0]!)).statusCode, 303)
  for (const code of codes) {
    const answer = await giveCode(second.client, code)
    t.equal(answer.statusCode, 422)
    t.match(answer.body, /a déjà servi/)
  }
  t.notOk(await isIn(second.client))
})

t.test('one code given twice at once opens one session (S29)', async (t) => {
  const { email, secret } = await addCareful(world)
  const people = [await enterHalfway(world, email), await enterHalfway(world, email, other)]
  const code = codeAt(secret, codeNow())
  const answers = await Promise.all(people.map(({ client }) => giveCode(client, code)))
  t.strictSame(answers.map(({ statusCode }) => statusCode).sort(), [303, 422])
})

t.test('the second page has 10 minutes; who did not give a password is sent to do so (S29)', async (t) => {
  const { email, secret } = await addCareful(world)
  const { client } = await enterHalfway(world, email)
  await sql`update sessions set last_seen_at = now() - interval '11 minutes' where opened_at is null`.execute(
    db,
  )
  for (const one of [client, createClient(world)]) {
    t.equal((await one.get('/connexion/code')).headers.location, '/connexion')
    t.equal((await giveCode(one, codeAt(secret, codeNow()))).headers.location, '/connexion')
  }
})
