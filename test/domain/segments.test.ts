import fc from 'fast-check'
import t from 'tap'
import { countSegments, toGsm } from '../../src/domain/segments.ts'

const basic = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà'
const extension = '^{}\\[~]|€\f'
const gsmText = fc.string({ unit: fc.constantFrom(...basic, ...extension), maxLength: 500 })
const anyText = fc.string({ unit: fc.constantFrom(...'aé€ê🙂'), maxLength: 500 })

t.test('à é è ù ì ò Ç keep an SMS in GSM-7, one unit each (L8)', async (t) => {
  t.same(countSegments('àéèùìòÇ'), { encoding: 'GSM-7', units: 7, segments: 1 })
  t.same(countSegments(basic), { encoding: 'GSM-7', units: basic.length, segments: 1 })
  t.same(countSegments(extension), { encoding: 'GSM-7', units: 20, segments: 1 })
})

t.test('ê ô ç œ î â ë û, typographic signs and no-break spaces make it UCS-2 (L8)', async (t) => {
  for (const character of 'êôçœîâëûïÀÈÊ’«…–\u00A0\u202F') {
    t.same(countSegments(character), { encoding: 'UCS-2', units: 1, segments: 1 }, character)
  }
  t.same(countSegments('🙂'), { encoding: 'UCS-2', units: 2, segments: 1 })
})

t.test('segments hold 160 then 153 septets, 70 then 67 UTF-16 units (L8)', async (t) => {
  const lengths: [string, number, number][] = [
    ['a', 0, 1],
    ['a', 160, 1],
    ['a', 161, 2],
    ['a', 306, 2],
    ['a', 307, 3],
    ['€', 80, 1],
    ['€', 81, 2],
    ['ê', 70, 1],
    ['ê', 71, 2],
    ['ê', 134, 2],
    ['ê', 135, 3],
    ['🙂', 35, 1],
    ['🙂', 36, 2],
  ]
  for (const [character, length, segments] of lengths) {
    t.equal(countSegments(character.repeat(length)).segments, segments, `${length} ${character}`)
  }
})

t.test('neither an extension character nor a surrogate pair is cut in two (L8)', async (t) => {
  t.same(countSegments(`${'a'.repeat(152)}€${'a'.repeat(152)}`), {
    encoding: 'GSM-7',
    units: 306,
    segments: 3,
  })
  t.same(countSegments(`${'a'.repeat(151)}€${'a'.repeat(153)}`), {
    encoding: 'GSM-7',
    units: 306,
    segments: 2,
  })
  t.same(countSegments(`${'ê'.repeat(66)}🙂${'ê'.repeat(66)}`), {
    encoding: 'UCS-2',
    units: 134,
    segments: 3,
  })
})

t.test('there are always enough segments for the units, and never a needless one (L8)', async () => {
  fc.assert(
    fc.property(fc.oneof(gsmText, anyText), (text) => {
      const { encoding, units, segments } = countSegments(text)
      const [alone, joined] = encoding === 'GSM-7' ? [160, 153] : [70, 67]
      if (units <= alone) return segments === 1
      return units <= segments * joined && segments <= Math.ceil(units / (joined - 1))
    }),
  )
})

t.test('typography and missing accents are spelled in GSM-7, nothing lost (L8)', async (t) => {
  t.equal(toGsm('L’Atelier – « Œuvres »… 1\u202F234,50\u00A0€'), 'L\'Atelier - "OEuvres"... 1 234,50 €')
  t.equal(toGsm('Forêt, Noël, façade, cœur, île, âtre, août'), 'Foret, Noel, facade, coeur, ile, atre, aout')
  t.equal(toGsm('À bientôt, ÉCOLE, Ça, déjà'), 'A bientot, ÉCOLE, Ça, déjà')
  t.equal(toGsm('e\u0301te\u0301 e\u0302'), 'été e')
  t.equal(toGsm('“Ici” ‘là’ c‑à‑d'), '"Ici" \'là\' c-à-d')
})

t.test('what has no equal in GSM-7 stays as it is (L8)', async (t) => {
  for (const text of ['🙂', 'Привет', '日本', 'й', 'm²']) t.equal(toGsm(text), text)
})

t.test('a GSM-7 text is left alone, and any French text becomes one (L8)', async () => {
  const french = fc.string({
    unit: fc.constantFrom(...'aàâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ’«»…–—\u00A0\u202F'),
  })
  fc.assert(fc.property(gsmText, (text) => toGsm(text) === text))
  fc.assert(fc.property(french, (text) => countSegments(toGsm(text)).encoding === 'GSM-7'))
})
