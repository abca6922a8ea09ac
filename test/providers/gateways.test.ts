import t from 'tap'
import { gatewayList } from '../../src/providers/gateways.ts'
import { describeKeys, saveSecretKey } from '../../src/providers/keys/store.ts'
import { paths } from '../../src/web/paths.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, createRequest, goodCard, permalinkOf, signIn } from '../fixtures/client.ts'
import { createVoucherEntry, pageOrigin } from '../fixtures/providers/voucher.ts'
import { host } from '../fixtures/security/wire.ts'

const books = new Map<string, 'open' | 'taken' | 'closed'>()
const world = await startWorld(t, { gateways: [createVoucherEntry(books), ...gatewayList], jobs: false })
const { app, deps } = world
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)
const keys = { gateway: 'voucher', mode: 'test' } as const

t.test('Without keys for it, a gateway of the list takes nothing: the test bank does', async (t) => {
  const link = await permalinkOf(portal, await createRequest(portal))
  t.match((await customer.get(link)).body, 'name="card_number"')
  await customer.post(`${link}/paiement`, goodCard)
  t.match((await customer.get(link)).body, 'data-state="paid"')
})

t.test('With one more line in the list, a gateway takes a payment from end to end', async (t) => {
  await saveSecretKey(deps.db, merchant.id, keys, 'a key of any shape', deps.config.appSecret)
  t.match(await describeKeys(deps.db, merchant.id, 'voucher', deps.config.appSecret), [{ mode: 'test' }])
  const id = await createRequest(portal)
  const link = await permalinkOf(portal, id)

  const page = await customer.get(link)
  t.match(page.body, 'Vous paierez sur la page sécurisée de Voucher')
  t.notMatch(page.body, /card_number|Stripe/)
  t.match(
    String(page.headers['content-security-policy']),
    `form-action 'self' https: ${pageOrigin} https://checkout.stripe`,
  )

  const paying = await customer.post(`${link}/paiement`, {})
  t.equal(paying.statusCode, 303)
  const [attempt = ''] = /att_\w+$/.exec(paying.headers.location!) ?? []
  t.equal(paying.headers.location, `${pageOrigin}/${attempt}`)
  t.match((await customer.get(`${link}?retour=paiement`)).body, 'data-state="confirming"')

  books.set(attempt, 'taken')
  const heard = await app.inject({
    method: 'POST',
    url: paths.gatewayWebhook('voucher', merchant),
    headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
    payload: `attempt=${attempt}`,
  })
  t.equal(heard.statusCode, 200)
  t.match((await customer.get(link)).body, 'data-state="paid"')
  t.match((await portal.get(`/paiements/${id}`)).body, 'data-status="paid"')
})

t.test('An attempt stays with the gateway that it was made with', async (t) => {
  const rows = await deps.db.selectFrom('attempts').select('gateway').orderBy('created_at').execute()
  t.strictSame(
    rows.map(({ gateway }) => gateway),
    ['sandbox', 'voucher'],
  )
  const charge = { merchantId: merchant.id, mode: 'test' } as const
  for (const gateway of ['sandbox', 'voucher'])
    t.equal((await deps.gateways.forAttempt({ gateway, charge }))?.name, gateway)
  t.equal(await deps.gateways.forAttempt({ gateway: 'unlisted', charge }), undefined)
})
