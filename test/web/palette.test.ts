import { basename, dirname, join } from 'node:path'
import t from 'tap'
import { bankPalette, palette } from '../../src/domain/palette.ts'
import { assets } from '../../src/web/assets.ts'
import { colourNames } from '../fixtures/colour-names.ts'
import { capture, type File, grep, readAll } from '../fixtures/sources.ts'

const parts = readAll('styles/**/*.css')
const icons = readAll('styles/**/*.svg')
const views = readAll('views/**/*.eta')

const literal =
  /#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(/i
const name = new RegExp(`(?<![\\w-])(?:${colourNames.join('|')})(?![\\w-])`, 'i')

t.test('No colour is written in a style sheet, an icon or a view: they stand in the palette', async (t) => {
  const declared = capture(parts, /[\w-]+:\s([^;{}]*);/g)
  // Where a colour may stand in a view. A URL or a target can look like one.
  const painted = capture(views, /\b(?:style|fill|stroke|bgcolor|color|content|value)="([^"]*)"/g)
  const styled = capture(views, /<style>([\s\S]*?)<\/style>/g)
  const attributes = capture(icons, /="([^"]*)"/g)
  const seen = [...declared, ...painted, ...styled, ...attributes]
  t.ok(declared.length > 500 && painted.length > 20 && styled.length === 1 && attributes.length > 5)
  t.strictSame([...grep(seen.map(withoutCode), literal), ...grep(seen.map(withoutCode), name)], [])
  t.strictSame(grep(views, /'#[0-9a-f]{3,8}'/i), [], 'nor in the code of a view')
})

t.test('The test knows a colour when it sees one', async (t) => {
  for (const colour of ['#fff', '#0e4030', 'rgb(0 0 0)', '1px solid red', 'hsl(0 0% 0%)', 'White'])
    t.ok(literal.test(colour) || name.test(colour), colour)
  for (const none of ['currentColor', 'transparent', 'var(--white)', 'CanvasText', 'in oklab'])
    t.notOk(literal.test(none) || name.test(none), none)
})

t.test('A part of a style sheet has at most 200 lines, and says in the first what it is about', async (t) => {
  t.ok(parts.length > 30)
  const long = parts.filter(({ text }) => text.trimEnd().split('\n').length > 200)
  const silent = parts.filter(({ text }) => !/^\/\* .+\. \*\/\n/.test(text))
  t.strictSame([...long, ...silent].map(pathOf), [])
})

t.test('Every part stands in a sheet, and a sheet as it is served imports nothing', async (t) => {
  const imports = capture(parts, /^@import "(.+)"/gm)
  const imported = new Set(imports.map(({ path, text }) => join(dirname(path), text)))
  const sheets = parts.filter(({ path }) => path.endsWith('/parts.css'))
  const lost = parts.filter((part) => !sheets.includes(part) && !imported.has(part.path))
  t.strictSame(lost.map(pathOf), [])
  const names = sheets.map(({ path }) => `${basename(dirname(path))}.css`)
  t.strictSame(names.sort(), ['bank.css', 'pay.css', 'site.css'])
  for (const name of names) t.notMatch(String(assets.get(name)), '@import')
})

t.test(
  'Whatever custom property a rule uses is a value of the palette, or its part declares it',
  async (t) => {
    for (const sheet of ['site.css', 'pay.css', 'bank.css']) {
      const css = String(assets.get(sheet))
      const declared = new Set(Array.from(css.matchAll(/--[\w-]+(?=:)/g), String))
      const used = new Set(Array.from(css.matchAll(/(?<=var\()--[\w-]+/g), String))
      t.strictSame(
        [...used].filter((one) => !declared.has(one)),
        [],
        sheet,
      )
    }
  },
)

t.test('Sheets and icons are painted with the palette', async (t) => {
  for (const [sheet, { light, dark }] of [
    ['site.css', palette],
    ['pay.css', palette],
    ['bank.css', bankPalette],
  ] as const) {
    const [inLight, inDark] = String(assets.get(sheet)).split('@media screen and (prefers-color-scheme:dark)')
    t.match(inLight, `--paper:${light.paper};`, sheet)
    t.match(inDark, `--paper:${dark.paper};`, sheet)
  }
  t.match(assets.get('favicon.svg'), `fill="${palette.light.accent}"`)
  t.match(assets.get('bank.svg'), `fill="${bankPalette.light.accent}"`)
})

const pathOf = ({ path }: File) => path

function withoutCode({ path, text }: File): File {
  return { path, text: text.replaceAll(/<%[\s\S]*?%>/g, '') }
}
