import t from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, goodCard, signIn } from '../fixtures/client.ts'
import { findRow, form } from '../fixtures/security/amounts.ts'
import { capturesOf, stage } from '../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)

t.test('nothing posted on the pay page changes what is charged (S19)', async (t) => {
  const extras = {
    amount: '1',
    amount_cents: '100',
    amountCents: '100',
    currency: 'JPY',
    status: 'paid',
    captured: '1',
    attempt_id: 'att_x',
    price: '0.01',
  }
  const { id, link } = await stage(world, portal, 'pending')
  await customer.post(`${link}/paiement?amount=1&amount_cents=100`, { ...goodCard, ...extras })
  t.strictSame(await capturesOf(world, id), [24_900])
  const declined = await stage(world, portal, 'pending')
  await customer.post(`${declined.link}/paiement`, {
    ...goodCard,
    ...extras,
    card_number: '4000000000000002',
  })
  t.strictSame(await capturesOf(world, declined.id), [])
  t.match((await customer.get(declined.link)).body, /data-state="payable"/)
})

t.test('nothing posted with the form sets what is not the merchant’s to say (S19)', async (t) => {
  const other = await addMerchant(world, 'Une autre')
  const extras = {
    id: 'pay_aaaaaaaaaaaaaaaaaaaaaa',
    token: 'aaaaaaaaaaaaaaaaaaaaaa',
    status: 'paid',
    mode: 'live',
    merchant_id: other.id,
    merchantId: other.id,
    amount_cents: '1',
    paid_at: '2020-01-01',
    paid_after: 'expired',
    created_by: other.userId,
    created_at: '2020-01-01',
    expires_at: '2099-01-01',
    currency: 'JPY',
    'merchant.trade_name': 'Pirate',
  }
  const answer = await portal.post(`/paiements?mode=live&status=paid&merchant_id=${other.id}`, {
    ...form,
    ...extras,
  })
  const row = await findRow(world, answer.headers.location!.slice('/paiements/'.length))
  t.match(row, {
    status: 'pending',
    mode: 'test',
    merchant_id: merchant.id,
    amount_cents: 24_900,
    paid_at: null,
  })
  t.match(row, { created_by: merchant.userId, paid_after: null })
  t.not(row.token, extras.token)
  t.ok(Math.abs(row.created_at.getTime() - Date.now()) < 60_000)
  t.ok(row.expires_at.getTime() < Date.now() + 91 * 86_400_000)
  await portal.post(`/paiements/${row.id}/annulation`, { status: 'paid', merchant_id: other.id, id: 'x' })
  t.match(await findRow(world, row.id), { status: 'cancelled', merchant_id: merchant.id, paid_at: null })
})
