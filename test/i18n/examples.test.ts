/** Whoever is told "for example 49.90" can type it: the example of a sentence is taken by the field it is about. */
import t from 'tap'
import { parseAccent } from '../../src/domain/accent.ts'
import { readAddress } from '../../src/domain/address.ts'
import { parseEmail } from '../../src/domain/email.ts'
import { formatDay } from '../../src/domain/formats.ts'
import { maxAmountCents, parseAmount } from '../../src/domain/money.ts'
import { defaultSmsCountries, parseMobile, readPhone } from '../../src/domain/phone.ts'
import { minRefundCents } from '../../src/domain/refund.ts'
import { parseSender } from '../../src/domain/sender.ts'
import { readDay } from '../../src/domain/typed-day.ts'
import { languages, portalLanguages } from '../../src/domain/words.ts'
import { catalogueOf } from '../../src/i18n/catalogues.ts'
import { readCard } from '../../src/providers/sandbox/cards.ts'

type Sentence = string | ((...details: string[]) => string)
type Sentences = Record<string, Sentence>

/** `a` or `b`: what follows "for example" in any of the six languages, to the end of the sentence or of the clause. */
function examplesOf(sentence: string): string[] {
  const [, named] =
    /(?:par exemple|Exemple :|for example|Example:|such as|ad esempio|por ejemplo|zum Beispiel|bijvoorbeeld) (.+?)(?:\.?$|\. [A-Z]|, (?:or|ou) )/u.exec(
      sentence.replaceAll('\u00A0', ' '),
    ) ?? []
  return named?.split(/ (?:ou|or) /) ?? []
}

const isDay = (text: string) => readDay(text) !== undefined
const isEmail = (text: string) => parseEmail(text).ok
const isMobile = (text: string) => parseMobile(text, defaultSmsCountries).ok
const isCard = (field: string) => (text: string) => {
  const read = readCard({ [field]: text }, new Date('2026-11-27'))
  return !read.ok && !(field in read.errors)
}

for (const lang of portalLanguages) {
  const { requests, imports, merchants, accounts, team, signUp, customers } = catalogueOf(lang)
  const { settings } = merchants
  const days = ['2026-11-27', '2027-02-01'].map((day) => formatDay(new Date(`${day}T12:00:00Z`), lang))
  const refund = { min: minRefundCents, max: maxAmountCents }
  const fields: Record<string, [sentences: object, takes: (example: string) => boolean]> = {
    amount: [requests.problems.amount, (text) => parseAmount(text).ok],
    'amount of a refund': [requests.refund.problems, (text) => parseAmount(text, refund).ok],
    email: [requests.problems.email, isEmail],
    phone: [requests.problems.phone, isMobile],
    expires_on: [requests.problems.expires_on, isDay],
    'first day of the list': [requests.filter.problems.from, isDay],
    'last day of the list': [{ unreadable: requests.filter.problems.to.unreadable }, isDay],
    'recipient of a line': [imports.problems.email, (text) => isEmail(text) || isMobile(text)],
    'phone of a line': [imports.problems.phone, isMobile],
    'expiry of a line': [imports.problems.expires_on, isDay],
    contact_email: [settings.problems.contact_email, isEmail],
    contact_phone: [settings.problems.contact_phone, (text) => readPhone(text) !== undefined],
    reply_to: [settings.problems.reply_to, isEmail],
    notice_emails: [settings.problems.notice_emails, isEmail],
    sms_sender: [settings.problems.sms_sender, (text) => parseSender(text).ok],
    accent: [{ unreadable: settings.problems.accent.unreadable }, (text) => parseAccent(text).ok],
    'new address': [accounts.changeEmail.problems, isEmail],
    invitation: [team.invite.problems, isEmail],
    'sign-up': [signUp.problems.email, isEmail],
    customer: [customers.data.problems, (text) => readAddress(text) !== undefined],
  }
  t.test(`the examples of the portal can be typed as they are: ${lang}`, async (t) => {
    for (const [field, [sentences, takes]] of Object.entries(fields)) {
      const texts = Object.values(sentences as Sentences).map((one) =>
        typeof one === 'string' ? one : one(...days),
      )
      const examples = texts.flatMap(examplesOf)
      t.ok(examples.length > 0, `${field}: ${texts}`)
      for (const example of examples) t.ok(takes(example), `${field}: ${example}`)
    }
  })
}

for (const lang of languages) {
  t.test(`the examples of the card form can be typed as they are: ${lang}`, async (t) => {
    const { problems } = catalogueOf(lang).sandbox
    for (const field of ['card_number', 'card_expiry', 'card_csc'] as const) {
      const examples = Object.values<string>(problems[field]).flatMap(examplesOf)
      t.ok(examples.length > 0, field)
      for (const example of examples) t.ok(isCard(field)(example), `${field}: ${example}`)
    }
  })
}
