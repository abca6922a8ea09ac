import fc from 'fast-check'
import t from 'tap'
import { cleanText } from '../../src/domain/plain-text.ts'

const nasty = fc.constantFrom(
  ...[0x00, 0x09, 0x0a, 0x0d, 0x1b, 0x20, 0x7f, 0x85, 0xa0, 0xad, 0x301, 0x61c, 0x200b, 0x200c, 0x200d],
  ...[0x200e, 0x200f, 0x2028, 0x202a, 0x202e, 0x202f, 0x2060, 0x2066, 0x2069, 0xfeff, 0x65, 0x1f642, 0xe0041],
)
const nastyText = fc.array(nasty).map((points) => String.fromCodePoint(...points))
const anyText = fc.oneof(nastyText, fc.string({ unit: 'binary' }))

t.test('bidi controls, zero-width characters and soft hyphens are stripped (S37)', async (t) => {
  t.equal(cleanText('facture \u202Egpj.exe\u202C'), 'facture gpj.exe')
  t.equal(cleanText('\u2066a\u2069\u200Eb\u200F\u061Cc'), 'abc')
  t.equal(cleanText('\uFEFFpay\u200Bpal\u2060 sou\u00ADvent\u200C\u200D'), 'paypal souvent')
  t.equal(cleanText('👩\u200D👧'), '👩👧')
  t.equal(cleanText('a\uD800b\uDC00'), 'a b')
})

t.test('controls, line breaks and runs of white space become one space (S37)', async (t) => {
  t.equal(cleanText('  Table\r\n\r\nen\u0000chêne\t\u00A0\u202F2\u2028m\u0085 '), 'Table en chêne 2 m')
  t.equal(cleanText(' \u200B\u0007 '), '')
})

t.test('letters are composed, and ordinary text is left as it is', async (t) => {
  t.equal(cleanText('e\u0301te\u0301'), 'été')
  t.equal(cleanText('e\u200B\u0301'), 'é')
  const text = 'Chaise « Œuvre » n°3, 49,90 € & <b>café</b> 🙂 https://exemple.fr'
  t.equal(cleanText(text), text)
})

t.test('nothing invisible is left in any text, and cleaning twice changes nothing more (S37)', async () => {
  const left = /[\p{Cc}\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]|\s\s|^\s|\s$|[^\S ]/u
  fc.assert(
    fc.property(anyText, (typed) => {
      const text = cleanText(typed)
      return !left.test(text) && text === text.normalize('NFC') && cleanText(text) === text
    }),
    { numRuns: 2000 },
  )
})
