import { type Kysely, sql } from 'kysely'

/** The ways to pay that a merchant offers at a gateway beside cards, in the gateway's words. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
      create table gateway_methods (
        merchant_id text not null references merchants,
        gateway text not null,
        methods text[] not null,
        primary key (merchant_id, gateway)
      )`)
    .execute(db)
}
