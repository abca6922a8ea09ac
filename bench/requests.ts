/** Writes a hundred thousand pending requests. */
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { connect, createPool } from '../src/db/connect.ts'
import type { Database } from '../src/db/schema.ts'
import { newId, newToken } from '../src/domain/ids.ts'

const total = 100_000
const batch = 10_000

export async function withDatabase<Result>(
  url: string,
  use: (db: Kysely<Database>) => Promise<Result>,
): Promise<Result> {
  const db = connect(createPool(url, { name: 'acquit bench', statementTimeoutMs: 600_000 }))
  try {
    return await use(db)
  } finally {
    await db.destroy()
  }
}

/** Creates another database on the bench's server. Returns its URL. */
export async function addDatabase(url: string, name: string): Promise<string> {
  await withDatabase(url, (db) => sql`create database ${sql.id(name)}`.execute(db))
  return Object.assign(new URL(url), { pathname: `/${name}` }).href
}

/** Returns their tokens. */
export function addRequests(url: string): Promise<string[]> {
  return withDatabase(url, async (db) => {
    const merchantId = await addMerchant(db)
    const tokens = Array.from({ length: total }, newToken)
    for (let from = 0; from < total; from += batch) {
      await insertRequests(db, merchantId, tokens.slice(from, from + batch))
    }
    await sql`vacuum analyze payment_requests`.execute(db)
    return tokens
  })
}

export async function addMerchant(db: Kysely<Database>): Promise<string> {
  const merchant = {
    id: newId('mer'),
    trade_name: 'Atelier Lumière',
    contact_email: 'contact@atelier.example',
    contact_phone: '+33639980102',
    sms_sender: 'ATELIER',
    notice_emails: ['contact@atelier.example'],
  }
  await db.insertInto('merchants').values(merchant).execute()
  return merchant.id
}

async function insertRequests(db: Kysely<Database>, merchantId: string, tokens: string[]): Promise<void> {
  const ids = tokens.map(() => newId('pay'))
  await sql`
    insert into payment_requests (id, token, merchant_id, mode, amount_cents, channel, email, language,
      description, reference, expires_on, idempotency_key)
    select id, token, ${merchantId}, 'test', 99 + (random() * 1000000)::integer, 'email',
      'lea.martin@courriel.example', 'fr', 'Facture ' || token || ', lampe Arc', 'F-' || left(token, 6),
      current_date + 1 + (random() * 80)::integer, token
    from unnest(${ids}::text[], ${tokens}::text[]) as new (id, token)`.execute(db)
}
