import t from 'tap'
import { parseAmount } from '../../src/domain/money.ts'

t.test('a spelling with two readings, or none, is refused (S20)', async (t) => {
  const ambiguous = [
    '1,234',
    '1.234',
    '4 9',
    '1e3',
    '-5',
    '−5',
    '+5',
    '12.345,67',
    '12,345.67',
    '049',
    '00,99',
  ]
  const spaces = ['1234 567', '1 23', '1  234', '1\t234', '49 ,90', '49, 90', '12 34,50', '0 123', '49  €']
  const others = [
    'NaN',
    'Infinity',
    '0x31',
    '49,',
    ',99',
    '49,901',
    '€49€',
    '€ 49 EUR',
    '€ 49€90',
    '49€9',
    '49€900',
    '49,90€50',
    '49 USD',
    '$49',
    "1'23",
    "1'234 567",
    "1''234",
    "'49",
    '1.234,50',
    '49,90 € TTC ou HT',
    '49,90 HT',
    '49,90 € HT',
    'TTC',
    '49,90-',
    '-49,90',
    '(49,90)',
    '49,-5',
    '49,---',
    '49,900',
    '49,000 €',
    '49.901200',
    '49.90,',
    '49,90 CHF',
    '49,90 €/mois',
    '2 x 49,90 €',
    '~50 €',
    '４９',
    '49 €€',
    '49\n50',
  ]
  for (const typed of [...ambiguous, ...spaces, ...others]) {
    t.same(parseAmount(typed), { ok: false, problem: 'ambiguous' }, typed)
  }
})
