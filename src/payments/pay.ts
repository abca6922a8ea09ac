import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { Charge, Gateway, Gateways } from '../domain/gateway.ts'
import { newId } from '../domain/ids.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { FailureCode } from '../domain/request-lifecycle.ts'
import type { Bill } from '../requests/bill-store.ts'
import { findChallenge } from './attempt-store.ts'
import { closeChallenge } from './reconcile-attempt.ts'
import { recordOutcome, recordUnknown } from './record-attempt.ts'
import { startAttempt } from './start-store.ts'

export type Payment =
  /** `see_link`: it is paid, being paid, or no longer payable; the page of the link says which. */
  { next: 'see_link' } | { next: 'challenge'; url: string } | { next: 'try_again'; code: FailureCode }

interface Checkout {
  db: Kysely<Database>
  gateways: Gateways
  gateway: Gateway
  /** The URL the customer comes back to. */
  returnUrl: string
  /** Called with the reason when the gateway does not answer. */
  report: (error: unknown) => void
}

/**
 * One attempt to pay the bill with `details`, which the gateway has read from the form. The attempt is committed
 * before the gateway is called, so that a crash in between leaves a trace. The amount is the bill's (integer cents).
 * When the gateway's answer is lost, the attempt is `unknown`, which is reported and looked into later; nothing is
 * thrown.
 */
export async function payBill(checkout: Checkout, bill: Bill, details: unknown): Promise<Payment> {
  const { db, gateway, report } = checkout
  const started = await start(checkout, bill)
  if (!started) return { next: 'see_link' }
  if ('url' in started) return { next: 'challenge', url: started.url }
  const { charge } = started
  const attempt = {
    id: charge.attemptId,
    gateway: gateway.name,
    request_id: bill.id,
    amount_cents: charge.amountCents,
    charge,
  }
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
    // The database went away, perhaps after our commit. The page and the sweep will read what is so.
    report(error)
    return { next: 'see_link' }
  }
  if (outcome.status === 'challenged') return { next: 'challenge', url: outcome.url }
  return outcome.status === 'failed' ? { next: 'try_again', code: outcome.code } : { next: 'see_link' }
}

/** A new charge, or the URL of the gateway's page when one is open. Undefined when nobody may try now. */
async function start(
  checkout: Checkout,
  bill: Bill,
): Promise<{ charge: Charge } | { url: string } | undefined> {
  const { db, gateways, gateway, report } = checkout
  const charge = freezeCharge(bill, checkout)
  if (await startAttempt(db, gateway, charge)) return { charge }
  const open = await findChallenge(db, bill.id)
  if (!open) return undefined
  if (gateway.reopensChallenge) return { url: open.challenge_url! }
  // The customer closed the bank's page, or opened a second tab. The first attempt must not be able to take money
  // too.
  try {
    await closeChallenge(db, gateways, open.id)
  } catch (error) {
    report(error)
    return undefined
  }
  return (await startAttempt(db, gateway, charge)) ? { charge } : undefined
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
    methods: gateway.methods,
    returnUrl,
    startedAt: bill.now.toISOString(),
    endsAt: new Date(bill.now.getTime() + gateway.minutesToPay * 60_000).toISOString(),
  }
}
