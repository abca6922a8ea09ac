import t from 'tap'
import { fileOf } from '../../fixtures/operations.ts'
import { unheard } from '../../fixtures/payments/disputed.ts'
import { askForFees, feesOf } from '../../fixtures/payments/fees.ts'
import { look, payAtStripe } from '../../fixtures/providers/stripe/account.ts'
import { openShop } from '../../fixtures/providers/stripe/shop.ts'

const shop = await openShop(t, { jobs: false })
const { stripe, portal } = shop
const { books } = stripe

/** Sorted by text: Stripe's whole seconds may begin before our own instant. */
const linesOf = async (request: string) =>
  (await fileOf(portal))
    .filter((row) => row.Identifiant === request)
    .map((row) => `${row.Opération} ${row['Montant brut (EUR)']}`)
    .sort()

t.test('a dispute takes the money away, and gives it back when it is won', async (t) => {
  const { id, session } = await payAtStripe(shop)
  const dispute = await books.dispute(session)
  t.strictSame(await linesOf(id), ['Contesté -249,00', 'Encaissé 249,00'])
  await books.changeDispute(dispute, 'won')
  t.strictSame(await linesOf(id), ['Contestation levée 249,00', 'Contesté -249,00', 'Encaissé 249,00'])
})

t.test('one that is lost keeps it, with no line more', async (t) => {
  const { id, session } = await payAtStripe(shop)
  await books.changeDispute(await books.dispute(session, { amount: 4900 }), 'lost')
  t.strictSame(await linesOf(id), ['Contesté -49,00', 'Encaissé 249,00'])
})

t.test('an inquiry moves nothing until it becomes a dispute', async (t) => {
  const { id, session } = await payAtStripe(shop)
  const inquiry = await books.dispute(session, { status: 'warning_needs_response' })
  t.strictSame(await linesOf(id), ['Encaissé 249,00'])
  await books.changeDispute(inquiry, 'needs_response')
  t.strictSame(await linesOf(id), ['Contesté -249,00', 'Encaissé 249,00'])
  const closed = await payAtStripe(shop)
  const other = await books.dispute(closed.session, { status: 'warning_needs_response' })
  await books.changeDispute(other, 'warning_closed')
  t.strictSame(await linesOf(closed.id), ['Encaissé 249,00'])
})

t.test('one that becomes a dispute and is won before we hear of it has moved money twice', async (t) => {
  const { id, session } = await payAtStripe(shop)
  const inquiry = await books.dispute(session, { status: 'warning_needs_response' })
  await unheard(stripe, () => books.changeDispute(inquiry, 'needs_response'))
  await books.changeDispute(inquiry, 'won')
  t.strictSame(await linesOf(id), ['Contestation levée 249,00', 'Contesté -249,00', 'Encaissé 249,00'])
  t.strictSame(await askForFees(shop.deps), [])
  t.strictSame(await feesOf(shop.deps, id), [
    'collected 24900 fee 399',
    'disputed -24900 fee 2000',
    'dispute_returned 24900 fee 0',
  ])
})

t.test('a refund made at Stripe, heard of late, is a line once', async (t) => {
  const { id, session } = await payAtStripe(shop)
  await unheard(stripe, () => books.refundElsewhere(session, { amount: 10_000 }))
  for (const _ of [1, 2]) t.strictSame(await look(shop), [])
  t.strictSame(await linesOf(id), ['Encaissé 249,00', 'Remboursé -100,00'])
})
