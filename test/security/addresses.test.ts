import t from 'tap'
import { addMerchant, eventually, origin, startWorld } from '../fixtures/app.ts'
import { createClient, createRequest, goodCard, htmx, permalinkOf, signIn } from '../fixtures/client.ts'
import { good, spoofed } from '../fixtures/security/spoofed.ts'
import { stage } from '../fixtures/security/stage.ts'
import { host } from '../fixtures/security/wire.ts'

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
    const posted = await portal.post('/paiements', {}, { headers: { host: evil, origin: `http://${evil}` } })
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

t.test('a customer’s link reads the same under each of our names (S14)', async (t) => {
  const link = await permalinkOf(portal, await createRequest(portal, { own_mail: 'on' }))
  for (const name of ['127.0.0.1:3000', '[::1]:3000']) {
    const { body, statusCode } = await portal.get(link, { headers: { host: name } })
    t.equal(statusCode, 200)
    t.notMatch(body, /127\.0\.0\.1|::1/)
  }
})
