/**
 * Composes the e-mails that a merchant's team receives about a request: in the reader's language, or in French when
 * the address has no account.
 */

import type { Config } from '../config/config.ts'
import { spellEmail } from '../domain/email.ts'
import { formatDayAndTime } from '../domain/formats.ts'
import { formatAmount } from '../domain/money.ts'
import { formatPhone } from '../domain/phone.ts'
import type { Language } from '../domain/words.ts'
import { catalogueOf } from '../i18n/catalogues.ts'
import { sayDeadline } from '../i18n/deadline.ts'
import { paths } from '../web/paths.ts'
import type { Dispatch } from './dispatch-store.ts'
import type { Letter, LetterConfig } from './letter.ts'

type NoticeConfig = LetterConfig & Pick<Config, 'operator'>

export function paidLetter(config: NoticeConfig, dispatch: Dispatch): Letter {
  const language = languageOf(dispatch)
  const { checkout, notices, statuses } = catalogueOf(language)
  const customer = nameOf((dispatch.email ?? dispatch.phone)!)
  const amount = formatAmount(dispatch.amount_cents, language)
  const late = dispatch.paid_after
  return {
    ...letterTo(config, dispatch),
    subject: (late ? notices.paidLateSubject[late] : notices.paidSubject)(customer, amount),
    ...(late ? { problem: notices.paidLate[late] } : {}),
    intro: notices.paidIntro(customer, amount),
    large: amount,
    stamp: { word: statuses.paid, date: checkout.stampDate(formatDayAndTime(dispatch.paid_at!, language)) },
    button: notices.paidButton,
    linkIntro: notices.paidLink,
  }
}

/** Names the address the message was sent to; the request's address may have been corrected since. */
export function bouncedLetter(config: NoticeConfig, dispatch: Dispatch): Letter {
  const language = languageOf(dispatch)
  const { messageFailures, notices } = catalogueOf(language)
  const customer = nameOf((dispatch.about_recipient ?? dispatch.email ?? dispatch.phone)!)
  const amount = formatAmount(dispatch.amount_cents, language)
  return {
    ...letterTo(config, dispatch),
    subject: notices.bouncedSubject(customer, amount),
    intro: notices.bouncedIntro(customer, amount),
    problem: messageFailures[dispatch.about_reason ?? 'other'],
    button: notices.bouncedButton,
    linkIntro: notices.bouncedLink,
    note: notices.bouncedAdvice,
  }
}

/** Also goes to owners, who cannot switch it off: a dispute must be answered within days. */
export function disputeLetter(config: NoticeConfig, dispatch: Dispatch): Letter {
  const language = languageOf(dispatch)
  const { disputeReasons, notices } = catalogueOf(language)
  const { dispute_status: status, dispute_answer_by: answerBy } = dispatch
  const customer = nameOf((dispatch.email ?? dispatch.phone)!)
  const amount = formatAmount(dispatch.dispute_cents!, language)
  const awaited = answerBy
    ? notices.disputeAnswerBy(sayDeadline(answerBy, language))
    : notices.disputeNoAnswer
  return {
    ...letterTo(config, dispatch),
    subject: notices.disputeSubject(customer, amount),
    intro: notices.disputeIntro(customer, amount),
    large: amount,
    problem: disputeReasons[dispatch.dispute_reason!],
    paragraphs: [status && status !== 'open' ? notices.disputeEnded[status] : awaited],
    button: notices.disputeButton,
    linkIntro: notices.disputeLink,
    smallPrint: [notices.urgentSettings(config.brandName)],
  }
}

/** Also goes to owners, who cannot switch it off: their customer was told nothing, and waits for the money. */
export function refundFailedLetter(config: NoticeConfig, dispatch: Dispatch): Letter {
  const language = languageOf(dispatch)
  const { notices, refundFailures } = catalogueOf(language)
  const customer = nameOf((dispatch.email ?? dispatch.phone)!)
  const amount = formatAmount(dispatch.refund_cents!, language)
  const { reason, advice } = refundFailures[dispatch.refund_failure ?? 'other']
  return {
    ...letterTo(config, dispatch),
    subject: notices.refundFailedSubject(customer, amount),
    intro: notices.refundFailedIntro(customer, amount),
    large: amount,
    problem: reason,
    paragraphs: [advice],
    button: notices.refundFailedButton,
    linkIntro: notices.refundFailedLink,
    smallPrint: [notices.urgentSettings(config.brandName)],
  }
}

function letterTo(config: NoticeConfig, dispatch: Dispatch) {
  return {
    language: languageOf(dispatch),
    mode: dispatch.mode,
    description: dispatch.description,
    reference: dispatch.reference,
    fromName: config.brandName,
    replyTo: config.operator.supportEmail,
    link: `${config.publicUrl}${paths.request(dispatch)}`,
    paragraphs: [],
    smallPrint: [catalogueOf(languageOf(dispatch)).notices.settings(config.brandName)],
  }
}

const languageOf = ({ reader_language }: Dispatch): Language => reader_language ?? 'fr'

const nameOf = (recipient: string) =>
  recipient.includes('@') ? spellEmail(recipient) : formatPhone(recipient)
