/** SQL of the addresses a merchant has asked for money. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import { prepare } from '../db/prepare.ts'
import type { Address } from '../domain/address.ts'
import type { Channel, Mode } from '../domain/words.ts'

export interface Customer {
  mode: Mode
  channel: Channel
  /** An e-mail address, or a mobile number in E.164. */
  address: string
}

/** Stores the address to be suggested, or updates when it was last asked. */
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

/** What was typed so far of an address, in each way it may be stored. An empty spelling matches every address. */
type Spellings = Record<Channel, string[]>

/** For each channel, the addresses that contain one of its spellings, whoever was asked last first. */
export async function suggestCustomers(
  db: Db,
  merchantId: string,
  mode: Mode,
  spellings: Spellings,
): Promise<Record<Channel, string[]>> {
  const [suggested] = await selectSuggestions(db, { merchantId, mode, ...spellings })
  return suggested!
}

const selectSuggestions = prepare(
  ({ merchantId, mode, email, sms }: Spellings & { merchantId: string; mode: Mode }) => {
    const matching = (channel: Channel, spellings: string[]) => sql`array(
      select address from customers
      where merchant_id = ${merchantId} and mode = ${mode} and channel = ${channel}
        and exists (select from unnest(${spellings}::text[]) as typed
          where position(lower(typed) in lower(concat_ws(' ', address, search_spelling(address)))) > 0)
      order by last_asked_at desc limit 8)`
    return sql<Record<Channel, string[]>>`
      select ${matching('email', email)} as email, ${matching('sms', sms)} as sms`
  },
)

/**
 * Deletes the address from suggestions, suppressions and lines of imported files. False when it was in none of them.
 */
export async function forgetAddress(trx: Trx, merchantId: string, { address }: Address): Promise<boolean> {
  const suggested = await trx
    .deleteFrom('customers')
    .where('merchant_id', '=', merchantId)
    .where(sql<string>`lower(address)`, '=', address.toLowerCase())
    .executeTakeFirstOrThrow()
  const suppressed = await trx
    .deleteFrom('suppressions')
    .where('merchant_id', '=', merchantId)
    .where('recipient', '=', address.toLowerCase())
    .executeTakeFirstOrThrow()
  const filed = await trx
    .updateTable('import_rows')
    .from('imports as i')
    .set({ ask: null })
    .whereRef('i.id', '=', 'import_rows.import_id')
    .where('i.merchant_id', '=', merchantId)
    .where(sql<string>`lower(import_rows.ask ->> 'recipient')`, '=', address.toLowerCase())
    .executeTakeFirstOrThrow()
  return suggested.numDeletedRows + suppressed.numDeletedRows + filed.numUpdatedRows > 0n
}

/** Deletes suggestions and suppressions that are older than `months` months. */
export async function forgetOldAddresses(db: Db, months: number): Promise<void> {
  const limit = sql<Date>`now() - make_interval(months => ${months})`
  await db.deleteFrom('customers').where('last_asked_at', '<', limit).execute()
  await db.deleteFrom('suppressions').where('created_at', '<', limit).execute()
}
