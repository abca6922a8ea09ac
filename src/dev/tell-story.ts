/** Writes the rows of a story, as they would be if it had happened. */
import { sendingTime } from '../domain/calendar.ts'
import { addDays, endOfDay, isoDay } from '../domain/formats.ts'
import { newId, newToken } from '../domain/ids.ts'
import type { DisputeReason } from '../domain/movement.ts'
import type { Actor, Status } from '../domain/request-lifecycle.ts'
import { centsOf, readMoment, readStep, type Story, secondsAfter } from './stories.ts'
import { addEvent, type Tale, type Teller } from './tale.ts'
import { tellAttempt } from './tell-attempt.ts'
import { contest, endDispute } from './tell-dispute.ts'

export function tellStory(story: Story, now: Date, teller: Teller): Tale {
  const [ago, by, , , , , , , ...steps] = story
  const at = readMoment(ago, -1, now, now)
  const request = openRequest(story, at, teller)
  const tale: Tale = {
    teller,
    at,
    request,
    messages: [],
    attempts: [],
    charges: [],
    refunds: [],
    disputes: [],
    events: [],
  }
  addEvent(tale, 'created', { actor: 'merchant', status_before: null })
  const isSent = by !== 'own mail' && !steps[0]?.startsWith('planned')
  if (isSent) send(tale, secondsAfter(at, 600) < now && steps[0] !== 'bounced')
  for (const step of steps) {
    const { moment, deed, detail } = readStep(step)
    if (moment) tale.at = readMoment(moment, 1, tale.at, request.created_at)
    happen(tale, deed, detail)
  }
  return tale
}

function openRequest(story: Story, at: Date, { merchantId, userId }: Teller): Tale['request'] {
  const [, by, to, language, amount, description, reference, daysToPay] = story
  return {
    id: newId('pay'),
    merchant_id: merchantId,
    token: newToken(),
    mode: 'test',
    amount_cents: centsOf(amount),
    channel: by === 'sms' ? 'sms' : 'email',
    email: by === 'sms' ? null : to,
    phone: by === 'sms' ? to : null,
    send_by: by === 'own mail' ? 'own_mail' : 'us',
    language,
    description,
    reference,
    expires_on: addDays(isoDay(at), daysToPay),
    status: 'pending',
    paid_at: null,
    paid_after: null,
    idempotency_key: newToken(),
    created_by: userId,
    created_at: at,
  }
}

/** The provider takes a message at once, and reports its delivery a little later. */
function send(tale: Tale, isDelivered: boolean): void {
  const { id: request_id, channel, email, phone, created_at } = tale.request
  const message = {
    id: newId('msg'),
    request_id,
    purpose: 'request',
    channel,
    recipient: (email ?? phone)!,
  } as const
  const about = { actor: 'system', message_id: message.id } as const
  tale.at = secondsAfter(created_at, 2)
  addEvent(tale, 'message_sent', about)
  if (isDelivered) {
    tale.at = secondsAfter(created_at, 40)
    addEvent(tale, 'message_delivered', about)
  }
  tale.messages.push({
    ...message,
    status: isDelivered ? 'delivered' : 'sent',
    created_at,
    updated_at: tale.at,
  })
}

function happen(tale: Tale, deed: string, detail: string | undefined): void {
  if (deed === 'cancelled' || deed === 'settled_otherwise') changeStatus(tale, deed, 'merchant')
  else if (deed === 'expired') expire(tale)
  else if (deed === 'bounced') bounce(tale)
  else if (deed === 'planned') plan(tale, Number(detail))
  else if (deed === 'disputed') contest(tale, detail as DisputeReason)
  else if (deed === 'dispute_won') endDispute(tale, 'won')
  else if (deed === 'dispute_lost') endDispute(tale, 'lost')
  else if (deed === 'refunded') refund(tale, detail ? centsOf(detail) : tale.request.amount_cents)
  else if (tellAttempt(tale, deed, detail) === 'succeeded') changeStatus(tale, 'paid', 'customer')
}

/** `seedDemo` queues its message. */
function plan({ request }: Tale, days: number): void {
  request.send_at = sendingTime(addDays(isoDay(request.created_at), days), 'FR')
}

/** The address does not exist, and the merchant has not corrected it yet. */
function bounce(tale: Tale): void {
  const message = tale.messages.at(-1)!
  tale.at = secondsAfter(tale.at, 30)
  Object.assign(message, { status: 'bounced', failure_reason: 'unknown_address', updated_at: tale.at })
  addEvent(tale, 'message_bounced', { actor: 'system', message_id: message.id! })
}

/** The sweep runs every minute. */
function expire(tale: Tale): void {
  tale.at = secondsAfter(endOfDay(tale.request.expires_on), 20)
  changeStatus(tale, 'expired', 'system')
}

function changeStatus(tale: Tale, status: Exclude<Status, 'pending'>, actor: Actor): void {
  const { request, at } = tale
  const before = request.status
  request.status = status
  if (status === 'paid') {
    request.paid_at = at
    request.paid_after = before === 'pending' || before === 'paid' ? null : before
  }
  const attempt_id = status === 'paid' ? tale.attempts.at(-1)!.id : null
  addEvent(tale, status, { actor, status_before: before, attempt_id })
}

/** The merchant asks for it, and the test bank makes it at once. */
function refund(tale: Tale, amount_cents: number): void {
  const { refunds, request, teller, at } = tale
  const id = newId('ref')
  addEvent(tale, 'refund_started', { actor: 'merchant', refund_id: id })
  tale.at = secondsAfter(at, 2)
  addEvent(tale, 'refund_succeeded', { actor: 'system', refund_id: id })
  refunds.push({
    id,
    request_id: request.id,
    amount_cents,
    status: 'succeeded',
    gateway_ref: id,
    created_by: teller.userId,
    created_at: at,
    updated_at: tale.at,
  })
}
