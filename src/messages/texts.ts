/** Chooses the e-mail or SMS of a message by its purpose. */
import type { Eta } from 'eta'
import type { Config } from '../config/config.ts'
import { cleanLines, cleanParagraphs, cleanText } from '../domain/plain-text.ts'
import type { Purpose } from '../domain/words.ts'
import {
  cancelLetter,
  extensionLetter,
  paymentLink,
  receiptLetter,
  refundLetter,
  reminderLetter,
  requestLetter,
} from './compose.ts'
import type { Dispatch } from './dispatch-store.ts'
import { composeLetter, type Letter, type LetterConfig } from './letter.ts'
import { bouncedLetter, disputeLetter, paidLetter, refundFailedLetter } from './merchant-letters.ts'
import {
  composeCancelSms,
  composeExtensionSms,
  composeReceiptSms,
  composeRefundSms,
  composeReminderSms,
  composeRequestSms,
} from './sms.ts'

type TextsConfig = LetterConfig & Pick<Config, 'operator'>

const letters: Record<Purpose, (config: TextsConfig, dispatch: Dispatch) => Letter> = {
  request: requestLetter,
  reminder: reminderLetter,
  extension: extensionLetter,
  receipt: receiptLetter,
  cancel_notice: cancelLetter,
  refund_notice: refundLetter,
  paid_notice: paidLetter,
  bounced_notice: bouncedLetter,
  dispute_notice: disputeLetter,
  refund_failed_notice: refundFailedLetter,
}

/** Merchants are written to by e-mail only, so their notices have no SMS. */
const texts: Partial<Record<Purpose, (config: TextsConfig, dispatch: Dispatch) => string>> = {
  request: (config, dispatch) => composeRequestSms(dispatch, paymentLink(config, dispatch.token)),
  reminder: composeReminderSms,
  extension: composeExtensionSms,
  receipt: composeReceiptSms,
  cancel_notice: composeCancelSms,
  refund_notice: composeRefundSms,
}

/** Returns what a mailer needs, without the recipient. */
export function composeEmail(eta: Eta, config: TextsConfig, dispatch: Dispatch) {
  return composeLetter(eta, config, letters[dispatch.purpose](config, cleanWords(dispatch)))
}

/** Throws for a notice to a merchant. */
export function composeSms(config: TextsConfig, dispatch: Dispatch): string {
  const compose = texts[dispatch.purpose]
  if (!compose) throw new Error(`no SMS says ${dispatch.purpose}`)
  return compose(config, cleanWords(dispatch))
}

/**
 * Cleans the texts of a row. Forms do so too, but a row may have been written another way, and a sent message cannot
 * be called back.
 */
function cleanWords(dispatch: Dispatch): Dispatch {
  const { merchant_name, sms_name, legal_name, postal_address, description, message, reference } = dispatch
  return {
    ...dispatch,
    merchant_name: cleanText(merchant_name),
    sms_name: sms_name && cleanText(sms_name),
    legal_name: legal_name && cleanText(legal_name),
    postal_address: postal_address && cleanLines(postal_address).join('\n'),
    description: cleanText(description),
    message: message && cleanParagraphs(message),
    reference: reference && cleanText(reference),
  }
}
