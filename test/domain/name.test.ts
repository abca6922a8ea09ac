import fc from 'fast-check'
import t from 'tap'
import { parseName, shortenName } from '../../src/domain/name.ts'

const parse = (name: string) => parseName(name, 80, 'Acquit')

t.test('a name is a name: businesses and people are called so (S67)', async (t) => {
  const names = [
    ...[
      'Atelier Lumière',
      'L’Œuvre d’Étienne',
      'S.A.R.L. Martin & Fils',
      'J.-P. Martin',
      'Table & Co',
      'Maison <Perrin>',
    ],
    ...[
      'Garage 2000',
      'Studio 54',
      'Hôtel 1900',
      'Épicerie 24/24 7/7',
      'Boulangerie 1789-2026',
      'Les 3 Brasseurs',
      'Café №5',
    ],
    ...[
      'Acquitaine Vins',
      'Les Acquittés',
      'Qui t’a dit ?',
      'Café @ Home',
      '1er étage',
      'Bar à ☕',
      'Tel Aviv 1909',
      '8 à Huit',
    ],
    ...[
      'Αθήνα',
      'Кафе',
      'שלום',
      'شركة',
      'Sushi 寿司',
      'カフェ',
      '한국 Bistro',
      'Nguyễn Thị',
      'Øyvind Ærø',
      'x',
    ],
  ]
  for (const name of names) t.strictSame(parse(name), { ok: true, value: name }, name)
})

t.test('no name at all, and a long one, have their own problem', async (t) => {
  for (const name of ['', ' ', '\u200B']) t.strictSame(parse(name), { ok: false, problem: 'empty' })
  t.strictSame(parseName('é'.repeat(21), 20, 'Acquit'), { ok: false, problem: 'too_long' })
  t.strictSame(parseName('🙂'.repeat(20), 20, 'Acquit'), { ok: true, value: '🙂'.repeat(20) })
})

t.test('a long name is shortened to whole words, and a single long word to its beginning', async (t) => {
  const shortened = {
    'Atelier Lumière': 'Atelier Lumière',
    'Boulangerie-Pâtisserie Lumière & Filles': 'Boulangerie',
    'Les Ébénistes réunis de Nantes': 'Les Ébénistes réunis',
    'Lumière, Perrin et Filles': 'Lumière, Perrin et',
    Donaudampfschifffahrtsgesellschaft: 'Donaudampfschifffahr',
    '3639 Donaudampfschifffahrtsgesellschaft': '3639 Donaudampfschif',
    ['🙂'.repeat(30)]: '🙂'.repeat(20),
  }
  for (const [name, short] of Object.entries(shortened)) t.equal(shortenName(name), short, name)
})

t.test('another platform has its own name to itself (S67)', async (t) => {
  for (const name of ['La Poste', 'LA-POSTE', 'Laposte', 'Services de La Poste'])
    t.strictSame(parseName(name, 80, 'La Poste'), { ok: false, problem: 'platform' }, name)
  for (const name of ['Acquit', 'La Postière', 'Poste']) t.ok(parseName(name, 80, 'La Poste').ok, name)
})

t.test('whatever is around an address, a number or the platform’s name, it is seen (S67)', async () => {
  const around = fc.constantFrom('', 'Chez ', 'Payez ', '« ', '(', 'Été ')
  const bait = fc.constantFrom(
    'evil.example',
    'lea@exemple.fr',
    '06 12 34 56 78',
    'Acquit',
    'ACQUIT',
    'Acqu\u0456t',
  )
  fc.assert(fc.property(around, bait, (before, one) => !parse(`${before}${one}`).ok))
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => typeof parse(name).ok === 'boolean'))
})
