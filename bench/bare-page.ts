/** The pay page without our code: its SELECT, and one flat view with the five values that differ. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { formatAmount } from '../src/domain/money.ts'
import { sayDeadline } from '../src/i18n/deadline.ts'
import { type Bill, findBill } from '../src/requests/bill-store.ts'
import { catchQueries } from './queries.ts'

export type BillRow = Pick<Bill, 'token' | 'amount_cents' | 'description' | 'reference' | 'expires_at'>

export function valuesOf({ token, amount_cents, description, reference, expires_at }: BillRow) {
  return {
    description,
    token,
    reference: reference!,
    amount: formatAmount(amount_cents, 'fr'),
    deadline: sayDeadline(expires_at, 'fr'),
  }
}

type Values = ReturnType<typeof valuesOf>

/** Writes the view of a page that shows `bill`. Returns its path. */
export async function writeBarePage(folder: string, page: string, bill: BillRow): Promise<string> {
  // The description is replaced first, because it contains the token, and the reference contains a part of it.
  const values = Object.entries(valuesOf(bill))
  const view = values.reduce((text, [name, value]) => text.replaceAll(value, `<%= it.${name} %>`), page)
  const file = join(folder, 'page.eta')
  await writeFile(file, view)
  return file
}

export function piecesOf(view: string): { text: string; name: keyof Values | undefined }[] {
  const parts = view.split(/<%= it\.(\w+) %>/)
  return Array.from({ length: Math.ceil(parts.length / 2) }, (_, index) => ({
    text: parts[2 * index]!,
    name: parts[2 * index + 1] as keyof Values | undefined,
  }))
}

/** Finds a bill with the same SELECT as the page, as a prepared statement of pg. */
export async function prepareFindBill(pool: Pool): Promise<(token: string) => Promise<BillRow>> {
  const probe = 'the token'
  const [query] = await catchQueries(pool, (db) => findBill(db, probe))
  const { text, parameters } = query!
  return async (token) => {
    const values = parameters.map((value) => (value === probe ? token : value))
    const { rows } = await pool.query<BillRow>({ name: 'bill', text, values })
    return rows[0]!
  }
}
