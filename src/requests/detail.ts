import QRCode from 'qrcode'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../merchants/session.ts'
import { paymentLink } from '../messages/compose.ts'
import { composeOwnMail } from '../messages/own-mail.ts'
import type { Notice } from '../web/flash.ts'
import type { CancelRefusal } from './cancel.ts'
import { listEvents } from './history-store.ts'
import type { PaymentRequest } from './store.ts'

/** What the detail of a request shows; `notice` is what has just happened to it, if anything. */
export async function describeRequest(
  { db, config }: Deps,
  merchant: SignedIn,
  request: PaymentRequest,
  notice?: Notice | CancelRefusal,
) {
  const link = paymentLink(config, request.token)
  return {
    request,
    history: await listEvents(db, merchant.id, request.id),
    link,
    qr: await QRCode.toString(link, { type: 'svg', margin: 2 }),
    mailto: request.own_mail && request.email ? composeOwnMail(request.email, link) : undefined,
    followMailto: request.own_mail && notice === 'created',
    canCancel: request.status === 'pending',
    notice,
    now: new Date(),
  }
}
