import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { Charge, Gateway, Outcome } from '../gateways/port.ts'
import { lockRequest } from '../requests/change-store.ts'
import type { FailureCode } from '../requests/lifecycle.ts'
import { addAttemptEvent, confirmClosed, recordOutcome, recordUnknown } from './confirm.ts'
import { type Bill, insertAttempt } from './store.ts'

export type Payment =
  /** Paid, already being paid, or no longer payable: the link's own page says which. */
  { next: 'see_link' } | { next: 'challenge'; url: string } | { next: 'try_again'; code: FailureCode }

/**
 * One try to pay the bill with what the customer gave the gateway. The attempt is committed before the
 * gateway is called, so that a crash in between leaves a trace; the amount is the bill's own (integer cents).
 * A lost answer is an outcome not known yet, reported and looked into later, never an error.
 */
export async function payBill(
  db: Kysely<Database>,
  gateway: Gateway,
  bill: Bill,
  details: unknown,
  returnUrl: string,
  report: (error: unknown) => void,
): Promise<Payment> {
  const attempt = await startAttempt(db, gateway, bill)
  if (!attempt) return { next: 'see_link' }
  let outcome: Outcome
  try {
    outcome = await gateway.pay(chargeOf(bill, attempt, returnUrl), details)
  } catch (error) {
    report(error)
    await recordUnknown(db, { id: attempt.id, request_id: bill.id })
    return { next: 'see_link' }
  }
  await recordOutcome(db, { ...attempt, request_id: bill.id }, outcome)
  if (outcome.status === 'challenged') return { next: 'challenge', url: outcome.url }
  return outcome.status === 'failed' ? { next: 'try_again', code: outcome.code } : { next: 'see_link' }
}

/** Undefined when nobody may try: not payable any more, or another try may still take money. */
async function startAttempt(db: Kysely<Database>, gateway: Gateway, bill: Bill) {
  const first = await tryToStart(db, gateway, bill.id)
  if (first !== 'challenged') return first
  // The customer closed the bank's page, or opened a second tab: the first try must not be able to take money too.
  await confirmClosed(db, gateway, bill.id)
  const second = await tryToStart(db, gateway, bill.id)
  return second === 'challenged' ? undefined : second
}

function tryToStart(db: Kysely<Database>, gateway: Gateway, requestId: string) {
  return db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, requestId)
    if (request?.status !== 'pending') return undefined
    if (request.live) return request.live.status === 'challenged' ? ('challenged' as const) : undefined
    if (request.is_past_date) return undefined
    const attempt = await insertAttempt(trx, requestId, gateway.name, request.amount_cents)
    await addAttemptEvent(trx, request, attempt.id, 'attempt_started')
    return attempt
  })
}

function chargeOf(bill: Bill, attempt: { id: string; amount_cents: number }, returnUrl: string): Charge {
  return {
    attemptId: attempt.id,
    amountCents: attempt.amount_cents,
    merchantName: bill.merchant_name,
    description: bill.description,
    language: bill.language,
    returnUrl,
  }
}
