/** What an .xlsx workbook is read as, and which ones are refused. */
import t from 'tap'
import { check, good, head } from '../../fixtures/imports/checked.ts'
import { type Cell, type Sheet, styled, writeWorkbook, zip } from '../../fixtures/imports/workbooks.ts'

const titles = ['Montant TTC', 'Téléphone', 'Libellé', 'Échéance', 'N° facture']
const row: Cell[] = [49.9, 612345678, 'Café noisette', styled(46387, 1), 118]
const sheet = (rows: Cell[][], name = 'Demandes'): Sheet => ({ name, rows })
const ask = {
  channel: 'sms',
  recipient: '+33612345678',
  amountCents: 4990,
  description: 'Café noisette',
  expiresOn: '2026-12-31',
  reference: '118',
}

async function askOf(rows: Cell[][], more = {}) {
  const checked = await check(writeWorkbook([sheet(rows)], more))
  return checked.ok ? checked.value.lines[0]?.ask : checked
}

t.test('a workbook is read as its sheet shows it', async (t) => {
  const checked = await check(
    writeWorkbook([sheet([['Clients de décembre'], [], titles, [], row, ['Total', '', 49.9]])]),
  )
  t.match(checked, {
    ok: true,
    value: {
      lines: [{ line: 5, ask }],
      reading: { sheet: 'Demandes', others: 0, headerLine: 3, completed: [5] },
    },
  })
})

t.test('each kind of cell', async (t) => {
  const cases: [Cell, number, unknown][] = [
    [styled(59.988, 2), 0, { amountCents: 5999 }],
    [49.900000000000006, 0, { amountCents: 4990 }],
    [styled(1234.5, 2), 0, { amountCents: 123_450 }],
    ['1 234,50 €', 0, { amountCents: 123_450 }],
    [59.988, 0, { problem: 'lines' }],
    [{ xml: '<c t="str"><f>A1*2</f><v>99.8</v></c>' }, 0, { amountCents: 9980 }],
    [{ xml: '<c t="e"><v>#REF!</v></c>' }, 0, { problem: 'lines' }],
    [6.12345678e8, 1, { recipient: '+33612345678' }],
    [33612345678, 1, { recipient: '+33612345678' }],
    [32470123456, 1, { recipient: '+32470123456' }],
    ['lea@exemple.fr', 1, { recipient: 'lea@exemple.fr' }],
    [{ xml: '<c t="inlineStr"><is><r><t>Café </t></r><r><t>noisette</t></r></is></c>' }, 2, ask],
    [
      { xml: '<c t="inlineStr"><is><t>東京</t><rPh><t>トウキョウ</t></rPh></is></c>' },
      2,
      { description: '東京' },
    ],
    [{ xml: '<c t="inlineStr"><is><t>Café_x000D_\nnoisette</t></is></c>' }, 2, ask],
    [{ xml: '<c t="inlineStr"><is><t>Café_xD800_noisette_xDC00__x0000_</t></is></c>' }, 2, ask],
    [46387, 3, { expiresOn: '2026-12-31' }],
    [styled(46387.75, 1), 3, { expiresOn: '2026-12-31' }],
    ['31/12/2026', 3, { expiresOn: '2026-12-31' }],
    [{ xml: '<c t="d"><v>2026-12-31T00:00:00</v></c>' }, 3, { expiresOn: '2026-12-31' }],
    [20261118001, 4, { reference: '20261118001' }],
    ['0042', 4, { reference: '0042' }],
  ]
  for (const [cell, place, expected] of cases)
    t.match(await askOf([titles, row.with(place, cell)]), expected, JSON.stringify(cell))
})

t.test('days that are counted from 1904', async (t) => {
  t.match(await askOf([titles, row.with(3, styled(46387 - 1462, 1))], { date1904: true }), {
    expiresOn: '2026-12-31',
  })
})

