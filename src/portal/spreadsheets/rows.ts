/** What a file is read into. */
import type { Parsed } from '../../domain/parsed.ts'
import type { Encoding } from './encodings.ts'

/** A row with something in it. */
export interface Row {
  /** As the spreadsheet numbers it. */
  line: number
  cells: string[]
  /** How many cells the row has in the file, with the empty ones after the last that is filled. */
  width: number
}

export type TableProblem = 'not_csv' | 'unreadable' | 'too_many_rows' | 'unfolds_too_much' | 'broken_workbook'

export interface Table {
  rows: Row[]
  encoding?: Encoding
  /** The name of the sheet that was read. */
  sheet?: string
  /** How many other sheets have been left out. */
  others?: number
  /** The lines of the sheet's rows that are hidden, and left out. */
  hidden?: number[]
}

/** `line`: from here on the file cannot be read. */
export type ParsedTable = Parsed<Table, TableProblem, { line: number }>

/** Whether this row holds the titles of the columns: how many of its cells are titles that are known. */
export type CountTitles = (cells: string[]) => number

/** How many titles make a row the header. */
export const fewestTitles = 2

/** A file with more rows or cells than these is refused. Empty rows are not counted: they are not kept. */
export const mostLines = 20_000
export const mostCells = 400_000

/** The cells up to the last that is not empty. */
export function trimRow(cells: string[]): string[] {
  const last = cells.findLastIndex((cell) => cell !== '')
  return cells.slice(0, last + 1)
}

/** The first rows, where there can be a header. */
export const mostRowsBeforeHeader = 30
