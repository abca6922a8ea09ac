/** Reads the header of a file: which column holds which field. */

import { cleanText } from '../../domain/plain-text.ts'
import { portalLanguages } from '../../domain/words.ts'
import { catalogueOf } from '../../i18n/catalogues.ts'

export const columns = ['amount', 'recipient', 'language', 'description', 'expires_on', 'reference'] as const
export type Column = (typeof columns)[number]

const required: Column[] = ['amount', 'recipient', 'description']

export interface HeaderProblem {
  problem: 'missing' | 'unknown' | 'twice'
  /** The name as it is in the file, or as it should be. */
  name: string
}

export type Header = { ok: true; places: Map<Column, number> } | { ok: false; problems: HeaderProblem[] }

/** Accepts the columns' names in any language of the portal, in any case, with or without accents. */
export function readHeader(cells: string[], nameOf: (column: Column) => string): Header {
  const places = new Map<Column, number>()
  const problems: HeaderProblem[] = []
  for (const [place, cell] of cells.entries()) {
    const name = cleanText(cell)
    // Spreadsheets also write columns that were emptied.
    if (name === '') continue
    const column = known.get(fold(name))
    if (column && !places.has(column)) places.set(column, place)
    else problems.push({ problem: column ? 'twice' : 'unknown', name })
  }
  const missing = required.filter((column) => !places.has(column))
  problems.push(...missing.map((column) => ({ problem: 'missing' as const, name: nameOf(column) })))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, places }
}

const known = new Map(
  portalLanguages.flatMap((language) => {
    const names = catalogueOf(language).imports.columns
    return columns.map((column) => [fold(names[column]), column] as const)
  }),
)

export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
