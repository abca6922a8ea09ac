/** The values of the page of operations, and its file. */
import type { Db } from '../../db/connect.ts'
import type { Deps } from '../../deps.ts'
import { type OperationFilter, operationKinds } from '../../domain/operation.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import { catalogueOf } from '../../i18n/catalogues.ts'
import { pageSize as linesAtOnce, writeFile } from '../exports/export.ts'
import { readCursor, writeCursor } from '../requests/cursor.ts'
import { listOperations, writeOperations } from './store.ts'
import { type Sum, sumOperations } from './sums-store.ts'

const pageSize = 25
const operationId = /^[1-9]\d{0,17}$/

/** `after` is the cursor of an earlier page; with a cursor we did not make, it is the first page. */
export async function describeOperations(
  db: Db,
  { id, mode }: SignedIn,
  filter: OperationFilter,
  after?: string,
) {
  const cursor = after === undefined ? undefined : readCursor(after, operationId)
  const [found, summed] = await Promise.all([
    listOperations(db, id, mode, filter, cursor, pageSize + 1),
    sumOperations(db, id, mode, filter),
  ])
  const rows = found.slice(0, pageSize)
  return {
    rows,
    sums: operationKinds.flatMap((kind) => summed.filter((one) => one.kind === kind)),
    total: addUp(summed),
    next: found.length > pageSize ? writeCursor(rows.at(-1)!) : undefined,
    isFirstPage: cursor === undefined,
  }
}

/** The fees and the net are null unless every fee is known. */
function addUp(sums: Sum[]) {
  const add = (field: Exclude<keyof Sum, 'kind'>) => sums.reduce((sum, one) => sum + one[field], 0)
  const [operations, cents, priced] = [add('operations'), add('cents'), add('priced')]
  const fee_cents = priced === operations ? add('fees') : null
  return { operations, cents, priced, fee_cents, net_cents: fee_cents === null ? null : cents - fee_cents }
}

export function exportOperations(
  { read }: Deps,
  { id, mode, language }: SignedIn,
  filter: OperationFilter,
  since: string | undefined,
): AsyncGenerator<string> {
  const { operations, customers } = catalogueOf(language)
  const words = { kinds: operations.kinds, erased: customers.erased }
  return writeFile(operations.file, (after) =>
    read(since, (db) => writeOperations(db, id, mode, filter, after, linesAtOnce, words)),
  )
}
