import QRCode from 'qrcode'
import type { Deps } from '../../deps.ts'
import { NotFound } from '../../domain/errors.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import type { Catalogue } from '../../i18n/catalogues.ts'
import { paymentLink } from '../../messages/compose.ts'
import { composeOwnMail } from '../../messages/own-mail.ts'
import { composeOwnText } from '../../messages/own-text.ts'
import { listDisputes } from '../../payments/dispute-store.ts'
import { canExtend } from '../../requests/extend.ts'
import { listFamily } from '../../requests/family-store.ts'
import { canSchedule } from '../../requests/schedule.ts'
import { findCard, findRequest, type PaymentRequest } from '../../requests/store.ts'
import type { Flash } from '../../web/flash.ts'
import { describeHistory } from './history.ts'
import { writeSeenDetail } from './seen.ts'
import { emptySendForm, type SendForm } from './send-form.ts'
import { findSending } from './sending-store.ts'

/** Throws `NotFound` when the request is not this merchant's, or does not exist. */
export async function requireRequest({ db }: Deps, merchant: SignedIn, id: string): Promise<PaymentRequest> {
  const request = await findRequest(db, merchant.id, id)
  if (!request) throw new NotFound()
  return request
}

type RequestShown = Awaited<ReturnType<typeof describeRequest>>

/** Why a change was refused: what the page has a sentence for. */
export type Refusal = keyof (Catalogue['requests']['flash'] & Catalogue['refundFailures'])

/** The values of a request's page. `flash` says what has just happened to the request, or why nothing did. */
export async function describeRequest(
  { db, config }: Deps,
  merchant: SignedIn,
  request: PaymentRequest,
  flash?: Flash | Refusal,
  sendForm?: SendForm,
) {
  const link = paymentLink(config, request.token)
  const recipient = sendForm?.recipient ?? (request.email ?? request.phone)!
  const isPending = request.status === 'pending'
  const [{ history, older }, card, disputes, sending, family] = await Promise.all([
    describeHistory(db, merchant.id, request.id),
    request.paid_at ? findCard(db, merchant.id, request.id) : undefined,
    hasDispute(request) ? listDisputes(db, merchant.id, request.id) : [],
    isPending ? findSending(db, merchant.id, request.id, recipient) : undefined,
    request.family_id ? listFamily(db, merchant.id, request.family_id) : [],
  ])
  return {
    request,
    history,
    older,
    card,
    family,
    canSchedule: canSchedule(request),
    seen: writeSeenDetail(request, history[0]),
    link,
    qr: await QRCode.toString(link, { type: 'svg', margin: 2 }),
    ...describeOwnSending(merchant, request, link),
    followOwn: flash === 'created',
    canCancel: isPending,
    canSend: isPending,
    canExtend: canExtend(request),
    reopenUntil: findReopenEnd(request, history),
    disputes,
    canRefund: isRefundable(request),
    sendForm: sendForm ?? emptySendForm(request),
    smsOffered: config.texter !== 'none',
    lastMessage: sending?.lastMessage,
    suppression: sending?.suppression,
    canStopReminders: sending?.hasReminders && !request.reminders_stopped,
    flash,
    now: new Date(),
  }
}

/** What the merchant's own mail client or phone opens, when they send the request themselves. */
function describeOwnSending(
  merchant: SignedIn,
  { send_by, email, phone, ...request }: PaymentRequest,
  link: string,
) {
  const bill = { ...request, merchant_name: merchant.trade_name, sms_name: merchant.sms_name }
  return {
    mailto: send_by === 'own_mail' && email ? composeOwnMail(email, link, request.language) : undefined,
    ownText: send_by === 'own_phone' && phone ? composeOwnText({ ...bill, phone }, link) : undefined,
  }
}

/** A dispute that was won or closed is only in the history. */
const hasDispute = ({ disputed_cents, lost_cents }: PaymentRequest) => disputed_cents + lost_cents > 0

function isRefundable({ status, amount_cents, refunded_cents, disputed_cents, lost_cents }: PaymentRequest) {
  return status === 'paid' && disputed_cents === 0 && refunded_cents + lost_cents < amount_cents
}

/** Until when a request that was settled otherwise can be made pending again; the database decides in the end. */
function findReopenEnd({ status, erased_at }: PaymentRequest, history: History): Date | undefined {
  const settled = history.find(({ kind }) => kind === 'settled_otherwise')
  if (status !== 'settled_otherwise' || erased_at || !settled) return undefined
  const end = new Date(settled.created_at.getTime() + 24 * 3600 * 1000)
  return end > new Date() ? end : undefined
}

type History = Awaited<ReturnType<typeof describeHistory>>['history']

declare module '../../web/views.ts' {
  interface Views {
    'requests/detail': RequestShown
    'requests/_detail': RequestShown
    'requests/created': RequestShown
    'requests/detail_changes': RequestShown & { isOther: boolean }
  }
}
