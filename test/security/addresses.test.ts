import { sql } from 'kysely'
import t from 'tap'
import { addMerchant, eventually, origin, password, startWorld, type World } from '../fixtures/app.ts'
import { createClient, createRequest, goodCard, htmx, permalinkOf, signIn } from '../fixtures/client.ts'
import { bankPageOf, stage } from '../fixtures/security/stage.ts'
import { form, host, openSocket, postBody, rawGet, waitForRoom } from '../fixtures/security/wire.ts'

const spoofed = {
  'x-forwarded-for': '6.6.6.6',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'https',
  'x-forwarded-port': '444',
  'x-original-host': 'evil.example',
  'x-original-url': '/evil',
  'x-real-ip': '6.6.6.6',
  forwarded: 'for=6.6.6.6;host=evil.example;proto=https',
}

t.test('addresses', async (t) => {
  const world = await startWorld(t)
  const { deps } = world
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)

  t.test('an unknown Host is refused on every route (S14)', async (t) => {
    for (const evil of [
      'evil.example',
      `${host}.evil.example`,
      `evil.example:3000`,
      'localhost',
      `x@${host}`,
      '',
    ]) {
      for (const url of [
        '/connexion',
        '/paiements',
        '/p/0000000000000000000000',
        '/public/site.css',
        '/rien',
      ]) {
        t.equal((await portal.get(url, { headers: { host: evil } })).statusCode, 421, `${evil} ${url}`)
      }
      const posted = await portal.post(
        '/paiements',
        {},
        { headers: { host: evil, origin: `http://${evil}` } },
      )
      t.equal(posted.statusCode, 421)
    }
    t.equal((await deps.db.selectFrom('payment_requests').select('id').execute()).length, 0)
  })

  t.test(
    'the permalink, the mail, the SMS and the bank are built from PUBLIC_URL whatever is forwarded (S14)',
    async (t) => {
      const ask = { headers: spoofed }
      for (const fields of [{}, { channel: 'sms', phone: '06 12 34 56 78' }, { own_mail: 'on' }]) {
        const { body, headers } = await portal.post('/paiements', { ...good, ...fields }, ask)
        t.notMatch(`${body} ${JSON.stringify(headers)}`, /evil/)
        const detail = await portal.get(headers.location!, ask)
        t.match(detail.body, new RegExp(`${origin}/p/`))
        t.notMatch(detail.body, /evil/)
      }
      const shown = await portal.post(
        '/paiements',
        { ...good, own_mail: 'on' },
        { headers: { ...spoofed, ...htmx } },
      )
      t.equal(shown.statusCode, 200)
      t.notMatch(shown.body + JSON.stringify(shown.headers), /evil/)
      const kept = await eventually(async () => {
        const rows = await deps.db.selectFrom('local_messages').selectAll().execute()
        return rows.length === 2 && rows
      })
      for (const message of kept) {
        t.notMatch(JSON.stringify(message), /evil/)
        t.match(message.body_text, new RegExp(`${origin}/p/\\w{22}`))
      }
      const { link } = await stage(world, portal, 'pending')
      const paid = await createClient(world).post(
        `${link}/paiement`,
        { ...goodCard, card_number: '4000002500003155' },
        ask,
      )
      t.match(paid.headers.location, /^\/banque-test\//)
      const rows = await deps.ledger.selectFrom('charges').select('return_url').execute()
      t.ok(rows.every(({ return_url }) => return_url === null || return_url.startsWith(`${origin}/p/`)))
    },
  )

  t.test('every redirect goes to a path of ours (S15)', async (t) => {
    const evil = [
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      'https://evil.example',
      '%2f%2fevil.example',
    ]
    const tricks = evil.flatMap((to) => [
      `/?next=${to}`,
      `/connexion?next=${to}&return_to=${to}&redirect=${to}&callbackURL=${to}`,
      `/paiements?next=${to}`,
      `${to}`,
      `/${to}`,
      `${to}/..`,
    ])
    const write = await openSocket(world)
    const answers = await Promise.all(tricks.map((url) => write(rawGet(url))))
    const { link, id } = await stage(world, portal, 'challenged')
    const stranger = createClient(world)
    const posts = await Promise.all(
      evil.flatMap((to) => [
        stranger.post(`/connexion?next=${to}`, {
          email: merchant.email,
          password,
          next: to,
          callbackURL: to,
        }),
        stranger.post('/deconnexion', { next: to }, { headers: { referer: to } }),
        portal.post('/paiements', { ...good, own_mail: 'on', next: to, return_url: to }),
        stranger.post(`${link}/paiement`, { ...goodCard, return_url: to, returnUrl: to }),
      ]),
    )
    posts.push(
      await stranger.post(await bankPageOf(world, id).catch(() => '/rien'), {
        decision: 'accept',
        return_url: evil[0]!,
      }),
    )
    const locations = [
      ...answers.map((answer) => /^location: (.*?)\r?$/im.exec(answer)?.[1]),
      ...posts.map(({ headers }) => headers.location),
      ...posts.map(({ headers }) => headers['hx-redirect'] ?? headers['hx-push-url']),
    ]
    const given = locations.filter((location) => location !== undefined)
    t.ok(given.length > 20, `${given.length} redirects`)
    for (const location of given) t.match(String(location), /^\/(?![/\\])[\w/-]*(\?next=%2F[\w%.-]*)?$/)
  })

  t.test(
    'without TRUST_PROXY no forwarded address counts: not in limits, not in the log (S61)',
    async (t) => {
      await waitForRoom(60)
      const address = '10.1.1.1'
      for (let n = 0; n < 31; n += 1) await unknownLink(world, address, { 'x-forwarded-for': `7.7.7.${n}` })
      t.equal((await unknownLink(world, address, { 'x-forwarded-for': '7.7.8.1' })).statusCode, 429)
      await postBody(world, '/connexion', credentials('x@y.fr'), { headers: spoofed, from: address })
      t.notMatch(world.log.join('\n'), /6\.6\.6\.6|7\.7\.7\./)
    },
  )

  t.test('a session does not remember a made-up address (S61)', async (t) => {
    await postBody(world, '/connexion', credentials(merchant.email), { headers: spoofed, from: '10.1.1.2' })
    const { rows } = await sql<{ ip_address: string }>`select ip_address from sessions`.execute(deps.db)
    t.notOk(rows.some(({ ip_address }) => ip_address === '6.6.6.6'))
  })

  t.test('with TRUST_PROXY forwarded addresses count, from that proxy alone (S61)', async (t) => {
    await waitForRoom(60)
    const trusting = await startWorld(t, { env: { TRUST_PROXY: '10.9.9.9' }, jobs: false })
    for (let n = 0; n < 31; n += 1) await unknownLink(trusting, '10.9.9.9', { 'x-forwarded-for': '8.8.8.8' })
    t.equal((await unknownLink(trusting, '10.9.9.9', { 'x-forwarded-for': '8.8.8.8' })).statusCode, 429)
    t.equal((await unknownLink(trusting, '10.9.9.9', { 'x-forwarded-for': '8.8.8.9' })).statusCode, 404)
    t.equal(
      (await unknownLink(trusting, '10.9.9.9', { 'x-forwarded-for': '9.9.9.1, 8.8.8.8' })).statusCode,
      429,
    )
    t.equal((await unknownLink(trusting, '10.7.7.7', { 'x-forwarded-for': '8.8.8.8' })).statusCode, 404)
    const evilHost = { url: '/connexion', headers: { host, 'x-forwarded-host': 'evil.example' } }
    t.equal((await trusting.app.inject({ ...evilHost, remoteAddress: '10.9.9.9' })).statusCode, 421)
    t.equal((await trusting.app.inject({ ...evilHost, remoteAddress: '10.7.7.7' })).statusCode, 200)
  })

  t.test('a proto we were not told to believe does not make an https origin ours (S61)', async (t) => {
    const headers = { 'content-type': form, origin: `https://${host}`, 'x-forwarded-proto': 'https', host }
    const answer = await world.app.inject({ method: 'POST', url: '/connexion', headers, payload: '' })
    t.equal(answer.statusCode, 403)
  })

  t.test('a customer’s link reads the same under each of our names (S14)', async (t) => {
    const link = await permalinkOf(portal, await createRequest(portal, { own_mail: 'on' }))
    for (const name of ['127.0.0.1:3000', '[::1]:3000']) {
      const { body, statusCode } = await portal.get(link, { headers: { host: name } })
      t.equal(statusCode, 200)
      t.notMatch(body, /127\.0\.0\.1|::1/)
    }
  })
})

const good = {
  amount: '10',
  channel: 'email',
  email: 'lea@courriel.example',
  language: 'fr',
  description: 'Lampe',
}

const credentials = (email: string) => new URLSearchParams({ email, password }).toString()

function unknownLink({ app }: World, from: string, headers: Record<string, string>) {
  return app.inject({ url: `/p/${'0'.repeat(22)}`, remoteAddress: from, headers: { host, ...headers } })
}
