import t from 'tap'
import { parseOwnWords } from '../../src/domain/own-words.ts'

const problemOf = (typed: string) => {
  const parsed = parseOwnWords(typed)
  return parsed.ok ? undefined : parsed.problem
}

t.test('what a program would make a link of is refused (S37)', async (t) => {
  const refused = {
    link: [
      'Voir evil.example/payer',
      'https://evil',
      'WWW.evil',
      'evil。example',
      'Merci.Bonne journée',
      'Au 192.0.2.1',
    ],
    address: ['lea@exemple.fr', 'Écrivez à lea＠exemple.fr'],
    phone: [
      ...['06 12 34 56 78', '+33 6 12 34 56 78', 'Au 0612345678', '06.12.34.56.78', '06/12/2034 56 78'],
      ...['06\n12\n34\n56\n78', '12 06/12/2034', 'FR76 3000 4000 5000', '06/12/20345678'],
    ],
    card_number: ['4242 4242 4242 4242'],
    too_long: ['a'.repeat(301)],
  }
  for (const [problem, texts] of Object.entries(refused))
    for (const typed of texts) t.equal(problemOf(typed), problem, typed)
})

t.test('dates, amounts, times and the ends of sentences are no links', async (t) => {
  const fine = [
    'Rendez-vous le 03/12/2026 à 9 h 30.',
    'Le 3.12.2026, puis le 17-01-2027. Merci !',
    'Solde de 1 234,50 € sur 2 500,00 €, facture 2026-118.',
    'Lampe 24/24, réf. F-118, S.A.R.L. Martin… Vous pouvez m’appeler avant 18 h.',
    'é'.repeat(300),
  ]
  for (const typed of fine) t.equal(problemOf(typed), undefined, typed)
})

t.test('line breaks are kept, and nothing invisible is (S37)', async (t) => {
  t.match(parseOwnWords('Bonjour Léa,\r\n\r\n\r\n\r\nvoici  \u202Ele solde.\n\u200BMerci\t! '), {
    ok: true,
    value: 'Bonjour Léa,\n\nvoici le solde.\nMerci !',
  })
  t.match(parseOwnWords(' \r\n\u200B'), { ok: true, value: null })
})
