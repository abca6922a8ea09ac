import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { contrastOf, houseAccent, parseAccent, shadesOf } from '../../src/domain/accent.ts'
import { startWorld } from '../fixtures/app.ts'
import { createClient } from '../fixtures/client.ts'

const css = readFileSync(join(import.meta.dirname, '../../public/pay.css'), 'utf8')
const anyColour = fc.integer({ min: 0, max: 0xffffff }).map((one) => `#${one.toString(16).padStart(6, '0')}`)
const schemes = { light: readColours(0), dark: readColours(1) }

/** What pay.css paints with by itself: in the light first, then in the dark. */
function readColours(scheme: number): Record<string, string> {
  const block = [...css.matchAll(/:root \{([^}]*)\}/g)][scheme]![1]!
  const found = block.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)
  return Object.fromEntries(
    Array.from(found, ([, name, value]) => [
      name,
      value!.length === 4 ? value!.replace(/\w/g, '$&$&') : value!,
    ]),
  )
}

t.test('the contrast is that of WCAG', async (t) => {
  t.equal(contrastOf('#000000', '#ffffff'), 21)
  t.equal(contrastOf('#ffffff', '#ffffff'), 1)
  t.equal(contrastOf('#777777', '#ffffff').toFixed(2), '4.48')
  t.equal(contrastOf('#ffffff', '#0000ff').toFixed(2), '8.59')
})

t.test('a colour is six digits, with or without its sign, in any case', async (t) => {
  for (const typed of ['#b4232a', 'B4232A', ' #B4232a '])
    t.match(parseAccent(typed), { ok: true, accent: '#b4232a' }, typed)
  for (const typed of ['', '#', '#b42', '#b4232', '#b4232a0', 'red', '#b4232g', 'rgb(0,0,0)', '#b4232a;}'])
    t.strictSame(parseAccent(typed), { ok: false, problem: 'unreadable' }, typed)
})

t.test('A1 of any colour, what is taken or proposed can be read wherever it is shown', async (t) => {
  const judge = (colour: string) => {
    const parsed = parseAccent(colour)
    const accent = parsed.ok ? parsed.accent : 'nearest' in parsed ? parsed.nearest : ''
    if (!parseAccent(accent).ok) return false
    if (
      parsed.ok !==
      [schemes.light.paper, schemes.light.sheet].every(
        (page) => contrastOf(accent, page!) >= 4.5 && accent === colour,
      )
    )
      return false
    return (['light', 'dark'] as const).every((scheme) => {
      const shades = shadesOf(accent)[scheme]
      const { paper, sheet, ink } = schemes[scheme]
      const pairs = [
        [shades.accent, paper!],
        [shades.accent, sheet!],
        [shades.on, shades.accent],
        [shades.on, shades.deep],
        [ink!, shades.wash],
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
    t.ok(contrastOf(nearest, schemes.light.paper!) < 4.6, typed)
  }
})

t.test('our own shades are those of the pay page', async (t) => {
  for (const scheme of ['light', 'dark'] as const) {
    const { accent, deep, wash, on } = shadesOf(houseAccent)[scheme]
    const { 'accent-deep': accentDeep, 'on-accent': onAccent, ...own } = schemes[scheme]
    t.strictSame([accent, deep, wash, on], [own.accent, accentDeep, own.wash, onAccent])
  }
})

t.test(
  'S9 the sheet in a colour is ours and a few rules of colours, and no other name is answered',
  async (t) => {
    const client = createClient(await startWorld(t, { jobs: false }))
    const { body, headers } = await client.get('/public/pay/b4232a.css')
    t.ok(body.startsWith(css))
    const rule =
      ':root\\{--accent:#[0-9a-f]{6};--accent-deep:#[0-9a-f]{6};--wash:#[0-9a-f]{6};--on-accent:#[0-9a-f]{6}\\}'
    const media = `@media [\\w():-]+( [\\w():-]+)?\\{${rule}\\}`
    t.match(body.slice(css.length).replaceAll('\n', ''), new RegExp(`^${rule}${media}${media}$`))
    t.match(headers, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    for (const name of [
      'B4232A.css',
      'b4232a',
      'b42.css',
      'red.css',
      'b4232a.css.map',
      '%7B%7D.css',
      '..%2Fsite.css',
    ])
      t.equal((await client.get(`/public/pay/${name}`)).statusCode, 404, name)
  },
)
