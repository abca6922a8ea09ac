import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { Charge, Gateway, Gateways, Outcome } from '../domain/gateway.ts'
import { newId } from '../domain/ids.ts'
import type { FailureCode } from '../domain/request-lifecycle.ts'
import type { Bill } from '../requests/bill-store.ts'
import { findChallenge, startAttempt } from './attempt-store.ts'
import { closeChallenge } from './reconcile-attempt.ts'
import { recordOutcome, recordUnknown } from './record-attempt.ts'

export type Payment =
  /** Paid, already being paid, or no longer payable: the link's own page says which. */
  { next: 'see_link' } | { next: 'challenge'; url: string } | { next: 'try_again'; code: FailureCode }

interface Checkout {
  db: Kysely<Database>
  gateways: Gateways
  gateway: Gateway
  /** Where the customer comes back to. */
  returnUrl: string
  /** Told why the gateway did not answer. */
  report: (error: unknown) => void
}

/**
 * One try to pay the bill with what the customer gave the gateway. The attempt is committed before the
 * gateway is called, so that a crash in between leaves a trace; the amount is the bill's own (integer cents).
 * A lost answer is an outcome not known yet, reported and looked into later, never an error.
 */
export async function payBill(checkout: Checkout, bill: Bill, details: unknown): Promise<Payment> {
  const { db, gateway, report } = checkout
  const started = await start(checkout, bill)
  if (!started) return { next: 'see_link' }
  if ('url' in started) return { next: 'challenge', url: started.url }
  const { charge } = started
  const attempt = { id: charge.attemptId, request_id: bill.id, amount_cents: charge.amountCents, charge }
  let outcome: Outcome
  try {
    outcome = await gateway.pay(charge, details)
  } catch (error) {
    report(error)
    await recordUnknown(db, attempt)
    return { next: 'see_link' }
  }
  if (outcome.status === 'failed' && outcome.cause) report(outcome.cause)
  try {
    await recordOutcome(db, attempt, outcome)
  } catch (error) {
    // The database went away, perhaps with our commit done: what is so is read again, by the page and by the sweep.
    report(error)
    return { next: 'see_link' }
  }
  if (outcome.status === 'challenged') return { next: 'challenge', url: outcome.url }
  return outcome.status === 'failed' ? { next: 'try_again', code: outcome.code } : { next: 'see_link' }
}

/** A new charge, or the gateway's page that is open already; undefined when nobody may try now. */
async function start(
  checkout: Checkout,
  bill: Bill,
): Promise<{ charge: Charge } | { url: string } | undefined> {
  const { db, gateways, gateway, report } = checkout
  const charge = freezeCharge(bill, checkout)
  if (await startAttempt(db, gateway.name, charge)) return { charge }
  const open = await findChallenge(db, bill.id)
  if (!open) return undefined
  if (gateway.reopensChallenge) return { url: open.challenge_url! }
  // The customer closed the bank's page, or opened a second tab: the first try must not be able to take money too.
  try {
    await closeChallenge(db, gateways, open.id)
  } catch (error) {
    report(error)
    return undefined
  }
  return (await startAttempt(db, gateway.name, charge)) ? { charge } : undefined
}

function freezeCharge(bill: Bill, { gateway, returnUrl }: Checkout): Charge {
  return {
    attemptId: newId('att'),
    requestId: bill.id,
    merchantId: bill.merchant_id,
    mode: bill.mode,
    amountCents: bill.amount_cents,
    merchantName: bill.merchant_name,
    description: bill.description,
    language: bill.language,
    customerEmail: bill.email,
    returnUrl,
    startedAt: bill.now.toISOString(),
    endsAt: new Date(bill.now.getTime() + gateway.minutesToPay * 60_000).toISOString(),
  }
}