t.test('the first sheet with titles that is not hidden is read, and the others are told', async (t) => {
  const sheets: Sheet[] = [
    { ...sheet([titles, row.with(2, 'Cachée')]), state: 'hidden' },
    sheet([['Mode d’emploi']], 'Aide'),
    sheet([titles, row], 'Clients'),
    sheet([titles, row.with(2, 'Autre')], 'Archives'),
  ]
  t.match(await check(writeWorkbook(sheets)), {
    value: { lines: [{ ask }], reading: { sheet: 'Clients', others: 2 } },
  })
})

t.test('rows that a filter hides are left out, and told', async (t) => {
  const rows = [titles, row, row.with(2, 'Cachée'), [], row.with(2, 'Vue')]
  const file = (hide: string) =>
    writeWorkbook([sheet(rows)], {
      change: (xml) => xml.replaceAll(/<row r="[34]"/g, (start) => `${start} hidden="${hide}"`),
    })
  for (const hide of ['1', 'true'])
    t.match(await check(file(hide)), {
      value: { lines: [{ line: 2 }, { line: 5, ask: { description: 'Vue' } }], reading: { hidden: [3] } },
    })
  t.match(await check(file('0')), { value: { lines: { length: 3 }, reading: { hidden: [] } } })
})

t.test('a workbook that is no table of requests is refused with the reason', async (t) => {
  const good = writeWorkbook([sheet([titles, row])])
  const huge = '<x>'.padEnd(17 * 2 ** 20, ' ')
  const sizes = { 'xl/worksheets/s0.xml': 100 }
  const files: Record<string, Buffer> = {
    no_rows: writeWorkbook([sheet([titles])]),
    header: writeWorkbook([sheet([['Nom'], ['Léa']])]),
    not_csv: zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }),
    broken_workbook: good.subarray(0, good.length - 100),
    unfolds_too_much: writeWorkbook([sheet([titles])], { more: { 'xl/sharedStrings.xml': huge } }),
    too_many_rows: writeWorkbook([sheet([titles, ...Array.from({ length: 5004 }, () => row)])]),
  }
  for (const [problem, file] of Object.entries(files))
    t.match(await check(file), { ok: false, problem }, problem)
  const lie = zip({ 'xl/worksheets/s0.xml': huge, '_rels/.rels': '<a/>' }, sizes)
  t.match(await check(lie), { ok: false }, 'an archive that lies about the size of a part')
  t.match(
    await check(Buffer.from('d0cf11e0a1b11ae10000', 'hex')),
    { problem: 'not_csv' },
    'an .xls, or a password',
  )
})

t.test('a part that is made to take much memory or time is refused', async (t) => {
  const parts = {
    'nested elements': '<a>'.repeat(2 ** 20),
    'thousands of attributes': `<a ${Array.from({ length: 2 ** 16 }, (_, n) => `b${n}=""`).join(' ')}/>`,
    'entities of a DTD': '<!DOCTYPE a [<!ENTITY b "bbbb">]><sst><si><t>&b;</t></si></sst>',
    'a long text': `<sst><si><t>${'é'.repeat(2 ** 16)}</t></si></sst>`,
    'an element that is not closed': '<sst>'.padEnd(2 ** 20, ' '),
  }
  for (const [name, part] of Object.entries(parts)) {
    const more = { 'xl/sharedStrings.xml': part }
    t.match(
      await check(writeWorkbook([sheet([titles, row])], { more })),
      { problem: 'broken_workbook' },
      name,
    )
  }
  const long = [titles, ...Array.from({ length: 300 }, () => row.with(2, 'x'.repeat(32_000)))]
  t.match(await check(writeWorkbook([sheet(long)])), { problem: 'too_many_rows' }, 'texts of 9 MB')
  const cells = Array.from({ length: 1500 }, () => Array<Cell>(300).fill(1))
  t.match(await check(writeWorkbook([sheet([titles, ...cells])])), { problem: 'too_many_rows' })
})

t.test('a CSV is still a CSV', async (t) => {
  t.match(await check(`${head}\n${good}`), { ok: true })
})
