import t from 'tap'
import { coloursOf } from '../../src/domain/accent.ts'
import { languages } from '../../src/domain/words.ts'
import { mailRules, validateHtml } from '../fixtures/html-validate.ts'
import { letterhead } from '../fixtures/letterhead.ts'
import { bill, compose, config, link } from '../fixtures/messages/composed.ts'

/** The visible text of the HTML part, without extra spaces. */
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
