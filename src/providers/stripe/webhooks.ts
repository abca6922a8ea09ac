/** Stripe's webhooks to a merchant's endpoint. An event only says that something is worth asking about. */
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'
import { NotFound } from '../../domain/errors.ts'
import { findAttempt } from '../../payments/attempt-store.ts'
import { insertGatewayEvent, isGatewayEventKnown } from '../../payments/gateway-event-store.ts'
import { hastenLook } from '../../payments/look-store.ts'
import { recordOutcomeIn } from '../../payments/record-attempt.ts'
import { recordDecline } from '../../payments/record-decline.ts'
import { recordReportedMovement } from '../../payments/record-movement.ts'
import { patterns } from '../../web/patterns.ts'
import { keepJsonRaw, webhook } from '../http/webhook.ts'
import { findWebhookSecrets } from '../keys/webhook-secret-store.ts'
import { declineIn } from './declines.ts'
import { readEvent, type StripeEvent } from './signature.ts'

class BadSignature extends Error {
  readonly statusCode = 400
}

const sessionEvents = /^checkout\.session\.(completed|expired|async_payment_(succeeded|failed))$/
const declineEvent = 'payment_intent.payment_failed'
const refundEvents = /^(charge\.)?refund\.(created|updated|failed)$/
const disputeEvents = /^charge\.dispute\.(created|updated|closed|funds_withdrawn|funds_reinstated)$/

export async function stripeWebhooks(app: FastifyInstance, deps: Deps): Promise<void> {
  keepJsonRaw(app)
  const largeWebhook = { ...webhook, bodyLimit: 256 * 1024 }

  app.post<{ Params: { merchant: string } }>(patterns.gatewayWebhook('stripe'), largeWebhook, async (req) => {
    const merchantId = req.params.merchant
    const secrets = await findWebhookSecrets(deps.db, merchantId, 'stripe', deps.config.appSecret)
    if (secrets.length === 0) throw new NotFound()
    const event = readEvent(req.body, req.headers['stripe-signature'], secrets)
    if (!event) throw new BadSignature()
    if (sessionEvents.test(event.type)) await recordSessionEvent(deps, merchantId, event)
    if (event.type === declineEvent) await recordDeclineEvent(deps, merchantId, event)
    await recordMovementEvent(deps, merchantId, event)
    return ''
  })
}

/** Throws when it cannot learn what became of the session, so that Stripe sends the event again. */
async function recordSessionEvent(
  { db, gateways }: Deps,
  merchantId: string,
  event: StripeEvent,
): Promise<void> {
  const { id: ref, metadata } = event.data.object
  const attempt = await findAttempt(db, metadata?.attempt_id ?? '')
  if (attempt?.gateway !== 'stripe' || !isOf(attempt, merchantId, event)) return
  // Until Stripe's answer to us is recorded, this is the only id we have for the session.
  if (attempt.gateway_ref !== null && attempt.gateway_ref !== ref) return
  if (await isGatewayEventKnown(db, 'stripe', event.id)) return
  const gateway = await gateways.forAttempt(attempt)
  if (!gateway) throw new Error(`attempt ${attempt.id} was made with keys that are gone`)
  const outcome = await gateway.find({ ...attempt.charge, ref })
  await db.transaction().execute(async (trx) => {
    const isFirst = await insertGatewayEvent(trx, 'stripe', event.id)
    if (isFirst && outcome) await recordOutcomeIn(trx, attempt, outcome)
  })
}

/**
 * Stripe keeps only the last decline of a payment, so each one is read from its own event, which is signed. It moves no
 * money: it is a line of the history.
 */
async function recordDeclineEvent({ db }: Deps, merchantId: string, event: StripeEvent): Promise<void> {
  const { metadata, last_payment_error: error } = event.data.object
  const decline = declineIn(error)
  const attempt = decline && (await findAttempt(db, metadata?.attempt_id ?? ''))
  if (attempt?.gateway === 'stripe' && isOf(attempt, merchantId, event))
    await recordDecline(db, attempt, decline!)
}

/** A row is inserted once and ends once, whoever hears of it first, so copies of an event do no harm. */
async function recordMovementEvent(
  { db, gateways }: Deps,
  merchantId: string,
  { type, mode, data }: StripeEvent,
): Promise<void> {
  const account = { gateway: 'stripe', merchantId, mode }
  if (refundEvents.test(type)) await recordReportedMovement(db, gateways, account, 'refund', data.object.id)
  if (disputeEvents.test(type)) await recordReportedMovement(db, gateways, account, 'dispute', data.object.id)
  // The event names the charge, but not the refund.
  if (type === 'charge.refunded') await hastenLook(db, account, 'refund')
}

function isOf(
  { charge }: { charge: { merchantId: string; mode: string } },
  merchantId: string,
  { mode }: StripeEvent,
): boolean {
  return charge.merchantId === merchantId && charge.mode === mode
}
