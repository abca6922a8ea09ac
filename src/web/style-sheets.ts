/** Style sheets and icons as they are served: put together from `styles/` when the process starts, painted by the palette. */
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

/** The values as custom properties, then the rules that use them. */
export function paintSheet(rules: string, schemes: Schemes): string {
  return `${writeTokens(schemes)}\n${rules}`
}

/** An icon is a file of its own, which knows no custom property: colours are written into it. */
export function paintIcon(name: string, colours: Colours): string {
  return read(name).replaceAll(/var\(--(\w+)\)/g, (_all, colour) => colours[colour]!)
}

/** A sheet of `styles/` with its parts in the place of their imports: one file, one request. */
export function readRules(name: string): string {
  return read(name).replaceAll(/^@import "(.+)"(?: layer\((\w+)\))?;$/gm, (_all, part, layer) =>
    layer ? `@layer ${layer} {\n${read(part)}}` : read(part),
  )
}

const read = (name: string) => readFileSync(join(root, name), 'utf8')

/** Paper is light: what is printed starts from the light colours, whatever the screen shows. */
function writeTokens({ light, dark, print = {} }: Schemes): string {
  const sizes = [withUnit(spaces, 'rem'), withUnit(radii, 'px'), withUnit(textSizes, 'rem'), fonts]
  return `:root{color-scheme:light dark;${[light, ...sizes].map(declare).join('')}}
@media screen and (prefers-color-scheme:dark){:root{${declare(dark)}}}
@media print{:root{color-scheme:light;${declare(print)}}}`
}

function withUnit(values: Record<string, number>, unit: 'px' | 'rem'): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, `${value}${unit}`]))
}

/** `accentDeep` is `--accent-deep`. */
function declare(values: Record<string, string>): string {
  const inCss = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  return Object.entries(values)
    .map(([name, value]) => `--${inCss(name)}:${value};`)
    .join('')
}
