/** Composes the e-mails that customers receive. Pure: nothing is stored or sent here. */
import type { Eta } from 'eta'
import type { Config } from '../config/config.ts'
import { formatDay } from '../domain/formats.ts'
import type { Letterhead } from '../domain/letterhead.ts'
import { formatAmount } from '../domain/money.ts'
import type { Language, Mode } from '../domain/words.ts'
import { catalogueOf } from '../i18n/catalogues.ts'
import { sayDeadline } from '../i18n/deadline.ts'
import { paths } from '../web/paths.ts'
import { composeLetter, type Letter, type LetterConfig } from './letter.ts'

/** What a message says of a request. Any row with these columns will do. */
export interface MessageBill extends Letterhead {
  token: string
  mode: Mode
  amount_cents: number
  description: string
  message: string | null
  reference: string | null
  language: Language
  expires_at: Date
  reply_to: string | null
  sms_name: string | null
}

export type PaidBill = MessageBill & { paid_at: Date | null }
export type RefundedBill = MessageBill & { refund_cents: number | null }

/**
 * The permanent link. It is built from `PUBLIC_URL` only: the `Host` of some request must not decide where customers
 * pay.
 */
export function paymentLink(config: Pick<Config, 'publicUrl'>, token: string): string {
  return `${config.publicUrl}${paths.pay({ token })}`
}

export function composeRequestEmail(eta: Eta, config: LetterConfig, bill: MessageBill) {
  return composeLetter(eta, config, requestLetter(config, bill))
}

export function requestLetter(config: LetterConfig, bill: MessageBill): Letter {
  const { footer, messages } = catalogueOf(bill.language)
  const letter = letterTo(config, bill)
  const amount = amountOf(bill)
  return {
    ...letter,
    subject: messages.requestSubject(bill.merchant_name, amount),
    intro: messages.requestIntro(bill.merchant_name, amount),
    message: bill.message,
    large: amount,
    button: messages.requestButton(amount),
    linkIntro: messages.requestLink,
    note: messages.requestUntil(sayDeadline(bill.expires_at, bill.language)),
    smallPrint: [footer.unknownMerchant, ...letter.smallPrint],
  }
}

export function reminderLetter(config: LetterConfig, bill: MessageBill): Letter {
  const { messages } = catalogueOf(bill.language)
  const letter = requestLetter(config, bill)
  return {
    ...letter,
    subject: messages.reminderSubject(bill.merchant_name, amountOf(bill)),
    intro: messages.reminderIntro(bill.merchant_name, amountOf(bill)),
    paragraphs: [messages.reminderPaid, ...letter.paragraphs],
  }
}

export function extensionLetter(config: LetterConfig, bill: MessageBill): Letter {
  const { messages } = catalogueOf(bill.language)
  return {
    ...requestLetter(config, bill),
    subject: messages.extensionSubject(bill.merchant_name, amountOf(bill)),
    intro: messages.extensionIntro(bill.merchant_name, amountOf(bill)),
  }
}

export function receiptLetter(config: LetterConfig, bill: PaidBill): Letter {
  const { checkout, messages, receipt } = catalogueOf(bill.language)
  const amount = amountOf(bill)
  const letter = letterTo(config, bill)
  return {
    ...letter,
    subject: messages.receiptSubject(bill.merchant_name, amount),
    intro: messages.receiptIntro(bill.merchant_name, amount),
    large: amount,
    stamp: { word: checkout.stamp, date: checkout.stampDate(formatDay(bill.paid_at!, bill.language)) },
    button: checkout.seeReceipt,
    link: receiptLink(config, bill),
    linkIntro: messages.receiptLink,
    paragraphs: [receipt.notInvoice, ...letter.paragraphs],
  }
}

export function cancelLetter(config: LetterConfig, bill: MessageBill): Letter {
  const { messages } = catalogueOf(bill.language)
  return {
    ...letterTo(config, bill),
    subject: messages.cancelSubject(bill.merchant_name, amountOf(bill)),
    intro: messages.cancelIntro(bill.merchant_name, amountOf(bill)),
    large: messages.nothingToPay,
    linkIntro: messages.cancelLink,
  }
}

/** `refund_cents`: integer cents that were given back. */
export function refundLetter(config: LetterConfig, bill: RefundedBill): Letter {
  const { messages } = catalogueOf(bill.language)
  const amount = formatAmount(bill.refund_cents!, bill.language)
  return {
    ...letterTo(config, bill),
    subject: messages.refundSubject(bill.merchant_name, amount),
    intro: messages.refundIntro(bill.merchant_name, amount),
    large: amount,
    link: receiptLink(config, bill),
    linkIntro: messages.refundLink,
  }
}

/** What all letters to a customer share. */
function letterTo(config: LetterConfig, bill: MessageBill) {
  const { messages } = catalogueOf(bill.language)
  const { merchant_name: name } = bill
  return {
    language: bill.language,
    mode: bill.mode,
    description: bill.description,
    reference: bill.reference,
    fromName: name,
    replyTo: bill.reply_to ?? bill.contact_email,
    link: paymentLink(config, bill.token),
    paragraphs: [messages.questions(name)],
    letterhead: bill,
    smallPrint: [messages.neverByReply, messages.sentBy(config.brandName, name)],
  }
}

export const amountOf = (bill: Pick<MessageBill, 'amount_cents' | 'language'>) =>
  formatAmount(bill.amount_cents, bill.language)

export const receiptLink = (config: LetterConfig, bill: MessageBill) =>
  `${config.publicUrl}${paths.receipt(bill)}`
