/** What a customer receives. Pure: a bill in, texts out; nothing is stored or sent here. */
import type { Eta } from 'eta'
import type { Config } from '../config.ts'
import type { Language, Mode } from '../db/schema.ts'
import { type Catalogue, catalogueOf } from '../i18n/catalogues.ts'
import { formatDay, formatLastDay } from '../i18n/formats.ts'
import { formatAmount } from '../money.ts'
import { countSegments, toGsm } from '../texters/segments.ts'
import { paths } from '../web/paths.ts'
import { composeLetter, type Letter, type LetterConfig, testMark } from './letter.ts'

/** What a message says of a request; whatever row has these columns will do. */
export interface MessageBill {
  token: string
  mode: Mode
  amount_cents: number
  description: string
  reference: string | null
  language: Language
  merchant_name: string
  contact_email: string
  contact_phone: string | null
  expires_at: Date
}

export type PaidBill = MessageBill & { paid_at: Date | null }

/** The permalink. Built from `PUBLIC_URL` alone: no request's `Host` may choose where a customer pays. */
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
    large: amount,
    button: messages.requestButton(amount),
    linkIntro: messages.requestLink,
    note: messages.requestUntil(formatLastDay(bill.expires_at, bill.language)),
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

export function receiptLetter(config: LetterConfig, bill: PaidBill): Letter {
  const { checkout, messages } = catalogueOf(bill.language)
  const amount = amountOf(bill)
  return {
    ...letterTo(config, bill),
    subject: messages.receiptSubject(bill.merchant_name, amount),
    intro: messages.receiptIntro(bill.merchant_name, amount),
    large: amount,
    stamp: { word: checkout.stamp, date: checkout.stampDate(formatDay(bill.paid_at!, bill.language)) },
    button: checkout.seeReceipt,
    link: receiptLink(config, bill),
    linkIntro: messages.receiptLink,
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

/** What all letters to a customer share. */
function letterTo(config: LetterConfig, bill: MessageBill) {
  const { messages } = catalogueOf(bill.language)
  const { merchant_name: name, contact_email: email } = bill
  return {
    language: bill.language,
    mode: bill.mode,
    description: bill.description,
    reference: bill.reference,
    fromName: name,
    replyTo: email,
    link: paymentLink(config, bill.token),
    paragraphs: [messages.questions(name)],
    contact: { name, email, phone: bill.contact_phone },
    smallPrint: [messages.neverByReply, messages.sentBy(config.brandName, name)],
  }
}

type SmsBill = Pick<MessageBill, 'mode' | 'amount_cents' | 'language' | 'merchant_name'>

export function composeRequestSms(bill: SmsBill, link: string): string {
  return composeText(bill, (words, merchant, amount) => words.requestSms(merchant, amount, link))
}

export function composeReminderSms(config: LetterConfig, bill: MessageBill): string {
  const day = formatLastDay(bill.expires_at, bill.language)
  const link = paymentLink(config, bill.token)
  return composeText(bill, (words, merchant, amount) => words.reminderSms(merchant, amount, day, link))
}

export function composeReceiptSms(config: LetterConfig, bill: MessageBill): string {
  const link = receiptLink(config, bill)
  return composeText(bill, (words, merchant, amount) => words.receiptSms(merchant, amount, link))
}

export function composeCancelSms(config: LetterConfig, bill: MessageBill): string {
  const link = paymentLink(config, bill.token)
  return composeText(bill, (words, merchant, amount) => words.cancelSms(merchant, amount, link))
}

/** In GSM-7: one other character and each segment holds 70 characters, not 160. */
function composeText(
  bill: SmsBill,
  write: (words: Catalogue['messages'], merchant: string, amount: string) => string,
): string {
  const merchant = gsmOnly(bill.merchant_name) || bill.merchant_name
  const text = write(catalogueOf(bill.language).messages, merchant, amountOf(bill))
  return toGsm(`${testMark(bill)}${text}`)
}

function gsmOnly(name: string): string {
  const characters = Array.from(toGsm(name)).filter((one) => countSegments(one).encoding === 'GSM-7')
  return characters.join('').trim()
}

const amountOf = (bill: SmsBill) => formatAmount(bill.amount_cents, bill.language)

const receiptLink = (config: LetterConfig, bill: MessageBill) => `${config.publicUrl}${paths.receipt(bill)}`
