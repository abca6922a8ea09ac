/** Reads the rows of a sheet of an .xlsx workbook. */
import { type CellFormats, spellNumber } from './cell-formats.ts'
import { mostCells, mostLines, type Row, trimRow } from './rows.ts'
import type { XmlReader } from './xml.ts'

/** The sheet has more rows or cells than we read. */
export class TooManyRows extends Error {}

/** In characters. A spreadsheet keeps no more in a cell (Excel's specifications and limits). */
const longestCell = 32_767
/** In characters, over all cells: many of them may refer to one long text. */
const mostCharacters = 8 * 2 ** 20

/** What is right of these columns is left out, as columns without a known title are. */
const mostColumns = 300

/** Reads `xl/sharedStrings.xml` into `strings`: texts that cells refer to by number. */
export function stringsReader(strings: string[]): XmlReader {
  const text = textReader()
  return {
    open(name) {
      if (name === 'si') text.start()
      text.open(name)
    },
    text: text.add,
    close(name) {
      text.close(name)
      if (name === 'si') strings.push(text.read())
    },
  }
}

/** The texts of `t` elements, without those that say how the others are pronounced (`rPh`). */
function textReader() {
  let text = ''
  let isText = false
  let isPronounced = false
  return {
    start: () => {
      text = ''
    },
    open: (name: string) => {
      if (name === 't') isText = true
      if (name === 'rPh') isPronounced = true
    },
    add: (more: string) => {
      if (isText && !isPronounced) text += more
      if (text.length > longestCell) throw new Error('a cell is too long')
    },
    close: (name: string) => {
      if (name === 't') isText = false
      if (name === 'rPh') isPronounced = false
    },
    // How a workbook writes a line break of Windows, among others (ECMA-376, part 1, 22.9.2.19).
    read: () =>
      text.replace(/_x([0-9a-f]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
  }
}

interface Workbook {
  strings: string[]
  formats: CellFormats
}

/** Reads a sheet into `rows`, without its empty and its hidden rows. Throws `TooManyRows`. */
export function sheetReader(rows: Row[], { strings, formats }: Workbook, hidden: number[] = []): XmlReader {
  const text = textReader()
  let row: Row = { line: 0, cells: [], width: mostColumns }
  let cell = { column: -1, type: '', style: 0, value: '' }
  let isValue = false
  let isHidden = false
  let cellCount = 0
  let characterCount = 0

  function endRow() {
    row.cells = trimRow(Array.from(row.cells, (one = '') => one.trim()))
    cellCount += row.cells.length
    characterCount += row.cells.reduce((sum, { length }) => sum + length, 0)
    if (row.cells.length > 0 && isHidden) hidden.push(row.line)
    else if (row.cells.length > 0) rows.push(row)
    if (rows.length + hidden.length > mostLines || cellCount > mostCells || characterCount > mostCharacters)
      throw new TooManyRows()
  }

  function endCell() {
    const { column, type, style, value } = cell
    if (column >= mostColumns) return
    if (type === 's') row.cells[column] = strings[Number(value)] ?? ''
    else if (type === 'inlineStr') row.cells[column] = text.read()
    else if (type === '' || type === 'n')
      row.cells[column] = spellNumber(value, formats.codes[style] ?? '', formats)
    else row.cells[column] = value
  }

  return {
    open(name, { r = '', t = '', s = '', hidden: mark = '' }) {
      // A filter hides rows: whoever exports what is shown does not mean them.
      if (name === 'row') isHidden = /^(1|true)$/.test(mark)
      if (name === 'row') row = { line: r ? Number(r) : row.line + 1, cells: [], width: mostColumns }
      if (name === 'c') {
        cell = { column: columnOf(r) ?? cell.column + 1, type: t, style: Number(s), value: '' }
        text.start()
      }
      if (name === 'row') cell.column = -1
      isValue = name === 'v'
      text.open(name)
    },
    text(more) {
      if (isValue && cell.value.length <= longestCell) cell.value += more
      text.add(more)
    },
    close(name) {
      text.close(name)
      isValue = false
      if (name === 'c') endCell()
      if (name === 'row') endRow()
    },
  }
}

/** `B12` -> 1. */
function columnOf(place: string): number | undefined {
  const [letters = ''] = /^[A-Z]{1,3}/.exec(place) ?? []
  if (letters === '') return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
