import t from 'tap'
import { failureReasons } from '../../src/domain/failures.ts'
import { countSegments } from '../../src/domain/segments.ts'
import { languages, type Mode, type Purpose, purposes } from '../../src/domain/words.ts'
import type { Dispatch } from '../../src/messages/dispatch-store.ts'
import { composeEmail, composeSms } from '../../src/messages/texts.ts'
import { createEta } from '../../src/web/views.ts'
import { mailRules, validateHtml } from '../fixtures/html-validate.ts'
import { letterhead } from '../fixtures/letterhead.ts'

const config = {
  brandName: 'Acquit',
  publicUrl: 'https://payer.acquit.example',
  mailFrom: 'ne-pas-repondre@acquit.example',
  mailer: 'local',
  production: true,
} as const
const eta = createEta(config)

const dispatch: Dispatch = {
  message_id: 'msg_1',
  purpose: 'request',
  channel: 'email',
  recipient: 'lea@exemple.fr',
  created_at: new Date('2026-11-23T09:00:00Z'),
  reader_language: null,
  suppression: null,
  about_recipient: 'lea@exmple.fr',
  about_reason: 'unknown_address',
  id: 'pay_8Hq2mWcLr5YxBn73kQ9vTz',
  merchant_id: 'mer_8Hq2mWcLr5YxBn73kQ9vTz',
  token: '8Hq2mWcLr5YxBn73kQ9vTz',
  email: 'lea@exemple.fr',
  phone: null,
  mode: 'live',
  amount_cents: 24900,
  description: 'Lampe « Arc » & abat-jour',
  reference: 'F-2026-118',
  language: 'fr',
  expires_at: new Date('2026-12-23T23:00:00Z'),
  paid_at: new Date('2026-11-23T09:42:00Z'),
  paid_after: null,
  refund_cents: 4900,
  dispute_cents: 24900,
  dispute_reason: 'fraudulent',
  dispute_status: 'open',
  dispute_answer_by: new Date('2026-12-03T22:59:00Z'),
  ...letterhead,
  reply_to: null,
  sms_sender: 'LUMIERE',
  is_payable: true,
}
const pay = 'https://payer.acquit.example/p/8Hq2mWcLr5YxBn73kQ9vTz'
const detail = 'https://payer.acquit.example/paiements/pay_8Hq2mWcLr5YxBn73kQ9vTz'
const privacy = 'https://payer.acquit.example/confidentialite'

const links: Record<Purpose, string> = {
  request: pay,
  reminder: pay,
  receipt: `${pay}/recu`,
  cancel_notice: pay,
  refund_notice: `${pay}/recu`,
  paid_notice: detail,
  bounced_notice: detail,
  dispute_notice: detail,
}
const toMerchant: Purpose[] = ['paid_notice', 'bounced_notice', 'dispute_notice']
const toCustomer = purposes.filter((purpose) => !toMerchant.includes(purpose))

const email = (purpose: Purpose, changes: Partial<Dispatch> = {}) =>
  composeEmail(eta, config, { ...dispatch, ...changes, purpose })
const sms = (purpose: Purpose, changes: Partial<Dispatch> = {}) =>
  composeSms(config, { ...dispatch, ...changes, purpose })

/** Each purpose in each of its languages: a merchant's notices are in French whatever the customer's language. */
function* everyEmail(changes: Partial<Dispatch> = {}) {
  for (const purpose of purposes) {
    for (const language of languages) {
      for (const mode of ['live', 'test'] as Mode[]) {
        const told = { ...changes, language, mode }
        yield { purpose, language, mode, about: `${purpose} ${language} ${mode}`, ...email(purpose, told) }
      }
    }
  }
}

const urls = (text: string) => Array.from(text.matchAll(/https?:\/\/[^\s"<]+/g), ([url]) => url)
const spaced = (text: string) => text.replace(/\s+/g, ' ')

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
    // What announces the bare link announces the button in the HTML.
    for (const line of [intro!, ...others.filter((line) => !line.endsWith(':'))]) t.match(said, line, about)
  }
})

t.test('the link of its purpose is there, and no other but the privacy notice (S14, S37)', async (t) => {
  const nasty = { description: 'https://evil.example/x www.evil.example', reference: 'http://evil.example' }
  for (const { about, purpose, text, html } of everyEmail()) {
    t.same(urls(text), [links[purpose], privacy], about)
    const followed = new Set(Array.from(html.matchAll(/<a [^>]*href="([^"]+)"/g), ([, href]) => href))
    const contact = ['mailto:bonjour@atelier.example', 'tel:+33478123456']
    const expected = toMerchant.includes(purpose) ? [] : contact
    t.same(followed, new Set([links[purpose], ...expected, privacy]), about)
  }
  for (const { about, html } of everyEmail(nasty)) t.notMatch(html, /href="[^"]*evil/, about)
})

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
        ? { fromName: 'Acquit', replyTo: 'ne-pas-repondre@acquit.example' }
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
        ['request', 'reminder'].includes(purpose),
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

