/** Merchants with lists of a thousand and of a million requests. */
import { sql } from 'kysely'
import { hashPassword } from '../src/accounts/password/hashing.ts'
import { insertPerson } from '../src/accounts/people/store.ts'
import type { Db } from '../src/db/connect.ts'
import { migrate } from '../src/db/migrate.ts'
import { newToken } from '../src/domain/ids.ts'
import { foldTallies } from '../src/requests/tally-store.ts'
import type { Bench } from './figure.ts'
import { addDatabase, addMerchant, withDatabase } from './requests.ts'

const sizes = { few: 1000, many: 1_000_000 }
const batch = 50_000
export const password = 'une lampe de chevet 2026'

export type Size = keyof typeof sizes
export interface Shop {
  merchantId: string
  email: string
  size: number
}
export type Shops = Record<Size, Shop> & { url: string }

let shops: Promise<Shops> | undefined

/**
 * A merchant with a thousand requests and one with a million, in a database that the first figure to need them
 * creates.
 */
export function openShops({ url, remark }: Bench): Promise<Shops> {
  shops ??= (async () => {
    remark('a million requests are written, which takes some minutes')
    const own = await addDatabase(url, 'shops')
    await migrate(own)
    return withDatabase(own, async (db) => {
      // Building the index of words afterwards is several times faster than filling it row by row.
      await sql`drop index request_terms_found`.execute(db)
      const [many, few] = [await addShop(db, sizes.many), await addShop(db, sizes.few)]
      await sql`create index request_terms_found on request_terms using gin (search_pieces(terms))
        with (fastupdate = off)`.execute(db)
      await foldTallies(db)
      await sql`vacuum analyze`.execute(db)
      return { few, many, url: own }
    })
  })()
  return shops
}

/** A merchant of their own in the bench's database, with a few pages of requests. */
export async function openShop({ url }: Bench, size = 100): Promise<Shop> {
  return withDatabase(url, async (db) => {
    const shop = await addShop(db, size)
    await foldTallies(db)
    await sql`vacuum analyze`.execute(db)
    return shop
  })
}

/** Adds a merchant with this many requests over the last year, all created by one person. */
async function addShop(db: Db, size: number): Promise<Shop> {
  const merchantId = await addMerchant(db)
  const email = `${newToken().toLowerCase()}@atelier.example`
  const person = {
    email,
    name: 'Camille Perrin',
    language: 'fr',
    passwordHash: await hashPassword(password),
  } as const
  const userId = (await db.transaction().execute((trx) => insertPerson(trx, person)))!
  await db
    .insertInto('memberships')
    .values({ user_id: userId, merchant_id: merchantId, role: 'owner' })
    .execute()
  for (let from = 0; from < size; from += batch) {
    await insertRequests(db, { merchantId, userId }, from, Math.min(from + batch, size), size)
  }
  return { merchantId, email, size }
}

/** Newest first: request number `size` was created a year ago. Three in ten are by SMS, each to another number. */
async function insertRequests(
  db: Db,
  { merchantId, userId }: { merchantId: string; userId: string },
  from: number,
  to: number,
  size: number,
): Promise<void> {
  await sql`
    insert into payment_requests (id, token, merchant_id, mode, amount_cents, channel, email, phone, language,
      description, reference, expires_on, status, paid_at, idempotency_key, created_by, created_at)
    select 'pay_' || key, key, ${merchantId}, 'test', 99 + n::bigint * 7919 % 1999000, channel,
      case channel when 'email' then 'client' || n || '@courriel.example' end,
      case channel when 'sms' then '+336' || lpad(n::text, 8, '0') end,
      'fr', words[1 + n % 5], 'F-' || n, (made + interval '30 days')::date, status,
      case status when 'paid' then made + interval '1 day' end, key, ${userId}, made
    from (
      select n, left(md5(${merchantId} || n), 22) as key, now() - interval '1 year' * n / ${size}::integer as made,
        case when n % 10 < 3 then 'sms' else 'email' end as channel,
        case when n % 20 < 15 then 'paid' when n < ${size}::integer / 12 then 'pending' else 'expired' end as status,
        array['Lampe Arc', 'Acompte, lustre', 'Abat-jour plissé', 'Facture ' || n, 'Dépôt, ' || n % 1000] as words
      from generate_series(${from}::integer + 1, ${to}::integer) n
    ) numbered`.execute(db)
}
