/** A dispute in a story: a customer contests a payment, and how it ends. */
import { newId } from '../domain/ids.ts'
import type { DisputeReason } from '../domain/movement.ts'
import { paths } from '../web/paths.ts'
import { secondsAfter } from './stories.ts'
import { addEvent, type Tale } from './tale.ts'

const week = 7 * 24 * 3600

export function contest(tale: Tale, reason: DisputeReason): void {
  const { attempts, charges, disputes, request, at } = tale
  const ref = charges.at(-1)!.id.replace('cha_', 'dis_')
  const dispute = {
    id: newId('dis'),
    request_id: request.id,
    attempt_id: attempts.at(-1)!.id,
    gateway_ref: ref,
    amount_cents: request.amount_cents,
    reason,
    status: 'open',
    answer_by: secondsAfter(at, week),
    answer_url: paths.testBankDispute({ id: ref }),
    asked_at: at,
    created_at: at,
    updated_at: at,
  } as const
  disputes.push(dispute)
  addEvent(tale, 'dispute_opened', { actor: 'system', dispute_id: dispute.id })
}

export function endDispute(tale: Tale, status: 'won' | 'lost'): void {
  const dispute = tale.disputes.at(-1)!
  Object.assign(dispute, { status, answer_by: null, asked_at: tale.at, updated_at: tale.at })
  addEvent(tale, `dispute_${status}`, { actor: 'system', dispute_id: dispute.id })
}
