/** What Stripe kept of a movement of money: https://docs.stripe.com/api/balance_transactions */
import type Stripe from 'stripe'
import type { Fee, PricedMovement } from '../../domain/fee.ts'
import { ask, isAbout, KeyRefused } from './client.ts'
import { retrieveSession } from './find-session.ts'
import { idOf } from './session.ts'

/**
 * Throws when Stripe does not answer. The transaction is asked for by itself, and not inside the payment: a key
 * without this right would be refused the whole payment.
 */
export async function findFee(stripe: Stripe, movement: PricedMovement): Promise<Fee> {
  try {
    const id = await findTransaction(stripe, movement)
    return id ? await readFee(stripe, id, movement.amountCents) : { is: 'not_yet' }
  } catch (error) {
    // The saved key may be of another account for some time.
    if (isAbout(error, 404)) return { is: 'not_yet' }
    throw error
  }
}

/**
 * The id of the balance transaction that moved the money. Stripe settles some payments an hour after they have
 * succeeded, and they have none before.
 */
async function findTransaction(stripe: Stripe, movement: PricedMovement): Promise<string | undefined> {
  const { kind, amountCents, charge } = movement
  const ref = kind === 'collected' ? charge.ref : movement.ref
  if (!ref) return undefined
  if (kind === 'collected') {
    const { payment_intent: intent } = await retrieveSession(stripe, ref)
    const paid = typeof intent === 'string' ? null : intent?.latest_charge
    return typeof paid === 'string' ? undefined : idOf(paid?.balance_transaction ?? null)
  }
  if (kind === 'refunded' || kind === 'refund_returned') {
    const refund = await ask(stripe.refunds.retrieve(ref))
    const { balance_transaction, failure_balance_transaction } = refund
    return idOf((kind === 'refunded' ? balance_transaction : failure_balance_transaction) ?? null)
  }
  // At most two: what was withdrawn, and what was given back.
  const { balance_transactions } = await ask(stripe.disputes.retrieve(ref))
  return balance_transactions.find(({ amount }) => Math.sign(amount) === Math.sign(amountCents))?.id
}

/** An account that is held in another currency has another amount, and its fee is not in EUR. */
async function readFee(stripe: Stripe, id: string, amountCents: number): Promise<Fee> {
  try {
    const { currency, amount, fee } = await ask(stripe.balanceTransactions.retrieve(id))
    return currency === 'eur' && amount === amountCents ? { is: 'known', cents: fee } : { is: 'never' }
  } catch (error) {
    if (error instanceof KeyRefused) return { is: 'refused' }
    throw error
  }
}
