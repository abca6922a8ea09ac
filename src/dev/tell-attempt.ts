/** An attempt to pay in a story: its row, and the matching charge in the test bank's ledger. */

import type { Charge } from '../domain/gateway.ts'
import { newId } from '../domain/ids.ts'
import type { FailureCode } from '../domain/request-lifecycle.ts'
import { testCards } from '../providers/sandbox/cards.ts'
import type { LedgerCharge } from '../providers/sandbox/ledger.ts'
import { paths } from '../web/paths.ts'
import { secondsAfter } from './stories.ts'
import { addEvent, type Tale } from './tale.ts'

/** Starts an attempt, or continues the one that waits at the bank's page. Returns what became of it. */
export function tellAttempt(tale: Tale, deed: string, brand?: string) {
  if (tale.attempts.at(-1)?.status !== 'challenged') start(tale, deed, brand)
  if (deed === 'challenged') challenge(tale)
  else if (deed === 'paid' || deed === 'confirmed') succeed(tale)
  else fail(tale, deed as FailureCode)
  return tale.attempts.at(-1)!.status
}

/** The customer types the test card that has this outcome. */
function start(tale: Tale, deed: string, brand = 'visa'): void {
  const outcome = deed === 'challenged' ? 'challenge' : deed
  const card = testCards.find((one) => one.outcome === outcome && one.brand.toLowerCase() === brand)
  if (!card) throw new Error(`no ${brand} test card ends with ${outcome}`)
  const attempt = newAttempt(tale)
  tale.attempts.push(attempt)
  tale.charges.push({
    ...newCharge(tale, attempt.id),
    card_brand: card.brand,
    card_last4: card.number.slice(-4),
  })
  addEvent(tale, 'attempt_started', { actor: 'customer', attempt_id: attempt.id })
  tale.at = secondsAfter(tale.at, 2)
}

function newAttempt(tale: Tale): Tale['attempts'][number] {
  const { request, at } = tale
  const id = newId('att')
  return {
    id,
    request_id: request.id,
    gateway: 'sandbox',
    amount_cents: request.amount_cents,
    status: 'started',
    failure_code: null,
    challenge_url: null,
    card_brand: null,
    card_last4: null,
    charge: JSON.stringify(freezeCharge(tale, id)),
    gateway_ref: null,
    created_at: at,
    updated_at: at,
  }
}

function freezeCharge({ request, teller, at }: Tale, attemptId: string): Charge {
  return {
    attemptId,
    requestId: request.id,
    merchantId: request.merchant_id,
    mode: request.mode,
    amountCents: request.amount_cents,
    merchantName: teller.merchantName,
    description: request.description,
    language: request.language,
    customerEmail: request.email ?? null,
    returnUrl: teller.publicUrl + paths.pay(request),
    startedAt: at.toISOString(),
    endsAt: secondsAfter(at, 15 * 60).toISOString(),
  }
}

function newCharge({ request, teller, at }: Tale, attempt_id: string) {
  return {
    id: newId('cha'),
    attempt_id,
    amount_cents: request.amount_cents,
    status: 'challenged' as LedgerCharge['status'],
    failure_code: null as FailureCode | null,
    merchant_name: teller.merchantName,
    language: request.language,
    return_url: teller.publicUrl + paths.pay(request),
    created_at: at,
    captured_at: null as Date | null,
  }
}

function challenge(tale: Tale): void {
  const { attempt, charge } = current(tale)
  Object.assign(attempt, { status: 'challenged', challenge_url: paths.testBank(charge), updated_at: tale.at })
  addEvent(tale, 'attempt_challenged', { actor: 'customer', attempt_id: attempt.id })
}

function succeed(tale: Tale): void {
  const { attempt, charge, card } = current(tale)
  Object.assign(attempt, { ...card, status: 'succeeded', updated_at: tale.at })
  Object.assign(charge, { status: 'succeeded', captured_at: tale.at })
}

/** The bank knows nothing of a customer who left; it was told to cancel the charge. */
function fail(tale: Tale, failure_code: FailureCode): void {
  const { attempt, charge, card } = current(tale)
  const isAbandoned = failure_code === 'timeout'
  Object.assign(attempt, { status: isAbandoned ? 'abandoned' : 'failed', failure_code, updated_at: tale.at })
  if (!isAbandoned) Object.assign(attempt, card)
  Object.assign(charge, isAbandoned ? { status: 'cancelled' } : { status: 'failed', failure_code })
  const kind = isAbandoned ? 'attempt_abandoned' : 'attempt_failed'
  addEvent(tale, kind, { actor: 'customer', attempt_id: attempt.id, failure_code })
}

function current({ attempts, charges }: Tale) {
  const attempt = attempts.at(-1)!
  const charge = charges.at(-1)!
  const { card_brand, card_last4 } = charge
  return { attempt, charge, card: { card_brand, card_last4 } }
}
