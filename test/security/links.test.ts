import { randomBytes } from 'node:crypto'
import t from 'tap'
import { assetUrl } from '../../src/web/assets.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, createRequest, permalinkOf, signIn } from '../fixtures/client.ts'
import { forgetCounts } from '../fixtures/security/rows.ts'
import { stageAll } from '../fixtures/security/stage.ts'
import { host, waitForRoom, withoutRequestId } from '../fixtures/security/wire.ts'

const base62 = /^[0-9A-Za-z]{22}$/
const previewBots = [
  'facebookexternalhit/1.1',
  'WhatsApp/2.23.20.0',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'Mozilla/5.0 (compatible; Microsoft SafeLinks)',
]

t.test('the secret link', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const { app, deps } = world
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)
  const ask = (token: string, from: string) =>
    app.inject({ url: `/p/${token}`, headers: { host }, remoteAddress: from })

  t.test(
    '60 created links hold 128 bits or more, all different, each place any of 62 characters (S1)',
    async (t) => {
      for (let n = 0; n < 60; n += 1) await createRequest(portal, { own_mail: 'on' })
      const rows = await deps.db.selectFrom('payment_requests').select(['id', 'token']).execute()
      for (const secret of [rows.map((row) => row.token), rows.map((row) => row.id.slice('pay_'.length))]) {
        t.equal(new Set(secret).size, rows.length)
        t.ok(secret.every((one) => base62.test(one)))
        t.ok(Math.log2(62) * 22 >= 128)
        // In 60 tokens, a fair generator shows about 38 of the 62 characters at each place. Fewer than 26 cannot be
        // chance.
        for (let place = 0; place < 22; place += 1) {
          t.ok(new Set(secret.map((one) => one[place])).size >= 26, `place ${place}`)
        }
      }
      t.ok(rows.every(({ id, token }) => !id.includes(token.slice(0, 6))))
    },
  )

  t.test('unknown, malformed and foreign tokens get one and the same 404 (S4)', async (t) => {
    const { id } = (await deps.db.selectFrom('payment_requests').select('id').executeTakeFirst())!
    const random = Array.from({ length: 200 }, () =>
      randomBytes(32).toString('base64').replace(/\W/g, '').slice(0, 22),
    )
    const malformed = [
      '0',
      'a'.repeat(21),
      'a'.repeat(23),
      'a'.repeat(100),
      '%00',
      '%27%20or%201=1--',
      '..%2f',
      'é',
      '😀',
    ]
    const foreign = [id, merchant.id, id.slice(4), crypto.randomUUID(), 'undefined', '__proto__']
    const answers = []
    for (const [index, token] of [...random, ...malformed, ...foreign].entries()) {
      answers.push(await ask(token, `10.0.0.${Math.floor(index / 20)}`))
    }
    t.strictSame([...new Set(answers.map((answer) => answer.statusCode))], [404])
    t.equal(new Set(answers.map((answer) => withoutRequestId(answer.body))).size, 1)
    t.equal(new Set(answers.map((answer) => Object.keys(answer.headers).sort().join())).size, 1)
    t.equal((await ask(random[0]!, '10.0.9.9')).body.includes(random[0]!), false)
  })

  t.test(
    'a link that cannot even be decoded, or is far too long, is refused in the same words (S4)',
    async (t) => {
      const usual = await ask('0'.repeat(22), '10.0.1.1')
      for (const token of ['%zz', '%ED%A0%80', 'a'.repeat(300)]) {
        const answer = await ask(token, '10.0.1.1')
        t.equal(answer.statusCode, 404, token.slice(0, 20))
        t.equal(withoutRequestId(answer.body), withoutRequestId(usual.body), token.slice(0, 20))
      }
    },
  )

  t.test(
    'the 31st unknown link of a minute is told when to come back; whoever holds a link never is (S4)',
    async (t) => {
      await forgetCounts(world)
      await waitForRoom(60)
      const link = await permalinkOf(portal, await createRequest(portal, { own_mail: 'on' }))
      const unknown = (n: number) => ask(String(n).padStart(22, 'x'), '10.0.2.1')
      for (let n = 0; n < 30; n += 1) t.equal((await unknown(n)).statusCode, 404, `the ${n + 1}th`)
      const refused = await unknown(31)
      t.equal(refused.statusCode, 429)
      const seconds = Number(refused.headers['retry-after'])
      t.ok(seconds >= 1 && seconds <= 60, `Retry-After ${seconds}`)
      t.match(refused.body, /Trop de tentatives/)
      t.equal((await ask(link.slice(3), '10.0.2.1')).statusCode, 200)
      const post = {
        method: 'POST',
        url: `/p/${'y'.repeat(22)}/paiement`,
        remoteAddress: '10.0.2.1',
      } as const
      t.equal(
        (await app.inject({ ...post, headers: { host, 'sec-fetch-site': 'same-origin' } })).statusCode,
        429,
      )
      t.equal((await ask('z'.repeat(22), '10.0.2.2')).statusCode, 404)
    },
  )

  t.test(
    'no page of a link is indexed, nor tells a preview its amount, its names or its token (S7)',
    async (t) => {
      const staged = Object.values(await stageAll(world, portal))
      const customer = createClient(world)
      const picture = `<meta property="og:image" content="${deps.config.publicUrl}${assetUrl('link-preview.png')}">`
      for (const agent of previewBots) {
        for (const { link, token } of staged) {
          for (const url of [link, `${link}/recu`]) {
            const { headers, body, statusCode } = await customer.get(url, {
              headers: { 'user-agent': agent },
            })
            t.match(headers['x-robots-tag'], /noindex, nofollow/, url)
            if (statusCode !== 200) continue
            const previewed = body.match(/<title>.*?<\/title>|<meta[^>]*>/gs)!.join('\n')
            t.match(previewed, /<title>/)
            t.notMatch(previewed, /249|€|Lumière|Facture|lampe|F-118|twitter:/, url)
            // The same picture for every link, and nothing else that is meant for previews only.
            t.strictSame(previewed.match(/<meta property[^>]*>/g), [picture], url)
            t.notOk(previewed.includes(token))
          }
        }
      }
      const robots = await customer.get('/robots.txt')
      t.notMatch(robots.body, /Disallow: *\//)
    },
  )
})
