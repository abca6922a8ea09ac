import { type Kysely, sql } from 'kysely'

/** An invitation is one for each address, without a link until its letter is written, and gone once accepted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(invitations).execute(db)
}

const invitations = `
  alter table invitations
    alter column token_hash drop not null,
    drop column accepted_at,
    add constraint invitations_email_lower check (email = lower(email)),
    add unique (merchant_id, email);
  drop index invitations_merchant;
`
