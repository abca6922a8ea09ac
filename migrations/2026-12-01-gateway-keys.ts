import { type Kysely, sql } from 'kysely'

/** A merchant may have keys of several gateways. Those there are were given for Stripe, which alone took any. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
      alter table gateway_keys add column gateway text not null default 'stripe';
      alter table gateway_keys alter column gateway drop default;
      alter table gateway_keys drop constraint gateway_keys_pkey;
      alter table gateway_keys add primary key (merchant_id, mode, gateway)`)
    .execute(db)
}
