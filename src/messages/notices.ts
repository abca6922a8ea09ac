/**
 * Queues notices when something happens to a request, in the transaction of that change. `settleAttempt` queues those
 * of a payment.
 */
import type { Trx } from '../db/connect.ts'
import { asksForMoney, type Purpose } from '../domain/words.ts'
import { findNoticeSettings, findUrgentAddresses } from '../merchants/store.ts'
import { type NewMessage, queueMessages } from '../outbox/queue-store.ts'
import { findRecipient, wasWrittenTo } from './store.ts'

/**
 * Tells a customer who was asked for money that they no longer owe it. A customer we never wrote to is told nothing.
 */
export async function queueCancelNotice(trx: Trx, requestId: string): Promise<void> {
  if (!(await wasWrittenTo(trx, requestId))) return
  const { channel, recipient } = await findRecipient(trx, requestId)
  await queueMessages(trx, requestId, [{ purpose: 'cancel_notice', channel, recipient }])
}

/** Tells the customer of a refund that has succeeded. */
export async function queueRefundNotice(trx: Trx, requestId: string, refundId: string): Promise<void> {
  const { channel, recipient } = await findRecipient(trx, requestId)
  await queueMessages(trx, requestId, [{ purpose: 'refund_notice', channel, recipient, refundId }])
}

/** Tells the merchant, and the owners too, that a refund they asked for did not happen: the customer still waits. */
export async function queueRefundFailedNotice(
  trx: Trx,
  merchantId: string,
  requestId: string,
  refundId: string,
): Promise<void> {
  await queueUrgentNotice(trx, merchantId, requestId, { purpose: 'refund_failed_notice', refundId })
}

/** Tells the merchant of a dispute. Owners are told too, whatever the settings say: it must be answered within days. */
export async function queueDisputeNotice(
  trx: Trx,
  merchantId: string,
  requestId: string,
  disputeId: string,
): Promise<void> {
  await queueUrgentNotice(trx, merchantId, requestId, { purpose: 'dispute_notice', disputeId })
}

async function queueUrgentNotice(
  trx: Trx,
  merchantId: string,
  requestId: string,
  notice: Pick<NewMessage, 'purpose' | 'refundId' | 'disputeId'>,
): Promise<void> {
  const recipients = await findUrgentAddresses(trx, merchantId)
  const notices = recipients.map((recipient) => ({ ...notice, channel: 'email' as const, recipient }))
  await queueMessages(trx, requestId, notices)
}

/** Tells the merchant that a customer was not reached. A notice that bounces causes no further notice. */
export async function queueBouncedNotice(
  trx: Trx,
  merchantId: string,
  message: { id: string; request_id: string; purpose: Purpose },
): Promise<void> {
  if (!asksForMoney(message)) return
  const settings = await findNoticeSettings(trx, merchantId)
  if (!settings.notify_bounced) return
  const notice = { purpose: 'bounced_notice', channel: 'email', aboutMessageId: message.id } as const
  const notices = settings.notice_emails.map((recipient) => ({ ...notice, recipient }))
  await queueMessages(trx, message.request_id, notices)
}
