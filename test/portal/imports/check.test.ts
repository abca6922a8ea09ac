import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import t from 'tap'
import { formatAmountForInput } from '../../../src/domain/money.ts'
import { formatPhone } from '../../../src/domain/phone.ts'
import { languages } from '../../../src/domain/words.ts'
import { writeCsv } from '../../../src/portal/exports/csv.ts'
import { writeSample } from '../../../src/portal/imports/sample.ts'
import { parseForm, readForm } from '../../../src/portal/requests/form.ts'
import { check, good, head, problemsOf, rules } from '../../fixtures/imports/checked.ts'

/** What the lines ask for. Fails with what is wrong with them. */
async function asksOf(file: string | Buffer) {
  const checked = await check(file)
  if (!checked.ok) throw new Error(JSON.stringify(checked))
  return checked.value.lines.map(({ ask }) => ask)
}

const expected = {
  channel: 'email',
  recipient: 'lea@exemple.fr',
  amountCents: 4990,
  language: 'fr',
  description: 'Café noisette',
  message: null,
  sendBy: 'us',
  sendOn: null,
  expiresOn: '2026-12-31',
  reference: 'F-118',
}

t.test('a file is read as the spreadsheets of several countries write it', async (t) => {
  const english = head.replaceAll(';', ',').replace('montant', 'Amount').replace('destinataire', 'RECIPIENT')
  const reordered = 'REFERENCE;Description;Montant;EXPIRATION;Langue;Destinataire'
  const files: Record<string, string | Buffer> = {
    'UTF-8': `${head}\n${good}`,
    'with a byte order mark': `\uFEFF${head}\r\n${good}\r\n`,
    'Windows-1252, as French Excel': Buffer.from(`${head}\r\n${good}\r\n`, 'latin1'),
    'UTF-16, as Excel’s Unicode text': Buffer.from(
      `\uFEFF${head}\r\n${good}\r\n`.replaceAll(';', '\t'),
      'utf16le',
    ),
    'with tabs': `${head}\n${good}`.replaceAll(';', '\t'),
    'with commas': `${english}\n"49.90",lea@exemple.fr,FR,Café noisette,2026-12-31,F-118`,
    'old Macintosh lines': `${head}\r${good}\r`,
    'another order, capitals, no accents': `${reordered}\nF-118;Café noisette;49,90 €;2026-12-31;Français;lea@exemple.fr`,
    'with empty lines and columns': `${head};;\n;;;;;;;\n\n${good};;\n;;;;;\n`,
    'quoted throughout': `${head}\n${good}`.replace(/[^;\n]+/g, '"$&"'),
  }
  for (const [name, file] of Object.entries(files)) t.strictSame(await asksOf(file), [expected], name)
})

t.test('a mobile number is a recipient too, with the apostrophe that a spreadsheet may show', async (t) => {
  const line = (to: string) => `${head}\n10;${to};;Facture;;`
  for (const to of ['06 12 34 56 78', '0612345678', '+33612345678', "'+33612345678", '06.12.34.56.78'])
    t.match(await asksOf(line(to)), [{ channel: 'sms', recipient: '+33612345678' }], to)
  t.strictSame(await problemsOf(line('06 12 34 56 78'), { smsOffered: false }), ['2 recipient unknown'])
})

t.test('what is left out is the merchant’s default', async (t) => {
  t.match(await asksOf('montant;destinataire;description\n10;a@b.fr;Facture'), [
    { language: 'fr', expiresOn: '2026-12-26', reference: null },
  ])
})

t.test('the sample can be imported as it is, in both languages, with and without SMS', async (t) => {
  for (const language of ['fr', 'en'] as const) {
    for (const smsOffered of [true, false]) {
      const checked = await check(writeSample(language, { ...rules, smsOffered }), { smsOffered })
      const lines = [{ ask: { amountCents: 4990 } }, { ask: { amountCents: 125_000 } }]
      t.match(checked, { ok: true, value: { lines } })
    }
  }
})

t.test('whatever the form takes, a file of it gives the same requests, in any dialect', async (t) => {
  const emails = ['lea@exemple.fr', 'Hugo.Petit+1@sub.exemple.fr', "o'neil@exemple.fr", '-x@exemple.fr']
  const phone = fc.integer({ min: 10_000_000, max: 39_999_999 }).map((n) => `+336${n}`)
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.constantFrom('=1+1', "'@x", '-118', 'a;b,c\td', '"quoted"', 'Lampe 12" noire', '  spaces  '),
  )
  const cells = fc.record({
    amount: fc.integer({ min: 99, max: 2_000_000 }).map(formatAmountForInput),
    recipient: fc.oneof(fc.constantFrom(...emails), phone, phone.map(formatPhone)),
    language: fc.constantFrom('', ...languages),
    description: text,
    expires_on: fc.constantFrom('', '2026-12-31', '2026-11-26'),
    reference: fc.oneof(fc.constant(''), text),
  })
  const forms = cells.map((typed) => {
    const channel = typed.recipient.includes('@') ? 'email' : 'sms'
    const key = { idempotency_key: 'the-key-of-the-typed-form' }
    const values = {
      ...readForm({}),
      ...key,
      ...typed,
      channel,
      email: typed.recipient,
      phone: typed.recipient,
    }
    return { typed, parsed: parseForm(values, rules) }
  })
  const valid = forms.filter(({ typed, parsed }) => parsed.ok && !/\0/.test(Object.values(typed).join('')))
  const dialect = fc.constantFrom(';', ',', '\t', 'ours')
  await fc.assert(
    fc.asyncProperty(fc.array(valid, { minLength: 1, maxLength: 5 }), dialect, async (rows, delimiter) => {
      const columns = ['amount', 'recipient', 'language', 'description', 'expires_on', 'reference'] as const
      const table = [head.split(';'), ...rows.map(({ typed }) => columns.map((column) => typed[column]))]
      // Other programs do not write an apostrophe in front of such texts.
      const looksDisarmed = table.flat().some((cell) => /^'+[=+\-@\t\r\n＝＋－＠]/.test(cell))
      const file = delimiter === 'ours' || looksDisarmed ? writeCsv(table) : stringify(table, { delimiter })
      const asks = rows.map(({ parsed }) => {
        const { idempotencyKey: _, ...ask } = parsed.ok ? parsed.value : ({} as never)
        return ask
      })
      t.strictSame(await asksOf(file), asks)
    }),
    { numRuns: 200 },
  )
})
