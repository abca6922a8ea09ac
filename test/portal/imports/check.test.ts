import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import t from 'tap'
import { formatAmountForInput } from '../../../src/domain/money.ts'
import { defaultSmsCountries, formatPhone } from '../../../src/domain/phone.ts'
import { languages } from '../../../src/domain/words.ts'
import { writeCsv } from '../../../src/portal/exports/csv.ts'
import { checkFile } from '../../../src/portal/imports/check.ts'
import { writeTemplate } from '../../../src/portal/imports/template.ts'
import { type FormRules, parseForm, readForm } from '../../../src/portal/requests/form.ts'

const rules: FormRules = {
  today: '2026-11-26',
  defaults: { language: 'fr', expiryDays: 30 },
  smsOffered: true,
  smsCountries: defaultSmsCountries,
}
const check = (file: string | Buffer, more = {}) =>
  checkFile(Buffer.from(file), { ...rules, ...more }, (column) => column)

/** What the lines ask for; fails with what is wrong with them. */
async function asksOf(file: string | Buffer) {
  const checked = await check(file)
  if (!checked.ok) throw new Error(JSON.stringify(checked))
  return checked.lines.map(({ ask }) => ask)
}

/** `line column problem` of each. */
async function problemsOf(file: string | Buffer, more = {}) {
  const checked = await check(file, more)
  if (checked.ok || checked.problem !== 'lines') return checked
  return checked.lines.map(({ line, column, problem }) => `${line} ${column} ${problem}`)
}

const head = 'montant;destinataire;langue;description;expiration;référence'
const good = '49,90;lea@exemple.fr;fr;Café noisette;31/12/2026;F-118'
const expected = {
  channel: 'email',
  recipient: 'lea@exemple.fr',
  amountCents: 4990,
  language: 'fr',
  description: 'Café noisette',
  ownMail: false,
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
  t.strictSame(await problemsOf(line('612345678')), ['2 recipient invalid'], 'its zero was lost')
  t.strictSame(await problemsOf(line('06 12 34 56 78'), { smsOffered: false }), ['2 recipient unknown'])
})

t.test('what is left out is the merchant’s default', async (t) => {
  t.match(await asksOf('montant;destinataire;description\n10;a@b.fr;Facture'), [
    { language: 'fr', expiresOn: '2026-12-26', reference: null },
  ])
})

t.test('each mistake is told by its line and column', async (t) => {
  const lines = [
    head,
    'beaucoup;lea@;klingon;;hier;',
    good,
    '1e3;;fr;Carte 4242 4242 4242 4242;2020-01-01;F-1',
    `0,50;01 23 45 67 89;fr;${'x'.repeat(81)};31/02/2026;F-1`,
    `${good};surplus`,
  ]
  t.strictSame(await problemsOf(lines.join('\n')), [
    '2 amount ambiguous',
    '2 recipient invalid',
    '2 language unknown',
    '2 description empty',
    '2 expires_on unreadable',
    '4 amount ambiguous',
    '4 recipient empty',
    '4 description card_number',
    '4 expires_on past',
    '5 amount too_small',
    '5 recipient not_mobile',
    '5 description too_long',
    '5 expires_on unreadable',
    '6 undefined too_long',
  ])
})

t.test('a file that is no table of requests is refused whole, with the reason', async (t) => {
  const line = '10;a@b.fr;Facture\n'
  const short = 'montant;destinataire;description\n'
  t.match(await check(Buffer.from([0x50, 0x4b, 3, 4, 0, 0])), { problem: 'not_csv' })
  t.match(await check(`${short}10;a@b.fr;"Facture\n`), { problem: 'unreadable' })
  t.match(await check(short), { problem: 'no_rows' })
  t.match(await check(`${short};;\n\n`), { problem: 'no_rows' })
  t.match(await check(short + line.repeat(5001)), { problem: 'too_many_rows' })
  t.match(await check(short + line.repeat(5000)), { ok: true })
  t.match(await check(`montant;nom;description;Montant\n${line}`), {
    problem: 'header',
    header: [
      { problem: 'unknown', name: 'nom' },
      { problem: 'twice', name: 'Montant' },
      { problem: 'missing', name: 'recipient' },
    ],
  })
  t.match(await check(''), { problem: 'header' })
})

t.test('a file of millions of cells or of lines is refused (F20)', async (t) => {
  const short = 'montant;destinataire;description\n'
  const most = 2 * 2 ** 20 - short.length
  const files = {
    too_many_rows: short + ';\n'.repeat(most / 2),
    unreadable: 'a;'.repeat(most / 2),
  }
  for (const [problem, file] of Object.entries(files)) {
    t.match(await check(file), { ok: false, problem })
  }
})

t.test('the template can be imported as it is, in both languages, with and without SMS', async (t) => {
  for (const language of ['fr', 'en'] as const) {
    for (const smsOffered of [true, false]) {
      const checked = await check(writeTemplate(language, { ...rules, smsOffered }), { smsOffered })
      const lines = [{ ask: { amountCents: 4990 } }, { ask: { amountCents: 125_000 } }]
      t.match(checked, { ok: true, lines })
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
      // Other programs do not write what only looks disarmed.
      const looksDisarmed = table.flat().some((cell) => /^'+[=+\-@\t\r\n＝＋－＠]/.test(cell))
      const file = delimiter === 'ours' || looksDisarmed ? writeCsv(table) : stringify(table, { delimiter })
      const asks = rows.map(({ parsed }) => {
        const { idempotencyKey: _, ...ask } = parsed.ok ? parsed.ask : ({} as never)
        return ask
      })
      t.strictSame(await asksOf(file), asks)
    }),
    { numRuns: 200 },
  )
})
