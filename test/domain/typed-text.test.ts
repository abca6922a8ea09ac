import t from 'tap'
import { cleanTyped } from '../../src/domain/plain-text.ts'

const invisible = [
  ...[
    '\u200B',
    '\u200C',
    '\u200D',
    '\u2060',
    '\uFEFF',
    '\u00AD',
    '\u034F',
    '\u061C',
    '\u180E',
    '\u3164',
    '\u115F',
  ],
  ...[
    '\u200E',
    '\u200F',
    '\u202A',
    '\u202D',
    '\u202E',
    '\u202C',
    '\u2066',
    '\u2069',
    '\uFE00',
    '\uFE0F',
    '\u{E0041}',
  ],
]

const spaces = [
  '\u00A0',
  '\u2000',
  '\u2007',
  '\u2009',
  '\u200A',
  '\u202F',
  '\u205F',
  '\u3000',
  '\u1680',
  '\u2800',
]

t.test('nothing invisible comes in, and every space is an ordinary one (S37)', async (t) => {
  for (const one of invisible) t.equal(cleanTyped(`a${one}b`), 'ab', one.codePointAt(0)!.toString(16))
  for (const one of spaces) t.equal(cleanTyped(`a${one}b`), 'a b', one.codePointAt(0)!.toString(16))
})

t.test('lines, tabs, accents, emoji and other scripts stay as they were typed', async (t) => {
  for (const text of ['8 rue des Tanneurs\r\n44000 Nantes', 'a\tb', 'e\u0301', '❤️ 1️⃣ 👍🏽 🇫🇷', 'سلام', 'ﬁ ²'])
    t.equal(cleanTyped(text), text)
  t.equal(cleanTyped('une ligne\u2028une autre'), 'une ligne\nune autre')
})
