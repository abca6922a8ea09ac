import { type Kysely, sql } from 'kysely'

/** Who sends the request, and how: us, or the merchant by mail client, by phone, or with the link alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // With `own_mail` goes the constraint that named it, so the rest of it is written again.
  await sql
    .raw(`
      alter table payment_requests
        add column send_by text not null default 'us' check (send_by in ('us', 'own_mail', 'own_phone', 'link'));
      update payment_requests set send_by = 'own_mail' where own_mail;
      alter table payment_requests
        drop column own_mail,
        add constraint payment_requests_recipient_check check (case channel
          when 'email' then email is not null and phone is null and send_by <> 'own_phone'
          when 'sms' then phone is not null and email is null and send_by <> 'own_mail' end)`)
    .execute(db)
}
