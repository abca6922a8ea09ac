/** Example data for /_design: a request with each label, and what may have happened to one. */
import type { Label, Status } from '../domain/request-lifecycle.ts'

const day = 24 * 60 * 60 * 1000

const states: Record<Label, object> = {
  pending: {},
  paid: { status: 'paid' },
  cancelled: { status: 'cancelled' },
  expired: { status: 'expired' },
  settled_otherwise: { status: 'settled_otherwise' },
  partially_refunded: { status: 'paid', refunded_cents: 5_000 },
  refunded: { status: 'paid', refunded_cents: 24_900 },
  disputed: { status: 'paid', disputed_cents: 24_900 },
  dispute_lost: { status: 'paid', lost_cents: 24_900 },
  paid_after_cancelled: { status: 'paid', paid_after: 'cancelled' },
  paid_after_expired: { status: 'paid', paid_after: 'expired' },
  paid_after_settled_otherwise: { status: 'paid', paid_after: 'settled_otherwise' },
}

export const troubles = ['failed', 'bounced', 'uncertain'] as const

export function requestOf(label: Label, now: Date) {
  return {
    id: `example-${label}`,
    status: 'pending' as Status,
    amount_cents: 24_900,
    refunded_cents: 0,
    disputed_cents: 0,
    lost_cents: 0,
    paid_after: null,
    channel: 'email',
    email: 'lea.martin@courriel.example',
    phone: null,
    description: 'Facture 2026-118, lampe Arc',
    message_problem: null,
    created_at: new Date(now.getTime() - day),
    ...states[label],
  }
}

/** A payment that was tried twice, the newest event first. */
export function history(now: Date) {
  const event = {
    ...{
      actor: 'system',
      user_id: null,
      author: null,
      recipient: null,
      purpose: 'request',
      channel: 'email',
    },
    ...{ moved_cents: null, failure_reason: null, failure_code: null, refund_failure: null, gateway: null },
  }
  const kinds = [
    { kind: 'paid', actor: 'customer', moved_cents: 24_900 },
    { kind: 'attempt_declined', actor: 'customer', failure_code: 'card_declined' },
    { kind: 'message_bounced', failure_reason: 'mailbox_full', recipient: 'lea.martin@courriel.example' },
    { kind: 'message_sent', recipient: 'lea.martin@courriel.example' },
    { kind: 'created', actor: 'merchant', author: 'Camille Aubert' },
  ]
  return kinds.map((one, index) => ({
    ...event,
    ...one,
    created_at: new Date(now.getTime() - (index * day) / 4),
  }))
}

export function disputes(now: Date) {
  const dispute = {
    amount_cents: 24_900,
    reason: 'not_received',
    gateway: 'stripe',
    answer_url: null,
  }
  return [
    { ...dispute, id: 'example-open', status: 'open', answer_by: new Date(now.getTime() + 7 * day) },
    { ...dispute, id: 'example-lost', status: 'lost', answer_by: null },
  ]
}
