import fc from 'fast-check'
import t from 'tap'
import { coloursOf, contrastOf, houseAccent, parseAccent } from '../../src/domain/accent.ts'
import { palette } from '../../src/domain/palette.ts'

const anyColour = fc.integer({ min: 0, max: 0xffffff }).map((one) => `#${one.toString(16).padStart(6, '0')}`)

t.test('the contrast is that of WCAG', async (t) => {
  t.equal(contrastOf('#000000', '#ffffff'), 21)
  t.equal(contrastOf('#ffffff', '#ffffff'), 1)
  t.equal(contrastOf('#777777', '#ffffff').toFixed(2), '4.48')
  t.equal(contrastOf('#ffffff', '#0000ff').toFixed(2), '8.59')
})

t.test('a colour is six digits, with or without its sign, in any case', async (t) => {
  for (const typed of ['#b4232a', 'B4232A', ' #B4232a '])
    t.match(parseAccent(typed), { ok: true, value: '#b4232a' }, typed)
  for (const typed of ['', '#', '#b42', '#b4232', '#b4232a0', 'red', '#b4232g', 'rgb(0,0,0)', '#b4232a;}'])
    t.strictSame(parseAccent(typed), { ok: false, problem: 'unreadable' }, typed)
})

t.test('of any colour, what is taken or proposed can be read wherever it is shown (A1)', async (t) => {
  const judge = (colour: string) => {
    const parsed = parseAccent(colour)
    const accent = parsed.ok ? parsed.value : 'nearest' in parsed ? parsed.nearest : ''
    if (!parseAccent(accent).ok) return false
    if (
      parsed.ok !==
      [palette.light.paper, palette.light.sheet].every(
        (page) => contrastOf(accent, page) >= 4.5 && accent === colour,
      )
    )
      return false
    return (['light', 'dark'] as const).every((scheme) => {
      const { accent: shade, accentDeep, onAccent, wash, paper, sheet, ink } = coloursOf(accent)[scheme]
      const pairs = [
        [shade, paper],
        [shade, sheet],
        [onAccent, shade],
        [onAccent, accentDeep],
        [ink, wash],
      ] as const
      return pairs.every(([one, other]) => contrastOf(one, other) >= 4.5)
    })
  }
  fc.assert(fc.property(anyColour, judge), { numRuns: 5_000 })
  for (const colour of ['#000000', '#ffffff', '#ff0000', '#00ff00', '#0000ff', '#ffff00', houseAccent])
    t.ok(judge(colour), colour)
})

t.test('what is proposed is as light as can be, and of the same hue', async (t) => {
  const table = { '#ff6600': '#bf4a00', '#ffd400': '#856e00', '#1877f2': '#146cdd', '#ffffff': '#707070' }
  for (const [typed, nearest] of Object.entries(table)) {
    t.match(parseAccent(typed), { ok: false, problem: 'contrast', nearest })
    t.ok(contrastOf(nearest, palette.light.paper) < 4.6, typed)
  }
})

t.test('the palette in a colour differs from ours by the accent and what is made of it', async (t) => {
  t.equal(coloursOf(houseAccent), palette)
  const { light, dark, print } = coloursOf('#b4232a')
  const { accent, accentDeep, wash } = light
  t.equal(accent, '#b4232a')
  t.strictSame(light, { ...palette.light, accent, accentDeep, wash })
  const { accent: bright, accentDeep: brighter, wash: dim, onAccent } = dark
  t.strictSame(dark, { ...palette.dark, accent: bright, accentDeep: brighter, wash: dim, onAccent })
  t.equal(print, palette.print)
})
