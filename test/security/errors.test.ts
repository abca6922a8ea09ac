import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import {
  createClient,
  createRequest,
  goodCard,
  goodForm,
  htmx,
  permalinkOf,
  signIn,
} from '../fixtures/client.ts'
import { stage } from '../fixtures/security/stage.ts'
import { host, postBody } from '../fixtures/security/wire.ts'

/** Internal words that no reader needs and that help attackers. */
const leaks =
  /\bat .+:\d+|node_modules|\/src\/|\.(?:ts|eta|js):|\bselect .+ from|insert into|relation &quot;|relation "|payment_requests|syntax error|kysely|fastify|postgres|graphile|better-auth|FST_|\bECONN|TypeError|\[object|undefined|(?:node|pg)\/v?\d/i
const reference = /(?<=référence )[0-9a-f]{8}\b/g

t.test('errors', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const { db } = world.deps
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)
  const customer = createClient(world)
  const id = await createRequest(portal)
  const link = await permalinkOf(portal, id)

  type Answer = Awaited<ReturnType<typeof portal.get>>

  function checkErrorPage(t: Test, name: string, status: number, { statusCode, headers, body }: Answer) {
    t.equal(statusCode, status, name)
    t.match(headers['content-type'], /text\/html/, name)
    t.match(body, /<html lang="fr">/, name)
    t.match(body, new RegExp(`Erreur ${status} · référence`), name)
    t.notMatch(body.replace(/<head>.*<\/head>/s, ''), leaks, name)
    const ids = [...new Set(body.match(reference))]
    t.equal(ids.length, 1, `${name}: one short reference`)
    t.ok(
      world.log.some((line) => line.includes(ids[0] ?? '?')),
      `${name}: the log knows it`,
    )
  }

  t.test(
    'every refusal is a French page with its request id and nothing of the machinery (S41)',
    async (t) => {
      const cross = { headers: { 'sec-fetch-site': 'cross-site' } }
      const evilPath = '/rien/<script>alert(1)</script>?stack=1'
      const json = { as: portal, headers: { 'content-type': 'application/json' } }
      const cases: [string, number, Answer][] = [
        ['400', 400, await postBody(world, '/paiements', 'a=1&a=2', { as: portal })],
        ['403', 403, await portal.post('/paiements', goodForm, cross)],
        ['404', 404, await portal.get(evilPath)],
        ['404 id', 404, await portal.get('/paiements/pay_0000000000000000000000')],
        ['404 link', 404, await customer.get(`/p/${'0'.repeat(22)}`)],
        ['404 static', 404, await customer.get('/public/rien.js')],
        ['413', 413, await postBody(world, '/paiements', 'a'.repeat(70_000), { as: portal })],
        ['415', 415, await postBody(world, '/paiements', '{', json)],
        ['421', 421, await customer.get('/connexion', { headers: { host: 'evil.example' } })],
      ]
      for (const [name, status, answer] of cases) checkErrorPage(t, name, status, answer)
      t.notOk(cases.some(([, , { body }]) => body.includes('<script>alert') || body.includes('evil')))
    },
  )

  t.test('with htmx a refusal is the same words, as a fragment (S41)', async (t) => {
    const { body, statusCode } = await portal.get('/rien', { headers: htmx })
    t.equal(statusCode, 404)
    t.notMatch(body, /<html/)
    t.match(body, /id="error"/)
    t.notMatch(body, leaks)
  })

  t.test('a refused form and a refused change leak nothing either (S41)', async (t) => {
    const paid = await stage(world, portal, 'paid')
    const answers = [
      await portal.post('/paiements', {}),
      await portal.post(`/paiements/${paid.id}/annulation`, {}),
      await customer.post(`${link}/paiement`, {}),
      await customer.post('/connexion', { email: 'a@b.fr', password: 'x' }),
    ]
    t.strictSame(
      answers.map((answer) => answer.statusCode),
      [422, 409, 422, 422],
    )
    for (const { body } of answers) t.notMatch(body.replace(/<head>.*<\/head>/s, ''), leaks)
  })

  const faults: Record<string, () => Promise<Answer>> = {
    payment_requests: () => customer.get(link),
    merchants: () => portal.get('/paiements'),
    memberships: () => portal.get(`/paiements/${id}`),
    request_events: () => portal.get(`/paiements/${id}`),
    attempts: () => customer.post(`${link}/paiement`, goodCard),
    rate_counts: () => customer.get(`/p/${'1'.repeat(22)}`),
    users: () => createClient(world).post('/connexion', { email: merchant.email, password: 'x' }),
    sessions: () => portal.get('/paiements'),
    messages: () => portal.post('/paiements', goodForm),
    local_messages: () => portal.get('/messages-locaux'),
  }
  for (const [table, ask] of Object.entries(faults)) {
    t.test(`a failing query on ${table} is a neutral 500, and a full log (S41)`, async (t) => {
      const [from, to] = [sql.table(table), sql.ref(`${table}_gone`)]
      await sql`alter table ${from} rename to ${to}`.execute(db)
      try {
        world.log.length = 0
        checkErrorPage(t, table, 500, await ask())
        t.match(world.log.join('\n'), /request failed/)
        t.match(world.log.join('\n'), /"level":50/)
      } finally {
        await sql`alter table ${sql.table(`${table}_gone`)} rename to ${sql.ref(table)}`.execute(db)
      }
    })
  }

  t.test('a database that does not answer is a 503 that says when to come back (S41)', async (t) => {
    let release: (value?: unknown) => void = () => {}
    const held = new Promise((resolve) => {
      release = resolve
    })
    const holders = Array.from({ length: 20 }, () => db.connection().execute(() => held))
    await new Promise((resolve) => setTimeout(resolve, 200))
    const answers = await Promise.all([
      customer.get(link),
      customer.get('/sante'),
      world.app.inject({ url: link, method: 'HEAD', headers: { host } }),
    ])
    release()
    await Promise.all(holders)
    checkErrorPage(t, '503', 503, answers[0])
    t.match(answers[0].headers['retry-after'], /^\d+$/)
    t.equal(answers[1].statusCode, 503)
    t.equal(answers[1].body, 'unavailable')
    t.equal(answers[2].statusCode, 503)
    t.equal((await customer.get(link)).statusCode, 200, 'and it comes back by itself')
  })
})
