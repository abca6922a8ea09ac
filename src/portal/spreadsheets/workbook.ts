/** Reads an .xlsx workbook (ECMA-376): the first sheet that shows the titles of a table. */
import { posix } from 'node:path'
import { invalid, valid } from '../../domain/parsed.ts'
import { type Archive, openArchive, UnfoldsTooMuch } from './archive.ts'
import { formatsReader } from './cell-formats.ts'
import {
  type CountTitles,
  fewestTitles,
  mostLines,
  mostRowsBeforeHeader,
  type ParsedTable,
  type Row,
  type Table,
} from './rows.ts'
import { sheetReader, stringsReader, TooManyRows } from './sheet.ts'
import { readXml, type XmlReader } from './xml.ts'

export async function readWorkbook(bytes: Buffer, countTitles: CountTitles): Promise<ParsedTable> {
  try {
    return await readSheets(await openArchive(bytes), countTitles)
  } catch (error) {
    if (error instanceof UnfoldsTooMuch) return invalid('unfolds_too_much', { line: 1 })
    if (error instanceof TooManyRows) return invalid('too_many_rows', { line: mostLines })
    // Everything else was thrown for what the file holds: it is no ZIP archive, or no XML.
    return invalid('broken_workbook', { line: 1 })
  }
}

async function readSheets(archive: Archive, countTitles: CountTitles): Promise<ParsedTable> {
  const path = (await readTargets(archive, '')).get('officeDocument') ?? ''
  const { sheets, isFrom1904 } = await readContents(archive, path)
  // Documents of other programs are archives too.
  if (sheets.length === 0) return invalid('not_csv', { line: 1 })
  const targets = await readTargets(archive, path)
  const strings: string[] = []
  const codes: string[] = []
  await readPart(archive, targets.get('sharedStrings'), stringsReader(strings))
  await readPart(archive, targets.get('styles'), formatsReader(codes))
  const others = sheets.length - 1
  let first: Table | undefined
  for (const { name, id } of sheets) {
    const rows: Row[] = []
    const hidden: number[] = []
    const workbook = { strings, formats: { codes, isFrom1904 } }
    await readPart(archive, targets.get(id), sheetReader(rows, workbook, hidden))
    const isTable = rows
      .slice(0, mostRowsBeforeHeader)
      .some(({ cells }) => countTitles(cells) >= fewestTitles)
    const table = { rows, sheet: name, others, hidden }
    if (isTable) return valid(table)
    if (rows.length > 0) first ??= table
  }
  return valid(first ?? { rows: [] })
}

interface Contents {
  /** Those that are not hidden. */
  sheets: { name: string; id: string }[]
  isFrom1904: boolean
}

async function readContents(archive: Archive, path: string): Promise<Contents> {
  const contents: Contents = { sheets: [], isFrom1904: false }
  if (!path.endsWith('.xml')) return contents
  await readPart(archive, path, {
    open(element, { name = '', id = '', state = 'visible', date1904 = '' }) {
      if (element === 'sheet' && state === 'visible') contents.sheets.push({ name, id })
      if (element === 'workbookPr') contents.isFrom1904 = /^(1|true)$/.test(date1904)
    },
  })
  return contents
}

/** The parts that this part refers to, by the id and by the kind of the reference. */
async function readTargets(archive: Archive, path: string): Promise<Map<string, string>> {
  const folder = posix.dirname(path)
  const targets = new Map<string, string>()
  await readPart(archive, posix.join(folder, '_rels', `${posix.basename(path)}.rels`), {
    open(element, { Id = '', Type = '', Target = '' }) {
      if (element !== 'Relationship') return
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target)
      for (const key of [Id, posix.basename(Type)]) if (!targets.has(key)) targets.set(key, target)
    },
  })
  return targets
}

async function readPart(archive: Archive, path: string | undefined, reader: XmlReader): Promise<void> {
  const pieces = path === undefined ? undefined : await archive.read(path)
  if (pieces) await readXml(pieces, reader)
}