t.test('a reminder is the request said gently, with its last day', async (t) => {
  const { subject, text } = email('reminder')
  t.equal(spaced(subject), 'Rappel : Atelier Lumière vous demande 249,00 €')
  t.match(
    spaced(text),
    'Pour mémoire, Atelier Lumière vous demande 249,00 € pour : Lampe « Arc » & abat-jour',
  )
  t.match(spaced(text), 'Ce lien est payable jusqu’au 23 décembre 2026.')
  t.match(spaced(text), 'Vous avez déjà payé par un autre moyen ? Ne tenez pas compte de ce rappel.')
  t.equal(
    sms('reminder'),
    `Rappel : Atelier Lumière vous demande 249,00 €, payable jusqu'au 23 décembre 2026 : ${pay}`,
  )
})

t.test('a receipt says what was paid, to whom, for what and when, and asks for nothing', async (t) => {
  const { subject, text, html } = email('receipt')
  t.equal(spaced(subject), 'Reçu de votre paiement de 249,00 € à Atelier Lumière')
  t.match(spaced(text), 'Vous avez payé 249,00 € à Atelier Lumière pour : Lampe « Arc » & abat-jour')
  t.match(text, 'Acquitté le 23 novembre 2026')
  t.match(
    text,
    `Atelier Lumière
Lumière & Fils SARL
8 rue des Tanneurs
44000 Nantes
bonjour@atelier.example
04 78 12 34 56`,
  )
  for (const part of [text, html]) t.notMatch(part, /Payer|payable/)
  t.equal(sms('receipt'), `Acquitté : vous avez payé 249,00 € à Atelier Lumière. Justificatif : ${pay}/recu`)
})

t.test('a cancellation says that there is nothing to pay, and has no button', async (t) => {
  const { subject, text, html } = email('cancel_notice')
  t.equal(spaced(subject), 'Atelier Lumière a annulé sa demande de 249,00 €')
  t.match(text, 'Vous n’avez rien à payer.')
  t.notMatch(html, '<a class="button"')
  t.equal(sms('cancel_notice'), `Atelier Lumière a annulé sa demande de 249,00 € : rien à payer. ${pay}`)
})

t.test('word of a payment says who paid, how much and when', async (t) => {
  const { subject, text } = email('paid_notice', { language: 'de' })
  t.equal(spaced(subject), 'Paiement reçu : 249,00 € de lea@exemple.fr')
  t.match(text, 'Payé le 23 novembre 2026 à 10:42')
  const { subject: english, html } = email('paid_notice', { reader_language: 'en' })
  t.equal(spaced(english), 'Payment received: €249.00 from lea@exemple.fr')
  t.match(html, /<html lang="en"/)
  const { subject: bySms } = email('paid_notice', { email: null, phone: '+33612345678' })
  t.equal(spaced(bySms), 'Paiement reçu : 249,00 € de 06 12 34 56 78')
})

t.test('word of a payment that came after the end of its request says so', async (t) => {
  const { subject, text, html } = email('paid_notice', { paid_after: 'cancelled' })
  t.equal(spaced(subject), 'Paiement reçu après annulation : 249,00 € de lea@exemple.fr')
  for (const part of [text, html]) t.match(part, 'Ce paiement est arrivé après l’annulation de la demande.')
  const expired = email('paid_notice', { paid_after: 'expired' })
  t.equal(spaced(expired.subject), 'Paiement reçu après expiration : 249,00 € de lea@exemple.fr')
  t.match(expired.text, 'Ce paiement est arrivé après l’expiration de la demande.')
  t.notMatch(email('paid_notice').text, 'arrivé après')
})

t.test('word of a bounce says which address, why, and what to do', async (t) => {
  const { subject, text } = email('bounced_notice')
  t.equal(spaced(subject), 'Message non remis à lea@exmple.fr : demande de 249,00 €')
  t.match(spaced(text), 'lea@exmple.fr n’a pas reçu le message qui lui demandait 249,00 €')
  t.match(text, 'Cette adresse ou ce numéro n’existe pas.')
  t.match(spaced(text), 'Pour corriger le destinataire et renvoyer la demande :')
  const reasons = failureReasons.map((about_reason) => email('bounced_notice', { about_reason }).text)
  t.equal(new Set(reasons).size, failureReasons.length)
  t.equal(email('bounced_notice', { about_reason: null }).text, reasons.at(-1))
})

t.test(
  'every SMS is one GSM-7 segment, for the longest name, amount and day, and ends with its link (L8)',
  async (t) => {
    const longest = { amount_cents: 2_000_000, expires_at: new Date('2026-09-30T22:00:00Z') }
    for (const purpose of toCustomer) {
      for (const language of languages) {
        for (const merchant_name of ['x'.repeat(20), 'Bœufs & Œufs à Noël…']) {
          const text = sms(purpose, { ...longest, language, mode: 'test', merchant_name })
          const { encoding, segments } = countSegments(text)
          t.same({ encoding, segments }, { encoding: 'GSM-7', segments: 1 }, `${text.length} ${text}`)
          t.same(urls(text), [links[purpose]], text)
          t.ok(text.endsWith(links[purpose]), text)
        }
      }
    }
  },
)

t.test('no SMS is written to a merchant', async (t) => {
  for (const purpose of toMerchant) t.throws(() => sms(purpose), /no SMS says/)
})
