/** What files of real people hold beside requests, and how spreadsheets change what was typed. */
import t from 'tap'
import { check, good, head, problemsOf } from '../../fixtures/imports/checked.ts'

const line = (cells: Record<string, string>) => {
  const { amount = '10', to = 'lea@exemple.fr', text = 'Facture', day = '', reference = '' } = cells
  return `montant;destinataire;description;expiration;référence\n${amount};${to};${text};${day};${reference}`
}
const askOf = async (cells: Record<string, string>) => {
  const checked = await check(line(cells))
  return checked.ok ? checked.value.lines[0]?.ask : checked
}

t.test('numbers that a spreadsheet changed are taken where no digit is lost', async (t) => {
  const taken: Record<string, string> = {
    '612345678': '+33612345678',
    '6 12 34 56 78': '+33612345678',
    '="0612345678"': '+33612345678',
    '"=""0612345678"""': '+33612345678',
    "'0612345678": '+33612345678',
    '33612345678': '+33612345678',
    '6,12345678E+08': '+33612345678',
    '32470123456': '+32470123456',
    '41791234567': '+41791234567',
    '4915112345678': '+4915112345678',
    '690123456': '+590690123456',
    '262692123456': '+262692123456',
    '612345678,00': '+33612345678',
    '612 345 678,00': '+33612345678',
    '33612345678.0': '+33612345678',
  }
  for (const [to, recipient] of Object.entries(taken))
    t.match(await askOf({ to }), { channel: 'sms', recipient }, to)
  const refused: Record<string, string> = {
    '6,12346E+08': '2 recipient abridged',
    '6.12E+08': '2 recipient abridged',
    '3.36123E+10': '2 recipient abridged',
    '#N/A': '2 recipient formula',
    '########': '2 recipient formula',
    '12345678': '2 recipient invalid',
    '112345678': '2 recipient invalid',
  }
  for (const [to, problem] of Object.entries(refused))
    t.strictSame(await problemsOf(line({ to })), [problem], to)
})

t.test('whoever sends the file is told which numbers were completed', async (t) => {
  const checked = await check(`${head}\n${good}\n10;612345678;;Facture;;\n10;32470123456;;Facture;;`)
  t.match(checked, { value: { reading: { completed: [3, 4] } } })
})

t.test('days as spreadsheets write them', async (t) => {
  const taken = [
    '31/12/2026',
    '31/12/26',
    '31-déc-26',
    '31-déc.-26',
    '31-Dec-26',
    '31.12.26',
    '46387',
    '46387,5',
  ]
  const more = [
    '31/12/2026 00:00',
    '2026-12-31 00:00:00',
    '2026-12-31T00:00:00.000Z',
    'jeudi 31 décembre 2026',
    '31/12/2026 à 12h00',
    '31 décembre 2026 à 23:59',
    '2026-12-31T00:00:00.000+01:00',
    '2026-12-31 12:00:00 UTC',
    '20261231',
  ]
  for (const day of [...taken, ...more]) t.match(await askOf({ day }), { expiresOn: '2026-12-31' }, day)
  const others = ['31/12', '12/31/2026', '4638', '99999', 'fin décembre', '31122026', '20261331']
  const otherDayInParis = ['2026-12-30T23:00:00.000Z', '2026-12-31T23:59:59Z', '31/12/2026 10:00 UTC']
  for (const day of [...others, ...otherDayInParis])
    t.strictSame(await problemsOf(line({ day })), ['2 expires_on unreadable'], day)
})

t.test('texts that a spreadsheet broke are refused, others are taken as they are', async (t) => {
  for (const text of ['#REF!', '#VALEUR!', '#NOM?', '#DIV/0!', '#N/A', '#####'])
    t.strictSame(await problemsOf(line({ text })), ['2 description formula'], text)
  t.strictSame(await problemsOf(line({ reference: '2,02612E+10' })), ['2 reference abridged'])
  for (const text of ['#118', '# 12', 'Lampe 12" noire', 'E+08', '#PROMO'])
    t.match(await askOf({ text }), { description: text }, text)
})

t.test('a first line sep=; is not part of the table', async (t) => {
  for (const start of ['sep=;\r\n', 'SEP=;\n', '"sep=;"\r\n', '\uFEFFsep=;\r\n'])
    t.match(await check(`${start}${head}\r\n${good}`), { value: { lines: [{ line: 2 }] } }, start)
  const piped = `${head}\n${good}`.replaceAll(';', '#')
  t.match(await check(`sep=#\n${piped}`), { value: { lines: [{ line: 2 }] } })
  t.match(await check(piped.replaceAll('#', '|')), { ok: true }, 'bars without being told')
})

t.test('empty lines and lines before the titles are left out, and told', async (t) => {
  const before = '\n;;;\nAtelier Lumière;;;\n"Clients, à relancer";;;\nÉdité le 26/11/2026\n\n'
  t.match(await check(`${before}${head}\n\n${good}\n;;;\n`), {
    value: { lines: [{ line: 9 }], reading: { headerLine: 7 } },
  })
  const commas = `Suivi; en cours\n\n${head.replaceAll(';', ',')}\n"49,90",a@b.fr,fr,Café,,`
  t.match(
    await check(commas),
    { value: { lines: [{ line: 4, ask: { amountCents: 4990 } }] } },
    'another delimiter above',
  )
})

t.test('total lines at the end are left out, and told, with a sum that is not right', async (t) => {
  const two = `${head}\n10;a@b.fr;;Facture;;\n20,50;c@d.fr;;Facture;;\n`
  const totals: Record<string, object> = {
    '30,50;;;;;': { lines: [4] },
    '30,50;;;Total;;': { lines: [4] },
    'Total;;;;;': { lines: [4] },
    ';TOTAL :;;;;': { problem: 'lines' },
    '25,42;;;Total HT;;\n5,08;;;TVA 20 %;;\n30,50;;;Total TTC;;': { lines: [4, 5, 6] },
    '31,50;;;Total général;;': { lines: [4], wrongCents: 3150 },
    '\n;;;;;\n30,50;;;Sous-total;;': { lines: [6] },
    '30,50;;;Cumul;;': { lines: [4] },
    '12;;;;;': { problem: 'lines' },
    '30,50;e@f.fr;;Total des travaux;;': { lines: [] },
  }
  for (const [end, expected] of Object.entries(totals)) {
    const checked = await check(two + end)
    t.match(checked.ok ? checked.value.reading.totals : checked, expected, end)
  }
})

t.test('line ends of several systems in one file each end a line', async (t) => {
  const checked = await check(
    'montant;destinataire;description\r\n10;lea@exemple.fr;"Lampe,\nabat-jour"\n20;lou@exemple.fr;Douille\r30;ana@exemple.fr;Socle',
  )
  t.match(checked.ok && checked.value, {
    lines: [
      { ask: { amountCents: 1000, recipient: 'lea@exemple.fr' } },
      { ask: { amountCents: 2000, recipient: 'lou@exemple.fr', description: 'Douille' } },
      { ask: { amountCents: 3000, recipient: 'ana@exemple.fr', description: 'Socle' } },
    ],
  })
})
