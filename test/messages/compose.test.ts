import t from 'tap'
import { coloursOf } from '../../src/domain/accent.ts'
import { countSegments } from '../../src/domain/segments.ts'
import { languages } from '../../src/domain/words.ts'
import { composeRequestEmail, type MessageBill, paymentLink } from '../../src/messages/compose.ts'
import { composeRequestSms } from '../../src/messages/sms.ts'
import { createEta } from '../../src/web/views.ts'
import { mailRules, validateHtml } from '../fixtures/html-validate.ts'
import { letterhead } from '../fixtures/letterhead.ts'

const config = {
  brandName: 'Acquit',
  publicUrl: 'https://payer.acquit.example',
  mailer: 'local',
  production: true,
} as const
const eta = createEta(config)

const bill: MessageBill = {
  token: '8Hq2mWcLr5YxBn73kQ9vTz',
  mode: 'live',
  amount_cents: 24900,
  description: 'Facture 2026-118, lampe « Arc » & abat-jour',
  reference: 'F-2026-118',
  language: 'fr',
  ...letterhead,
  merchant_name: 'L’Atelier <Lumière>',
  reply_to: null,
  expires_at: new Date('2026-12-23T23:00:00Z'),
}
const link = 'https://payer.acquit.example/p/8Hq2mWcLr5YxBn73kQ9vTz'

function compose(changes: Partial<MessageBill> = {}) {
  return composeRequestEmail(eta, config, { ...bill, ...changes })
}

/** What a reader of the HTML part reads, blanks apart. */
function readable(html: string): string {
  const entities: Record<string, string> = {
    '&amp;': '&',
    '&lt;': '<',
    '&gt;': '>',
    '&#39;': "'",
    '&quot;': '"',
  }
  return html
    .replace(/<head>.*<\/head>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&[^;\s]+;/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, ' ')
}

t.test('the link is made of PUBLIC_URL and the token (S14)', async (t) => {
  t.equal(paymentLink(config, bill.token), link)
})

t.test(
  'the e-mail says who asks, how much, for what, until when, and where to pay, in both parts',
  async (t) => {
    const { subject, text, html } = compose()
    t.equal(subject, 'L’Atelier <Lumière> vous demande 249,00\u00A0€')
    for (const said of [
      'L’Atelier <Lumière> vous demande 249,00 € pour :',
      'Facture 2026-118, lampe « Arc » & abat-jour',
      'F-2026-118',
      '23 décembre 2026',
      link,
      'bonjour@atelier.example',
      '04 78 12 34 56',
      'Vous ne connaissez pas ce marchand ? Ne payez pas',
      'Ne communiquez jamais vos coordonnées bancaires',
      'Cet e-mail vous est envoyé par Acquit pour L’Atelier <Lumière>.',
    ]) {
      t.match(text.replace(/\s+/g, ' '), said)
      t.match(readable(html), said)
    }
    t.match(html, new RegExp(`<a class="button" href="${link}"[^>]*>Payer 249,00\u00A0€</a>`))
    for (const part of [text, html]) t.match(part, 'https://payer.acquit.example/confidentialite')
  },
)

t.test('the text part is plain: nothing escaped, no markup, no blank paragraph', async (t) => {
  for (const changes of [{}, { reference: null, contact_phone: null }]) {
    const { text } = compose(changes)
    t.notMatch(text, /&(?:amp|lt|gt|quot|#39);|<\/|\n{3}|undefined|null/)
  }
})

t.test('what a merchant typed stays text in the HTML part (S35)', async (t) => {
  const nasty = '"><img src=x onerror=alert(1)>'
  const { html } = compose({
    description: nasty,
    reference: nasty,
    merchant_name: nasty,
    legal_name: nasty,
    postal_address: nasty,
  })
  t.notMatch(html, '<img src=x')
  await validateHtml(t, html, mailRules)
})

t.test('the HTML part is painted with the palette, in the merchant’s accent', async (t) => {
  const { light, dark } = coloursOf(letterhead.accent)
  const ours = new Set([light, dark].flatMap((colours) => Object.values(colours)))
  const { html } = compose({ mode: 'test' })
  const used = Array.from(html.matchAll(/#[0-9a-f]{3,8}\b/gi), String)
  t.strictSame(
    used.filter((colour) => !ours.has(colour)),
    [],
  )
  for (const colour of [light.paper, light.accent, light.waitWash, dark.paper, dark.accent])
    t.ok(used.includes(colour), colour)
})

t.test('a subject is one line (S36)', async (t) => {
  const { subject } = compose({ merchant_name: 'Atelier\r\nBcc: c@d.fr\0\u2028x' })
  t.equal(subject, 'Atelier Bcc: c@d.fr x vous demande 249,00\u00A0€')
})

t.test('a request in test mode says so in the subject, both parts, and the SMS', async (t) => {
  const { subject, text, html } = compose({ mode: 'test' })
  t.match(subject, /^\[TEST\] L’Atelier/)
  for (const part of [text, html]) t.match(part, 'Mode test')
  t.match(composeRequestSms({ ...bill, mode: 'test' }, link), /^\[TEST\] L'Atelier/)
  for (const part of Object.values(compose())) t.notMatch(part, /TEST|Mode test/)
  t.notMatch(composeRequestSms(bill, link), 'TEST')
})

t.test('the HTML part is valid and says its language; its tables are only layout (L11)', async (t) => {
  for (const language of languages) {
    for (const mode of ['live', 'test'] as const) {
      const { html } = compose({ language, mode })
      await validateHtml(t, html, mailRules)
      t.match(html, `<html lang="${language}" dir="ltr">`)
      t.equal(html.match(/<table/g)?.length, html.match(/<table role="presentation"/g)?.length)
    }
  }
})

t.test(
  'the e-mail loads nothing but the logo, from the one address that everybody’s e-mails have (L7)',
  async (t) => {
    const other = { token: 'x'.repeat(22), description: 'Autre', amount_cents: 100 }
    for (const { html } of [compose(), compose(other)]) {
      t.strictSame(html.match(/src="[^"]*"/g), [`src="${config.publicUrl}/logo/${bill.logo_hash}"`])
      t.notMatch(html, /<link|<script|url\(|@import|background="/)
    }
    t.notMatch(compose({ logo_hash: null }).html, /<img|src=/)
  },
)

t.test('the SMS names the merchant, the amount and the whole link (L8)', async (t) => {
  const sms = composeRequestSms({ ...bill, merchant_name: 'Forêt & Cœur' }, link)
  t.equal(sms, `Foret & Coeur vous demande 249,00 €. Page de paiement : ${link}`)
})

t.test(
  'the SMS is one GSM-7 segment for the longest name and amount, in every language and mode (L8)',
  async (t) => {
    for (const language of languages) {
      for (const mode of ['live', 'test'] as const) {
        for (const merchant_name of ['Bœufs & Œufs à Noël…', 'Ateliers d’Île-Forêt', 'x'.repeat(20)]) {
          const sms = composeRequestSms(
            { ...bill, language, mode, merchant_name, amount_cents: 2_000_000 },
            link,
          )
          const { encoding, segments } = countSegments(sms)
          t.same({ encoding, segments }, { encoding: 'GSM-7', segments: 1 }, sms)
        }
      }
    }
  },
)

t.test('a name GSM-7 cannot write loses those letters, unless it has no other (L8)', async (t) => {
  t.match(composeRequestSms({ ...bill, merchant_name: 'Fleurs 🌷' }, link), /^Fleurs vous demande/)
  t.match(composeRequestSms({ ...bill, merchant_name: '花店' }, link), /^花店 vous demande/)
})
