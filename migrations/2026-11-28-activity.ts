import { type Kysely, sql } from 'kysely'

/** The activity of twelve weeks is read in the index of the newest, without a look at each request. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index payment_requests_newest`.execute(db)
  await sql`
    create index payment_requests_newest on payment_requests (merchant_id, mode, created_at desc, id desc)
      include (channel, status, paid_at, expires_at)`.execute(db)
}
