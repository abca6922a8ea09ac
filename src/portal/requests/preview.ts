import type { Config } from '../../config/config.ts'
import { formatAmount, parseAmount } from '../../domain/money.ts'
import { cleanParagraphs, cleanText } from '../../domain/plain-text.ts'
import { countSegments } from '../../domain/segments.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import type { Language } from '../../domain/words.ts'
import { languages } from '../../domain/words.ts'
import { catalogueOf } from '../../i18n/catalogues.ts'
import type { Template } from '../../merchants/template-store.ts'
import { paymentLink } from '../../messages/compose.ts'
import { composeRequestSms } from '../../messages/sms.ts'
import type { suggestRecipients } from '../customers/suggestions.ts'
import type { FormErrors, FormValues } from './form.ts'
import type { findDayRange } from './form-days.ts'

const sampleToken = 'x'.repeat(22)
/** Stands where the amount will be. */
const noAmount = '—'

/** The message the customer will read, made of what has been typed so far. */
export function previewMessage(config: Config, merchant: SignedIn, values: FormValues) {
  const language: Language = languages.find((one) => one === values.language) ?? 'fr'
  const amount = parseAmount(values.amount)
  if (values.channel === 'sms') {
    const bill = {
      merchant_name: merchant.trade_name,
      sms_name: merchant.sms_name,
      amount_cents: amount.ok ? amount.value : 0,
      language,
      mode: merchant.mode,
    }
    const sms = composeRequestSms(bill, paymentLink(config, sampleToken))
    const text = amount.ok ? sms : sms.replace(/€?\s?\b0[.,]00\s?€?/u, noAmount)
    return { channel: 'sms', text, ...countSegments(sms) }
  }
  const t = catalogueOf(language).messages
  const formatted = amount.ok ? formatAmount(amount.value, language) : noAmount
  return {
    channel: 'email',
    subject: t.requestSubject(merchant.trade_name, formatted),
    intro: t.requestIntro(merchant.trade_name, formatted),
    description: cleanText(values.description) || '…',
    message: cleanParagraphs(values.message),
    button: t.requestButton(formatted),
  }
}

interface RequestForm {
  form: { values: FormValues; errors: FormErrors; unfolded: boolean }
  /** The request that this form has made already, when the form is sent again. */
  made: { id: string } | undefined
  range: ReturnType<typeof findDayRange>
  smsOffered: boolean
  templates: Template[]
  preview: ReturnType<typeof previewMessage>
  suggestions: Awaited<ReturnType<typeof suggestRecipients>>
}

declare module '../../web/views.ts' {
  interface Views {
    'requests/new': RequestForm
    'requests/form': RequestForm
    'requests/preview': { preview: ReturnType<typeof previewMessage> }
  }
}
