/** Finds the header of a file: which row it is, and which column holds which field. */
import { invalid, type Parsed, valid } from '../../domain/parsed.ts'
import { readPhone } from '../../domain/phone.ts'
import { cleanText } from '../../domain/plain-text.ts'
import type { Catalogue } from '../../i18n/catalogues.ts'
import { fewestTitles, mostRowsBeforeHeader, type Row } from '../spreadsheets/rows.ts'
import { cleanCell, completeNumber } from './cells.ts'
import { type Column, type Field, fieldOf, fold, isOwnTitle, isVague, roughFieldOf } from './titles.ts'

export interface HeaderProblem {
  /** `same`: two columns hold the same field, under two titles. */
  problem: keyof Catalogue['imports']['header']
  /** The name as it is in the file, or as it should be. */
  name: string
  /** With `same`: the other title. */
  other?: string
}

export interface ReadColumn {
  title: string
  place: number
  field: Field
}

export interface Header {
  read: ReadColumn[]
  leftOut: { title: string; place: number }[]
}

export type ParsedHeader = Parsed<Header, 'header', { header: HeaderProblem[] }>

export function countTitles(cells: string[]): number {
  return new Set(cells.map((cell) => fieldOf(cell)).filter((field) => field !== undefined)).size
}

/** The place of the row that shows the most titles. The first row, when none shows enough of them. */
export function findHeader(rows: Row[]): number {
  const counts = rows.slice(0, mostRowsBeforeHeader).map(({ cells }) => countTitles(cells))
  const most = Math.max(0, ...counts)
  return most >= fewestTitles ? counts.indexOf(most) : 0
}

/** Accepts titles in any language of the portal, in any case, with or without accents. */
export function readHeader(cells: string[], nameOf: (column: Column) => string, rows: Row[]): ParsedHeader {
  const titles = cells.map((cell, place) => ({ title: cleanText(cell), place }))
  const named = new Set(titles.filter(({ title }) => !isVague(title)).map(({ title }) => fieldOf(title)))
  const known = titles.flatMap((one) => {
    const rough = roughFieldOf(one.title)
    const field = isVague(one.title)
      ? fieldOfNumbers(one.place, rows)
      : (fieldOf(one.title) ?? (named.has(rough) ? undefined : rough))
    return field ? [{ ...one, field }] : []
  })
  const { read, problems } = chooseColumns(known)
  const missing = required.filter((fields) => !read.some(({ field }) => fields.includes(field)))
  const unknown = titles.filter(
    ({ title, place }) => title !== '' && known.every((one) => one.place !== place),
  )
  if (missing.length > 0) problems.unshift(...unknown.map(({ title }) => sayUnknown(title)))
  problems.push(...missing.map(([column]) => ({ problem: 'missing' as const, name: nameOf(column) })))
  if (problems.length > 0) return invalid('header', { header: problems })
  const leftOut = titles.filter(({ place }) => read.every((one) => one.place !== place))
  return valid({ read, leftOut })
}

/** `Numéro` is a telephone's where its cells are telephone numbers, else an invoice's. */
function fieldOfNumbers(place: number, rows: Row[]): Field {
  const isPhone = rows
    .slice(0, mostRowsBeforeHeader)
    .some(({ cells }) => readPhone(completeNumber(cleanCell(cells[place] ?? '')).text) !== undefined)
  return isPhone ? 'phone' : 'reference'
}

const required: [Column, ...Field[]][] = [['amount'], ['recipient', 'email', 'phone'], ['description']]

const sayUnknown = (name: string) => ({ problem: 'unknown' as const, name })

/**
 * One column for each field. Of two texts or dates one is taken (the sample's title before others, else the first)
 * and the other left out. Two amounts or two recipients are refused: money and messages are not guessed.
 */
function chooseColumns(known: ReadColumn[]): { read: ReadColumn[]; problems: HeaderProblem[] } {
  const read: ReadColumn[] = []
  const problems: HeaderProblem[] = []
  const ownFirst = [...known].sort((a, b) => rankOf(b.title) - rankOf(a.title))
  for (const one of ownFirst) {
    const twin = read.find(({ field }) => isSame(field, one.field))
    if (!twin) read.push(one)
    else if (fold(twin.title) === fold(one.title)) problems.push({ problem: 'twice', name: one.title })
    else if (critical.has(one.field)) problems.push({ problem: 'same', name: twin.title, other: one.title })
  }
  read.sort((a, b) => a.place - b.place)
  return { read, problems }
}

/** The titles of the sample first, and those that say the least last. */
const rankOf = (title: string) => (isOwnTitle(title) ? 2 : isVague(title) ? 0 : 1)

const critical = new Set<Field>(['amount', 'recipient', 'email', 'phone'])

/** A recipient beside an address or a number is a second recipient. An address and a number are two ways to one. */
function isSame(one: Field, other: Field): boolean {
  const isRecipient = (field: Field) => field === 'email' || field === 'phone'
  return (
    one === other ||
    (one === 'recipient' && isRecipient(other)) ||
    (other === 'recipient' && isRecipient(one))
  )
}
