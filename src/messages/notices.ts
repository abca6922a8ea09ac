/** Receipts and notices: what else is sent when something happens to a request, queued with the change itself. */
import type { Trx } from '../db/connect.ts'
import type { Purpose } from '../db/schema.ts'
import { findNoticeSettings } from '../merchants/store.ts'
import { queueMessage } from './queue.ts'
import { findRecipient, type NewMessage, wasWrittenTo } from './store.ts'

/** The customer's receipt, by the channel of the request, and word to the merchant if they want it. */
export async function queuePaidNotices(trx: Trx, requestId: string): Promise<void> {
  const { merchant_id, channel, recipient } = await findRecipient(trx, requestId)
  await queueMessage(trx, requestId, { purpose: 'receipt', channel, recipient })
  const settings = await findNoticeSettings(trx, merchant_id)
  if (settings.notify_paid)
    await queueToMerchant(trx, requestId, settings.notice_emails, { purpose: 'paid_notice' })
}

/** A customer who was asked for money is told that they no longer owe it; one we never wrote to is not. */
export async function queueCancelNotice(trx: Trx, requestId: string): Promise<void> {
  if (!(await wasWrittenTo(trx, requestId))) return
  const { channel, recipient } = await findRecipient(trx, requestId)
  await queueMessage(trx, requestId, { purpose: 'cancel_notice', channel, recipient })
}

export async function queueRefundNotice(trx: Trx, requestId: string, refundId: string): Promise<void> {
  const { channel, recipient } = await findRecipient(trx, requestId)
  await queueMessage(trx, requestId, { purpose: 'refund_notice', channel, recipient, refundId })
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
  const notice = { purpose: 'bounced_notice', aboutMessageId: message.id } as const
  await queueToMerchant(trx, message.request_id, settings.notice_emails, notice)
}

async function queueToMerchant(
  trx: Trx,
  requestId: string,
  emails: string[],
  notice: Pick<NewMessage, 'purpose' | 'aboutMessageId'>,
): Promise<void> {
  for (const recipient of emails)
    await queueMessage(trx, requestId, { ...notice, channel: 'email', recipient })
}
