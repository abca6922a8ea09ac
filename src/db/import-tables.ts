/** The rows of imports. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Ask } from '../domain/ask.ts'
import type { Mode } from '../domain/words.ts'

/** `checked`: all lines can be sent, and none has been sent yet. */
export type ImportStatus = 'checked' | 'running' | 'stopped' | 'done'

/** Why a line that could be sent when the file was checked could not be sent when it was its turn. */
export type RowProblem = 'suppressed' | 'too_many' | 'outdated'

/** What a line asks for: the same as the form, without the idempotency key, which is the row's own. */
export type RowAsk = Omit<Ask, 'idempotencyKey'>

/** How the file was understood, for the person who sends it. Titles of columns and numbers of lines only. */
export interface FileReading {
  encoding?: string | undefined
  /** The sheet that was read, and how many others were not. */
  sheet?: string | undefined
  others?: number | undefined
  /** Lines of the sheet that are hidden, and have been left out. */
  hidden?: number[] | undefined
  /** The line of the titles. */
  headerLine: number
  columns: { title: string; field: string }[]
  leftOut: { title: string; place: number }[]
  /** Lines whose number had lost its first `0` or its `+`. */
  completed: number[]
  totals: { lines: number[]; wrongCents?: number }
}

export interface ImportTable {
  id: string
  merchant_id: string
  mode: Mode
  created_by: string | null
  file_name: string
  file_hash: string
  row_count: number
  /** Integer cents. pg returns text, because a sum may exceed an `integer`. */
  total_cents: ColumnType<string, number>
  text_count: number
  segment_count: number
  /** Null for files that came before it was kept. */
  reading: ColumnType<FileReading | null, string, never>
  status: Generated<ImportStatus>
  /** While the import runs: when its next lines are due. */
  resumes_at: Date | null
  created_at: Generated<Date>
  ended_at: Date | null
}

export interface ImportRowTable {
  import_id: string
  /** As a spreadsheet numbers lines: line 1 is the header. */
  line: number
  /** Deleted some days after the import has ended. */
  ask: ColumnType<RowAsk | null, string, null>
  problem: RowProblem | null
  idempotency_key: GeneratedAlways<string>
}
