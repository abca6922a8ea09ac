/** What a customer receives. Pure: a bill in, texts out; nothing is stored or sent here. */
import type { Eta } from 'eta'
import type { Config } from '../config.ts'
import type { Language, Mode } from '../db/schema.ts'
import { catalogueOf } from '../i18n/catalogues.ts'
import { formatLastDay } from '../i18n/formats.ts'
import { formatAmount } from '../money.ts'
import { formatPhone } from '../requests/phone.ts'
import { countSegments, toGsm } from '../texters/segments.ts'
import { paths } from '../web/paths.ts'
import { commonLocals } from '../web/views.ts'

type MessageConfig = Pick<Config, 'brandName' | 'publicUrl' | 'mailer'>

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

/** The permalink. Built from `PUBLIC_URL` alone: no request's `Host` may choose where a customer pays. */
export function paymentLink(config: Pick<Config, 'publicUrl'>, token: string): string {
  return `${config.publicUrl}${paths.pay({ token })}`
}

export function composeRequestEmail(eta: Eta, config: MessageConfig, bill: MessageBill) {
  const link = paymentLink(config, bill.token)
  const html = eta.render('/messages/request_email', {
    ...commonLocals(config, bill.language),
    bill,
    link,
    subject: subjectOf(bill),
  })
  return { subject: subjectOf(bill), text: textOf(config, bill, link), html }
}

type SmsBill = Pick<MessageBill, 'mode' | 'amount_cents' | 'language' | 'merchant_name'>

/** In GSM-7: one other character and each segment holds 70 characters, not 160. */
export function composeRequestSms(bill: SmsBill, link: string): string {
  const { messages } = catalogueOf(bill.language)
  const merchant = gsmOnly(bill.merchant_name) || bill.merchant_name
  const text = messages.requestSms(merchant, toGsm(formatAmount(bill.amount_cents, bill.language)), link)
  return `${testMark(bill)}${text}`
}

// A line break would begin another header.
function subjectOf(bill: MessageBill): string {
  const { messages } = catalogueOf(bill.language)
  const subject = messages.requestSubject(bill.merchant_name, formatAmount(bill.amount_cents, bill.language))
  return `${testMark(bill)}${subject}`.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}

/** The same words as the HTML, in the same order. Plain text: a template would escape it. */
function textOf(config: MessageConfig, bill: MessageBill, link: string): string {
  const { checkout, footer, messages } = catalogueOf(bill.language)
  const amount = formatAmount(bill.amount_cents, bill.language)
  const reference = bill.reference && `${checkout.reference}${colon(bill.language)} ${bill.reference}`
  const phone = bill.contact_phone && formatPhone(bill.contact_phone)
  const paragraphs = [
    bill.mode === 'test' && `${checkout.testMode}. ${checkout.testModeHint}`,
    messages.requestIntro(bill.merchant_name, amount),
    [bill.description, reference].filter(Boolean).join('\n'),
    `${messages.requestLink}\n${link}`,
    messages.requestUntil(formatLastDay(bill.expires_at, bill.language)),
    messages.questions(bill.merchant_name),
    [bill.merchant_name, bill.contact_email, phone].filter(Boolean).join('\n'),
    `${footer.unknownMerchant}\n${messages.neverByReply}`,
    messages.sentBy(config.brandName, bill.merchant_name),
    `${footer.privacy}${colon(bill.language)} ${config.publicUrl}${paths.privacy}`,
  ]
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`
}

function testMark(bill: Pick<MessageBill, 'mode' | 'language'>): string {
  return bill.mode === 'test' ? `${catalogueOf(bill.language).messages.test} ` : ''
}

function colon(language: Language): string {
  return language === 'fr' ? '\u00A0:' : ':'
}

function gsmOnly(name: string): string {
  const characters = Array.from(toGsm(name)).filter((one) => countSegments(one).encoding === 'GSM-7')
  return characters.join('').trim()
}
