/** SQL of whom a merchant has already asked for money. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import type { Channel, Mode } from '../db/schema.ts'

export interface Customer {
  mode: Mode
  channel: Channel
  /** An e-mail address, or a mobile number as E.164. */
  address: string
}

export async function rememberCustomer(trx: Trx, merchantId: string, customer: Customer): Promise<void> {
  await trx
    .insertInto('customers')
    .values({ merchant_id: merchantId, ...customer })
    .onConflict((conflict) =>
      conflict
        .columns(['merchant_id', 'mode', 'channel', 'address'])
        .doUpdateSet({ last_asked_at: sql<Date>`now()` }),
    )
    .execute()
}

/** Those whose address has one of `spellings` in it, whoever was asked last first; an empty one is in every address. */
export async function suggestCustomers(
  db: Db,
  merchantId: string,
  { mode, channel, spellings }: { mode: Mode; channel: Channel; spellings: string[] },
): Promise<string[]> {
  const rows = await db
    .selectFrom('customers')
    .select('address')
    .where('merchant_id', '=', merchantId)
    .where('mode', '=', mode)
    .where('channel', '=', channel)
    .where(sql<boolean>`exists (select from unnest(${spellings}::text[]) as typed
      where position(lower(typed) in lower(address)) > 0)`)
    .orderBy('last_asked_at', 'desc')
    .limit(8)
    .execute()
  return rows.map(({ address }) => address)
}
