/** In which encoding a file is: told by its content, or asked, and never guessed wrong. */
import t from 'tap'
import { decode } from '../../../src/portal/spreadsheets/encoding.ts'
import type { Encoding } from '../../../src/portal/spreadsheets/encodings.ts'

const oneByte = ['windows', 'latin9', 'mac', 'dos'] as const

/** Undefined when the encoding has no such character. */
function encode(text: string, encoding: Encoding): Buffer | undefined {
  const bytes = [...text].map((one) => bytesOf(encoding).get(one))
  return bytes.includes(undefined) ? undefined : Buffer.from(bytes as number[])
}

const known = new Map<Encoding, Map<string, number>>()

function bytesOf(encoding: Encoding): Map<string, number> {
  const made = known.get(encoding)
  if (made) return made
  const pairs = Array.from(
    { length: 256 },
    (_, byte) => [textOf(decode(Buffer.of(byte), encoding)), byte] as const,
  )
  const bytes = new Map(pairs.reverse())
  known.set(encoding, bytes)
  return bytes
}

const textOf = (decoded: ReturnType<typeof decode>) => (decoded.ok ? decoded.value.text : '?')

t.test('words whose encoding is told by one letter', async (t) => {
  for (const text of [
    'Réparation',
    'RÉPARATION',
    'Crème brûlée',
    'Léa Noël',
    'référence',
    'Été à Orléans',
    'Café, 49 €',
  ])
    for (const encoding of oneByte) {
      const bytes = encode(text, encoding)
      if (bytes) t.equal(textOf(decode(bytes)), text, `${text} in ${encoding}`)
    }
})

t.test('a word that makes sense in two encodings is asked about, the right reading among them', async (t) => {
  for (const text of [
    'Noël',
    'FAÇADE',
    'Garçon',
    'Forêt',
    'Señor',
    'João',
    'Maïs',
    'dû',
    'Straße',
    'cœur',
    'Île',
    '49,90 €',
  ])
    for (const encoding of oneByte) {
      const bytes = encode(text, encoding)
      if (!bytes) continue
      const decoded = decode(bytes)
      const readings = decoded.ok ? [decoded.value.text] : decoded.readings.map((one) => one.text.trim())
      t.ok(readings.includes(text), `${text} in ${encoding}: ${readings}`)
    }
})

t.test('files of Windows in which only one reading makes sense are not asked about', async (t) => {
  for (const text of [
    'Noël',
    'Müller',
    'Señor',
    'Bjørn',
    'façade',
    'Facture n°118',
    '1 234,50 €',
    'Élagage',
    '« Lampe »',
  ])
    t.equal(textOf(decode(encode(text, 'windows')!)), text)
})

t.test(
  'UTF-16, either way round, with and without a byte order mark; UTF-8 with one broken character',
  async (t) => {
    const text = 'montant;destinataire\r\n10;léa@exemple.fr\r\n'
    const little = Buffer.from(text, 'utf16le')
    const big = Buffer.from(little).swap16()
    const files = [
      little,
      big,
      Buffer.concat([Buffer.of(0xff, 0xfe), little]),
      Buffer.concat([Buffer.of(0xfe, 0xff), big]),
    ]
    for (const file of files) t.equal(textOf(decode(file)), text)
    const broken = Buffer.concat([Buffer.from('Réparation d’été à Noël, 49 €'), Buffer.of(0xe9)])
    t.match(decode(broken), { ok: false, readings: [{ encoding: 'utf-8' }] })
  },
)
