/** The values that the pages of imports show. */

import type { Config } from '../../config/config.ts'
import type { RowAsk } from '../../db/import-tables.ts'
import type { Deps } from '../../deps.ts'
import { NotFound } from '../../domain/errors.ts'
import { isoDay } from '../../domain/formats.ts'
import { limitsOfFiles } from '../../domain/limits.ts'
import { mostDays } from '../../domain/request-lifecycle.ts'
import { countSegments } from '../../domain/segments.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import type { Mode } from '../../domain/words.ts'
import type { Catalogue } from '../../i18n/catalogues.ts'
import { paymentLink } from '../../messages/compose.ts'
import { composeRequestSms } from '../../messages/sms.ts'
import { type Checked, mostRows } from './check.ts'
import type { Question } from './question.ts'
import { daysRemembered } from './run-store.ts'
import {
  findImport,
  findTwin,
  type Import,
  listFirstRows,
  listImports,
  listRefusedRows,
  listTwinLines,
} from './store.ts'
import { mostFileBytes, type UploadProblem } from './upload.ts'

const shown = { rows: 10, problems: 50, twins: 20, refused: 200 }

export type Refusal = Exclude<Checked, { ok: true } | { problem: 'encoding' }> | { problem: UploadProblem }

interface Said {
  problem: keyof Catalogue['imports']['refused']
}

/** Throws `NotFound` when the import is not this merchant's, or does not exist. */
export async function requireImport({ db }: Deps, merchant: SignedIn, id: string): Promise<Import> {
  const found = await findImport(db, merchant.id, id)
  if (!found) throw new NotFound()
  return found
}

export async function describeUpload({ db }: Deps, merchant: SignedIn, refusal?: Refusal & Said) {
  return {
    refusal,
    mostProblems: shown.problems,
    most: { rows: mostRows, megabytes: mostFileBytes / 2 ** 20, days: daysRemembered },
    past: await listImports(db, merchant.id, merchant.mode),
    mostDays,
    now: new Date(),
  }
}

export async function describeImport({ db }: Deps, merchant: SignedIn, one: Import) {
  const isChecked = one.status === 'checked'
  const day = isoDay(one.created_at)
  return {
    one,
    days: daysRemembered,
    hourly: limitsOfFiles.creations.most,
    waitingCount: one.row_count - one.created_count - one.refused_count,
    // The list of the import's days: it also shows other requests made on them.
    listQuery: new URLSearchParams({ from: day, to: isoDay(one.ended_at ?? new Date()) }).toString(),
    rows: isChecked ? await listFirstRows(db, merchant.id, one.id, shown.rows) : [],
    twinLines: isChecked ? await listTwinLines(db, merchant.id, one.id, shown.twins) : [],
    twin: isChecked ? await findTwin(db, merchant.id, one) : undefined,
    refused: isChecked ? [] : await listRefusedRows(db, merchant.id, one.id, shown.refused),
    now: new Date(),
  }
}

/** How many of these requests are SMS, and how many segments will be paid for. */
export function countTexts(config: Config, merchant: SignedIn, mode: Mode, asks: RowAsk[]) {
  const texts = asks.filter(({ channel }) => channel === 'sms')
  const link = paymentLink(config, 'x'.repeat(22))
  const segments = texts.map(({ amountCents, language }) => {
    const bill = {
      merchant_name: merchant.trade_name,
      sms_name: merchant.sms_name,
      amount_cents: amountCents,
      language,
      mode,
    }
    return countSegments(composeRequestSms(bill, link)).segments
  })
  return { text_count: texts.length, segment_count: segments.reduce((sum, one) => sum + one, 0) }
}

declare module '../../web/views.ts' {
  interface Views {
    'imports/question': Question
    'imports/new': Awaited<ReturnType<typeof describeUpload>>
    'imports/detail': Awaited<ReturnType<typeof describeImport>>
    'imports/changed': Awaited<ReturnType<typeof describeImport>>
  }
}
