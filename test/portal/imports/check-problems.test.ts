import t from 'tap'
import { check, good, head, problemsOf } from '../../fixtures/imports/checked.ts'

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
  t.match(await check(Buffer.from([0x50, 0x4b, 3, 4, 0, 0])), { problem: 'broken_workbook' })
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
    too_many_rows: [short + ';\n'.repeat(most / 2), '\n'.repeat(most)],
    unreadable: ['a;'.repeat(most / 2), short + ';'.repeat(most), '"'.repeat(most)],
    no_rows: [short + `${';'.repeat(200)}\n`.repeat(1000)],
  }
  for (const [problem, some] of Object.entries(files))
    for (const file of some) t.match(await check(file), { ok: false, problem })
})

t.test('a file of another format is told as such, whatever its name', async (t) => {
  const files = [
    ...[
      '<html><table><tr><td>Montant</td></tr></table>',
      '<?xml version="1.0"?><Workbook/>',
      '<!DOCTYPE html>',
    ],
    ...['%PDF-1.7', '{\\rtf1\\ansi}', '[{"montant":10}]', '{"montant":10}'],
  ]
  for (const file of files) t.match(await check(file), { problem: 'not_csv' }, file)
})
