/** Composes the SMS that customers receive: fixed texts, in GSM-7. Pure: nothing is stored or sent here. */

import { shortenName } from '../domain/name.ts'
import { countSegments, toGsm } from '../domain/segments.ts'
import { type Catalogue, catalogueOf } from '../i18n/catalogues.ts'
import { sayDeadline, sayShortDeadlines } from '../i18n/deadline.ts'
import { amountOf, type MessageBill, paymentLink, type RefundedBill, receiptLink } from './compose.ts'
import { type LetterConfig, testMark } from './letter.ts'

type SmsBill = Pick<MessageBill, 'mode' | 'amount_cents' | 'language' | 'merchant_name' | 'sms_name'>

export function composeRequestSms(bill: SmsBill, link: string): string {
  return composeText(bill, (words, merchant, amount) => words.requestSms(merchant, amount, link))
}

export function composeReminderSms(config: LetterConfig, bill: MessageBill): string {
  return composeDatedSms(config, bill, 'reminderSms')
}

export function composeExtensionSms(config: LetterConfig, bill: MessageBill): string {
  return composeDatedSms(config, bill, 'extensionSms')
}

/** The deadline has its time and its zone, in the longest of its forms that does not cost a second segment. */
function composeDatedSms(
  config: LetterConfig,
  bill: MessageBill,
  text: 'reminderSms' | 'extensionSms',
): string {
  const { expires_at: end, language } = bill
  const link = paymentLink(config, bill.token)
  const write = (deadline: string) =>
    composeText(bill, (words, merchant, amount) => words[text](merchant, amount, deadline, link))
  const texts = [sayDeadline(end, language), ...sayShortDeadlines(end, language)].map(write)
  return texts.find((one) => countSegments(one).segments === 1) ?? texts.at(-1)!
}

export function composeReceiptSms(config: LetterConfig, bill: MessageBill): string {
  const link = receiptLink(config, bill)
  return composeText(bill, (words, merchant, amount) => words.receiptSms(merchant, amount, link))
}

export function composeRefundSms(config: LetterConfig, bill: RefundedBill): string {
  const refund = { ...bill, amount_cents: bill.refund_cents! }
  return composeText(refund, (words, merchant, amount) =>
    words.refundSms(merchant, amount, receiptLink(config, bill)),
  )
}

export function composeCancelSms(config: LetterConfig, bill: MessageBill): string {
  const link = paymentLink(config, bill.token)
  return composeText(bill, (words, merchant, amount) => words.cancelSms(merchant, amount, link))
}

/** Keeps to GSM-7: with one other character, a segment holds 70 characters instead of 160. */
function composeText(
  bill: SmsBill,
  write: (words: Catalogue['messages'], merchant: string, amount: string) => string,
): string {
  const name = bill.sms_name ?? shortenName(bill.merchant_name)
  const merchant = gsmOnly(name) || name
  const text = write(catalogueOf(bill.language).messages, merchant, amountOf(bill))
  return toGsm(`${testMark(bill)}${text}`)
}

function gsmOnly(name: string): string {
  const characters = Array.from(toGsm(name)).filter((one) => countSegments(one).encoding === 'GSM-7')
  return characters.join('').trim()
}
