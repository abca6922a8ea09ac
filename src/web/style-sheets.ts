/**
 * Style sheets and icons as they are served: made of the files in `styles/` and the palette when the process starts.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fonts, radii, spaces, textSizes } from '../domain/palette.ts'

interface Schemes {
  light: Colours
  dark: Colours
  print?: Colours
}

type Colours = Record<string, string>

const root = join(import.meta.dirname, '../../styles')

/** Writes the palette as custom properties, followed by the rules. */
export function paintSheet(rules: string, schemes: Schemes): string {
  return shrink(`${writeTokens(schemes)}\n${rules}`)
}

/** Without comments and needless spaces: the pay page counts its bytes. No string of ours holds what is taken away. */
function shrink(sheet: string): string {
  return sheet
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .replaceAll(';}', '}')
}

/** Writes colours into an icon, which is a file of its own and sees no custom properties. */
export function paintIcon(name: string, colours: Colours): string {
  return read(name).replaceAll(/var\(--(\w+)\)/g, (_all, colour) => colours[colour]!)
}

/** The parts of a sheet, put together as `parts.css` of its folder says: one file, one request. */
export function readRules(sheet: string): string {
  return read(`${sheet}/parts.css`).replaceAll(
    /^@import "(.+)"(?: layer\((\w+)\))?;$/gm,
    (_all, part, layer) => {
      const rules = read(join(sheet, part))
      return layer ? `@layer ${layer} {\n${rules}}` : rules
    },
  )
}

const read = (name: string) => readFileSync(join(root, name), 'utf8')

/** Printed pages start from the light colours, whatever the screen shows. */
function writeTokens({ light, dark, print = {} }: Schemes): string {
  const sizes = [withUnit(spaces, 'rem'), withUnit(radii, 'px'), withUnit(textSizes, 'rem'), fonts]
  return `:root{color-scheme:light dark;${[light, ...sizes].map(declare).join('')}}
@media screen and (prefers-color-scheme:dark){:root{${declare(dark)}}}
@media print{:root{color-scheme:light;${declare(print)}}}`
}

function withUnit(values: Record<string, number>, unit: 'px' | 'rem'): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, `${value}${unit}`]))
}

/** `accentDeep` becomes `--accent-deep`. */
function declare(values: Record<string, string>): string {
  const inCss = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  return Object.entries(values)
    .map(([name, value]) => `--${inCss(name)}:${value};`)
    .join('')
}
