import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { Gateways } from '../gateways/gateways.ts'
import type { Charge, Gateway, Outcome } from '../gateways/port.ts'
import { newId } from '../ids.ts'
import { lockRequest } from '../requests/change-store.ts'
import type { FailureCode } from '../requests/lifecycle.ts'
import type { Bill } from './bill-store.ts'
import { closeLiveAttempt } from './confirm.ts'
import { addAttemptEvent, recordOutcome, recordUnknown } from './record.ts'
import { findLiveAttempt, insertAttempt } from './store.ts'

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
  const start = await startAttempt(checkout, bill)
  if (!start) return { next: 'see_link' }
  if ('url' in start) return { next: 'challenge', url: start.url }
  const { charge } = start
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
async function startAttempt(
  checkout: Checkout,
  bill: Bill,
): Promise<{ charge: Charge } | { url: string } | undefined> {
  const { db, gateways, gateway, report } = checkout
  const first = await tryToStart(checkout, bill)
  if (first !== 'challenged') return first
  if (gateway.reopensChallenge) {
    const live = await findLiveAttempt(db, bill.id)
    return live?.challenge_url ? { url: live.challenge_url } : undefined
  }
  // The customer closed the bank's page, or opened a second tab: the first try must not be able to take money too.
  try {
    await closeLiveAttempt(db, gateways, bill.id)
  } catch (error) {
    report(error)
    return undefined
  }
  const second = await tryToStart(checkout, bill)
  return second === 'challenged' ? undefined : second
}

function tryToStart({ db, gateway, returnUrl }: Checkout, bill: Bill) {
  return db.transaction().execute(async (trx): Promise<{ charge: Charge } | 'challenged' | undefined> => {
    const request = await lockRequest(trx, bill.id)
    if (request?.status !== 'pending') return undefined
    if (request.live) return request.live.status === 'challenged' ? 'challenged' : undefined
    if (request.is_past_date) return undefined
    const charge = freezeCharge(bill, gateway, returnUrl, request.now)
    await insertAttempt(trx, gateway.name, charge)
    await addAttemptEvent(trx, request, charge.attemptId, 'attempt_started')
    return { charge }
  })
}

function freezeCharge(bill: Bill, gateway: Gateway, returnUrl: string, now: Date): Charge {
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
    startedAt: now.toISOString(),
    endsAt: new Date(now.getTime() + gateway.minutesToPay * 60_000).toISOString(),
  }
}
