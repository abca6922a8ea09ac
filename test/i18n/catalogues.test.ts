import t from 'tap'
import { formatAmount } from '../../src/domain/money.ts'
import { countSegments, toGsm } from '../../src/domain/segments.ts'
import { type Language, languages } from '../../src/domain/words.ts'
import { customerCatalogues as catalogues } from '../../src/i18n/catalogues.ts'
import { fr } from '../../src/i18n/customer/fr.ts'
import { en as portalEn } from '../../src/i18n/portal/en/catalogue.ts'
import { fr as portal } from '../../src/i18n/portal/fr/catalogue.ts'
import { createEta } from '../../src/web/views.ts'
import { operator } from '../fixtures/config.ts'

type Text = string | ((...values: string[]) => string)

function textsOf(catalogue: object, path = ''): [path: string, text: Text][] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'object' ? textsOf(value, `${path}${key}.`) : [[path + key, value] as [string, Text]],
  )
}

const markers = ['AAA', 'BBB', 'CCC', 'DDD']

function readText(text: Text): string {
  return typeof text === 'string' ? text : text(...markers.slice(0, text.length))
}

t.test('every catalogue has the keys of the French one, in the same order', async (t) => {
  const keys = textsOf(fr).map(([path]) => path)
  for (const lang of languages)
    t.same(
      textsOf(catalogues[lang]).map(([path]) => path),
      keys,
      lang,
    )
})

t.test('no text is empty, and every parameter appears in it, once', async (t) => {
  const lengths = new Map(textsOf(fr).map(([path, text]) => [path, text.length]))
  for (const lang of languages) {
    for (const [path, text] of textsOf(catalogues[lang])) {
      const said = readText(text)
      t.match(said, /\p{L}/u, `${lang} ${path}`)
      t.equal(said, said.trim(), `${lang} ${path}`)
      if (typeof text === 'string') continue
      t.equal(text.length, lengths.get(path), `${lang} ${path} takes what the French one takes`)
      for (const marker of markers.slice(0, text.length))
        t.equal(said.split(marker).length, 2, `${lang} ${path}`)
    }
  }
})

t.test('the portal says the same things in English as in French, with the same words put in', async (t) => {
  const french = new Map(textsOf(portal))
  const english = textsOf(portalEn)
  t.same(english.map(([path]) => path).sort(), [...french.keys()].sort())
  for (const [path, text] of english) {
    const said = readText(text)
    t.match(said, /\p{L}/u, path)
    t.equal(said, said.trim(), path)
    t.notMatch(said, /'|\.\.\./, path)
    if (typeof text === 'string') continue
    const used = (one: Text) => markers.filter((marker) => readText(one).includes(marker))
    const plural = /\b(totals|counts?)\b/i
    if (!plural.test(path)) t.same(used(text), used(french.get(path)!), path)
  }
})

// Imprimerie nationale, Lexique des règles typographiques.
const mistakes = {
  'a narrow no-break space before ? ! ; and inside « »': /[^\u202F][?!;»]|«(?!\u202F)/,
  'a no-break space before : and €': /[^\u00A0](?::(?!\/\/|\d)|€)/,
  'the typographic apostrophe': /'/,
  'the ellipsis': /\.\.\./,
}

for (const [name, catalogue] of Object.entries({ customer: fr, portal })) {
  t.test(`the French of the ${name} catalogue has ${Object.keys(mistakes).join(', ')}`, async (t) => {
    for (const [path, text] of textsOf(catalogue)) {
      if (path.endsWith('Sms')) continue
      for (const [rule, mistake] of Object.entries(mistakes))
        t.notMatch(readText(text), mistake, `${path}: ${rule}`)
    }
  })
}

t.test('the French of the pages of text and of errors has them too', async (t) => {
  const config = {
    brandName: 'Acquit',
    publicUrl: 'https://payer.example',
    mailer: 'local',
    production: true,
  } as const
  const eta = createEta(config)
  const common = { lang: 'fr', operator, reference: '1' }
  const texts = ['legal', 'privacy', 'accessibility'].map((name) => eta.render(`/legal/${name}`, common))
  const errors = [400, 403, 404, 409, 413, 415, 421, 429, 500, 503].map((status) =>
    eta.render('/errors/error', { ...common, status }),
  )
  for (const html of [...texts, ...errors]) {
    const said = html.replace(/.*<main/s, '').replace(/<[^>]+>/g, '')
    for (const [rule, mistake] of Object.entries(mistakes)) t.notMatch(said, mistake, rule)
  }
})

t.test('no other language has straight apostrophes or three dots', async (t) => {
  for (const lang of languages) {
    for (const [path, text] of textsOf(catalogues[lang]))
      t.notMatch(readText(text), /'|\.\.\./, `${lang} ${path}`)
  }
})

t.test('the button says to pay, and how much, in every language (L1)', async (t) => {
  const buttons: Record<Language, string> = {
    fr: 'Payer 249,00 €',
    en: 'Pay €249.00',
    it: 'Paga 249,00 €',
    es: 'Pagar 249,00 €',
    de: '249,00 € zahlen',
    nl: '€ 249,00 betalen',
  }
  for (const lang of languages) {
    const button = catalogues[lang].checkout.pay(formatAmount(24900, lang))
    t.equal(button.replaceAll('\u00A0', ' '), buttons[lang])
  }
})

t.test('the longest SMS fits in one GSM-7 segment, in every language, in test mode too (L8)', async (t) => {
  const link = `https://payer.acquit.example/p/${'x'.repeat(22)}`
  for (const lang of languages) {
    const { requestSms, test } = catalogues[lang].messages
    const sms = `${test} ${requestSms('x'.repeat(20), toGsm(formatAmount(2_000_000, lang)), link)}`
    const { encoding, segments, units } = countSegments(sms)
    t.same({ encoding, segments }, { encoding: 'GSM-7', segments: 1 }, `${lang}: ${units} units`)
  }
})
