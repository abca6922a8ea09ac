/** Notices: what else is sent when something happens to a request, queued with the change itself. Of a payment: `settleAttempt`. */
import type { Trx } from '../db/connect.ts'
import type { Purpose } from '../domain/words.ts'
import { findNoticeSettings, findUrgentAddresses } from '../merchants/store.ts'
import { queueMessages } from '../outbox/queue-store.ts'
import { findRecipient, wasWrittenTo } from './store.ts'

/** A customer who was asked for money is told that they no longer owe it; one we never wrote to is not. */
export async function queueCancelNotice(trx: Trx, requestId: string): Promise<void> {
  if (!(await wasWrittenTo(trx, requestId))) return
  const { channel, recipient } = await findRecipient(trx, requestId)
  await queueMessages(trx, requestId, [{ purpose: 'cancel_notice', channel, recipient }])
}

export async function queueRefundNotice(trx: Trx, requestId: string, refundId: string): Promise<void> {
  const { channel, recipient } = await findRecipient(trx, requestId)
  await queueMessages(trx, requestId, [{ purpose: 'refund_notice', channel, recipient, refundId }])
}

/** Word of a dispute, to the owners too, whatever they are told of otherwise: it has to be answered within days. */
export async function queueDisputeNotice(
  trx: Trx,
  merchantId: string,
  requestId: string,
  disputeId: string,
): Promise<void> {
  const notice = { purpose: 'dispute_notice', channel: 'email', disputeId } as const
  const recipients = await findUrgentAddresses(trx, merchantId)
  await queueMessages(
    trx,
    requestId,
    recipients.map((recipient) => ({ ...notice, recipient })),
  )
}

/** Word to the merchant that their customer has not been reached. A notice that bounces makes no further notice. */
export async function queueBouncedNotice(
  trx: Trx,
  merchantId: string,
  message: { id: string; request_id: string; purpose: Purpose },
): Promise<void> {
  if (message.purpose !== 'request' && message.purpose !== 'reminder') return
  const settings = await findNoticeSettings(trx, merchantId)
  if (!settings.notify_bounced) return
  const notice = { purpose: 'bounced_notice', channel: 'email', aboutMessageId: message.id } as const
  const notices = settings.notice_emails.map((recipient) => ({ ...notice, recipient }))
  await queueMessages(trx, message.request_id, notices)
}
