import { type Kysely, sql } from 'kysely'

/** What somebody typed to open an account, until they show that the address is theirs; and the links they are sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [signUps, links]) await sql.raw(statement).execute(db)
}

const signUps = `
  create table sign_ups (
    id text primary key check (id ~ '^sup_[0-9A-Za-z]{22}$'),
    email text not null,
    name text not null,
    trade_name text not null check (char_length(trade_name) between 1 and 20),
    language text not null check (language in ('fr', 'en')),
    password_hash text not null,
    created_at timestamptz not null default now()
  );
  create index sign_ups_email on sign_ups (email);
`

// A link confirms a sign-up, or chooses a new password; whoever reads this table cannot make one.
const links = `
  create table account_links (
    token_hash text primary key,
    sign_up_id text references sign_ups on delete cascade,
    user_id text references users on delete cascade,
    expires_at timestamptz not null,
    check (num_nonnulls(sign_up_id, user_id) = 1)
  );
  create index account_links_sign_up on account_links (sign_up_id);
  create index account_links_user on account_links (user_id);
  create index account_links_expiry on account_links (expires_at);
`
