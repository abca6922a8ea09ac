import t from 'tap'
import { purposes } from '../../src/domain/words.ts'
import { operator } from '../fixtures/config.ts'
import { mailRules, validateHtml } from '../fixtures/html-validate.ts'
import {
  email,
  everyEmail,
  links,
  sms,
  spaced,
  toCustomer,
  toMerchant,
  urls,
} from '../fixtures/messages/written.ts'

const terms = ['https://atelier.example/cgv', 'https://atelier.example/retractation']
const privacy = 'https://payer.acquit.example/confidentialite'

t.test('every e-mail has a subject and two parts, none of them empty or with a hole (L10)', async (t) => {
  for (const { about, subject, text, html } of everyEmail({ reference: null, contact_phone: null })) {
    t.match(subject, /\p{L}{3}/u, about)
    for (const part of [subject, text, html]) t.notMatch(part, /\b(?:undefined|null|NaN)\b|\[object/, about)
    t.notMatch(text, /&(?:amp|lt|gt|quot|#39);|<\/|\n{3}/, about)
  }
})

t.test('the plain-text part says nothing that the HTML part does not (L10)', async (t) => {
  for (const { about, mode, text, html } of everyEmail({ reference: null })) {
    if (mode === 'test') continue
    const read = html.replace(/<head>.*<\/head>/s, '').replace(/<[^>]+>/g, ' ')
    const said = spaced(read.replaceAll('&amp;', '&'))
    const lines = text.split('\n').filter((line) => line !== '' && !line.includes('://'))
    const [intro, ...others] = lines.map(spaced)
    // The sentence that introduces the bare link introduces the button in HTML.
    for (const line of [intro!, ...others.filter((line) => !line.endsWith(':'))]) t.match(said, line, about)
  }
})

t.test(
  'the link of its purpose is there, and no other but the terms and the privacy notice (S14, S37)',
  async (t) => {
    const nasty = { description: 'https://evil.example/x www.evil.example', reference: 'http://evil.example' }
    for (const { about, purpose, text, html } of everyEmail()) {
      const isOurs = toMerchant.includes(purpose)
      t.same(urls(text), [links[purpose], ...(isOurs ? [] : terms), privacy], about)
      const followed = new Set(Array.from(html.matchAll(/<a [^>]*href="([^"]+)"/g), ([, href]) => href))
      const contact = ['mailto:bonjour@atelier.example', 'tel:+33478123456']
      const expected = isOurs ? [] : [...contact, ...terms]
      t.same(followed, new Set([links[purpose], ...expected, privacy]), about)
    }
    for (const { about, html } of everyEmail(nasty)) t.notMatch(html, /href="[^"]*evil/, about)
  },
)

t.test(
  'what was typed neither breaks a line, nor hides, nor turns another word around (S35, S36, S37)',
  async (t) => {
    const nasty = 'Atelier\r\nBcc: c@d.fr\0\u2028\u202E\u2066\u200B<b>'
    const typed = { merchant_name: nasty, description: nasty, reference: nasty }
    for (const { about, fromName, subject, text, html } of everyEmail(typed)) {
      for (const line of [fromName, subject]) t.notMatch(line, /[\p{Cc}\u2028\u2029]/u, about)
      for (const part of [fromName, subject, text, html])
        t.notMatch(part, /[\u200B\u2028\u202A-\u202E\u2066-\u2069]/, about)
      t.notMatch(html, /<b>/, about)
    }
    for (const purpose of toCustomer)
      t.notMatch(sms(purpose, typed), /[\p{Cc}\u2028\u202E\u2066\u200B]/u, purpose)
  },
)

t.test('every HTML part is valid and says its language (L11)', async (t) => {
  for (const { about, purpose, language, html } of everyEmail()) {
    await t.test(about, async (t) => {
      await validateHtml(t, html, mailRules)
      t.match(html, `<html lang="${toMerchant.includes(purpose) ? 'fr' : language}" dir="ltr">`)
    })
  }
})

t.test(
  'customers hear from the merchant, who gets their answers; merchants from the platform (L10)',
  async (t) => {
    for (const { about, purpose, fromName, replyTo } of everyEmail()) {
      const expected = toMerchant.includes(purpose)
        ? { fromName: 'Acquit', replyTo: operator.supportEmail }
        : { fromName: 'Atelier Lumière', replyTo: 'bonjour@atelier.example' }
      t.same({ fromName, replyTo }, expected, about)
    }
  },
)

t.test('only what asks for money says not to pay a stranger (L9)', async (t) => {
  for (const purpose of purposes) {
    const { text, html } = email(purpose)
    for (const part of [text, html])
      t.equal(
        part.includes('Vous ne connaissez pas ce marchand'),
        ['request', 'reminder', 'extension'].includes(purpose),
        purpose,
      )
  }
})

t.test(
  'what is in test mode says so at the start of every subject and SMS, and nothing else does',
  async (t) => {
    for (const { about, mode, subject, text, html } of everyEmail()) {
      t.equal(subject.startsWith('[TEST] '), mode === 'test', about)
      const banner = /Mode test|Test mode|Modalità di prova|Modo de prueba|Testmodus/
      for (const part of [text, html]) t.equal(banner.test(part), mode === 'test', about)
    }
    for (const purpose of toCustomer) {
      t.match(sms(purpose, { mode: 'test' }), /^\[TEST\] /, purpose)
      t.notMatch(sms(purpose), 'TEST', purpose)
    }
  },
)
