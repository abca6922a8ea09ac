/** Refunds that the gateway refuses are no success, and those that can never happen are not begun. */
import t from 'tap'
import { newToken } from '../../src/domain/ids.ts'
import { removeKeys } from '../../src/providers/keys/change.ts'
import { saveSecretKey } from '../../src/providers/keys/store.ts'
import { htmx } from '../fixtures/client.ts'
import { textOf, unheard } from '../fixtures/payments/disputed.ts'
import { labelOf, look, messagesOf, payAtStripe, refundsOf } from '../fixtures/providers/stripe/account.ts'
import { Refusal } from '../fixtures/providers/stripe/refusal.ts'
import { giveKeys, openShop } from '../fixtures/providers/stripe/shop.ts'

const shop = await openShop(t, { jobs: false })
const { stripe, portal, deps, merchant } = shop
const { books, account } = stripe
const keys = { gateway: 'stripe', mode: 'test' } as const

const useKey = (key: string) => saveSecretKey(deps.db, merchant.id, keys, key, deps.config.appSecret)
const form = (amount = '20,00') => ({ amount, idempotency_key: newToken() })

for (const { code, says, does } of [
  {
    code: 'balance_insufficient',
    says: 'Le solde de votre compte Stripe ne suffit pas.',
    does: 'Ajoutez-y des fonds',
  },
  {
    code: 'charge_already_refunded',
    says: 'Ce paiement a déjà été remboursé.',
    does: 'le remboursement apparaît ici',
  },
  {
    code: 'charge_disputed',
    says: 'Ce paiement est contesté : le remboursement est suspendu.',
    does: 'Répondez à la contestation',
  },
  {
    code: 'charge_not_refundable',
    says: 'Ce paiement est trop ancien pour être remboursé.',
    does: 'par un autre moyen',
  },
  {
    code: 'something_new',
    says: 'Stripe a refusé ce remboursement.',
    does: 'Regardez ce paiement sur Stripe',
  },
]) {
  t.test(`A refund refused as ${code} is answered 409, with why and what to do`, async (t) => {
    for (const headers of [{}, htmx]) {
      books.refundRefusal = undefined
      const { id, detail, refunds } = await payAtStripe(shop)
      books.refundRefusal = new Refusal('No.', { code })
      const sent = form()
      for (const time of ['first', 'again']) {
        const answer = await portal.post(refunds, sent, { headers })
        t.equal(answer.statusCode, 409, time)
        const text = answer.body.replace(/\s+/g, ' ')
        t.match(text, new RegExp(`data-notice="\\w+"[^>]*>${says} [^<]*${does}`))
        t.notMatch(text, 'Le remboursement est demandé')
        if (headers === htmx) t.match(answer.headers, { 'hx-retarget': '#request' })
      }
      const [refund, ...others] = await refundsOf(shop, id)
      t.match(refund, { status: 'failed', gateway_ref: null })
      t.equal(others.length, 0, 'the same form makes no second one')
      const history = await textOf(portal, detail)
      t.match(history, new RegExp(`Remboursement refusé [0-9,]+ € ${says}`.replaceAll(' ', '\\s+')))
      t.notMatch(history, 'refusé par la banque')
      t.equal(await labelOf(shop, id), 'paid')
      t.strictSame(await messagesOf(shop, id, 'refund_failed_notice'), [], 'who asked was answered')
    }
    books.refundRefusal = undefined
  })
}

t.test('What was refunded or contested there, and refused here, is looked for at once', async (t) => {
  const { id, session, refunds } = await payAtStripe(shop)
  await unheard(stripe, () => books.refundElsewhere(session, { amount: 24_000 }))
  await deps.db
    .updateTable('gateway_looks')
    .set({ next_at: new Date(Date.now() + 600_000) })
    .execute()
  const answer = await portal.post(refunds, form())
  t.equal(answer.statusCode, 409)
  t.match(answer.body.replace(/\s+/g, ' '), 'il en reste moins que ce montant')
  const due = await deps.db
    .selectFrom('gateway_looks')
    .select('kind')
    .where('merchant_id', '=', merchant.id)
    .where('next_at', '<=', new Date())
    .execute()
  t.strictSame(due, [{ kind: 'refund' }])
  await look(shop)
  t.equal(await labelOf(shop, id), 'partially_refunded')
})

t.test('A key without the right to refund gives nothing back, and says so', async (t) => {
  const { id, refunds } = await payAtStripe(shop)
  await useKey(account.keysWithout.charge_write)
  const answer = await portal.post(refunds, form())
  t.equal(answer.statusCode, 409)
  t.match(answer.body, 'La clé enregistrée n’a pas le droit de rembourser.')
  t.match(await refundsOf(shop, id), [{ status: 'failed', failure_reason: 'not_allowed' }])
  await useKey(account.restrictedKey)
  const unread = await portal.post(refunds, form())
  t.equal(unread.statusCode, 409)
  t.match(unread.body, 'La clé enregistrée n’a pas le droit de rembourser.')
  t.equal((await refundsOf(shop, id)).length, 1, 'a key that may not even read begins none')
  await useKey(account.secretKey)
})

t.test('A payment of another account, or without keys, is refunded there: none is begun (F28)', async (t) => {
  const { id, detail, refunds } = await payAtStripe(shop)
  await useKey(account.otherKey)
  for (const headers of [{}, htmx]) {
    const answer = await portal.post(refunds, form(), { headers })
    t.equal(answer.statusCode, 409)
    t.match(
      answer.body,
      /Ce paiement a été encaissé par un autre compte\s: remboursez-le là-bas\. [^<]*du compte Stripe/,
    )
  }
  t.ok(await removeKeys(deps.db, merchant.id, keys))
  t.match((await portal.post(refunds, form())).body, 'Ce paiement a été encaissé par un autre compte')
  t.strictSame(await refundsOf(shop, id), [])
  await giveKeys(shop, merchant, account.secretKey, stripe.webhookSecret)
  t.notMatch(await textOf(portal, detail), 'Remboursement')
})

t.test('The form of a contested or refunded payment is not shown: 409, and why', async (t) => {
  const contested = await payAtStripe(shop)
  const dispute = await books.dispute(contested.session)
  const refunded = await payAtStripe(shop)
  await books.refundElsewhere(refunded.session)
  const pending = await shop.askForMoney()
  for (const { path, says } of [
    { path: contested.refunds, says: /Ce paiement est contesté\s: le remboursement est suspendu\./ },
    { path: refunded.refunds, says: /Ce paiement a déjà été remboursé\./ },
    { path: `/paiements/${pending.id}/remboursements`, says: /Cette demande n’est pas payée/ },
  ]) {
    for (const headers of [{}, htmx]) {
      const answer = await portal.get(path, { headers })
      t.equal(answer.statusCode, 409)
      t.match(answer.body, says)
      t.notMatch(answer.body, 'id="refund-form"')
    }
  }
  await books.changeDispute(dispute, 'won')
  t.equal((await portal.get(contested.refunds)).statusCode, 200)
})
