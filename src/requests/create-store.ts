/** SQL that creates a request with all that begins with it, in one statement: a file makes thousands of them. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import { prepare } from '../db/prepare.ts'
import type { Database } from '../db/schema.ts'
import type { RequestAuthor } from '../domain/author.ts'
import { newId, newToken } from '../domain/ids.ts'
import type { SendBy } from '../domain/words.ts'

type NewRequest = Pick<
  Database['payment_requests'],
  | 'amount_cents'
  | 'channel'
  | 'email'
  | 'phone'
  | 'language'
  | 'description'
  | 'message'
  | 'reference'
  | 'send_at'
  | 'expires_on'
  | 'idempotency_key'
> & { send_by: SendBy; content_hash: string }

/**
 * Creates the request with the first line of its history, and keeps its address to be suggested. Keeps the account open
 * until the end of `trx`, as `keepOpen` does: `is_open` is false when it is closed already. `id` is null then, or when
 * this idempotency key has already made a request.
 */
export async function insertRequest(trx: Trx, author: RequestAuthor, request: NewRequest) {
  const row = {
    ...request,
    id: newId('pay'),
    token: newToken(),
    mode: author.mode,
    created_by: author.userId,
  }
  const [inserted] = await insert(trx, { merchantId: author.id, row: JSON.stringify(row) })
  return inserted!
}

const insert = prepare(
  ({ merchantId, row }: { merchantId: string; row: string }) => sql<{ is_open: boolean; id: string | null }>`
    with open as (
      select id from merchants where id = ${merchantId} and closed_at is null for share
    ), made as (
      insert into payment_requests (merchant_id, id, token, mode, amount_cents, channel, email, phone, send_by,
        language, description, reference, expires_on, idempotency_key, content_hash, created_by,
        send_at, message)
      select open.id, r.* from open, json_to_record(${row}::json) as r (id text, token text, mode text,
        amount_cents integer, channel text, email text, phone text, send_by text, language text, description text,
        reference text, expires_on date, idempotency_key text, content_hash text, created_by text,
        send_at timestamptz, message text)
      on conflict (merchant_id, idempotency_key) do nothing
      returning id, merchant_id, mode, channel, coalesce(email, phone) as address, created_by
    ), event as (
      insert into request_events (request_id, kind, actor, user_id, status_after)
      select id, 'created', 'merchant', created_by, 'pending' from made
    ), remembered as (
      insert into customers (merchant_id, mode, channel, address)
      select merchant_id, mode, channel, address from made
      on conflict (merchant_id, mode, channel, address) do update set last_asked_at = now()
    )
    select exists (select from open) as is_open, (select id from made) as id`,
)

/** The request that this idempotency key has made, with the hash of its form. */
export function findByKey(db: Db, merchantId: string, idempotencyKey: string) {
  return db
    .selectFrom('payment_requests')
    .select(['id', 'content_hash'])
    .where('merchant_id', '=', merchantId)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirstOrThrow()
}
