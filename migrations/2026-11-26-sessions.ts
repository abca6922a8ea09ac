import { type Kysely, sql } from 'kysely'

/** When a session counts, by the database's clock; second factors; addresses to confirm. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [sessions, secondFactors, emailChanges]) await sql.raw(statement).execute(db)
}

// Whoever was signed in stays so, but gives the password again before a change that asks for it.
const sessions = `
  alter table sessions
    add column opened_at timestamptz,
    add column password_given_at timestamptz not null default now();
  update sessions set opened_at = created_at, password_given_at = created_at;
`

const secondFactors = `
  create table second_factors (
    user_id text primary key references users on delete cascade,
    secret text not null,
    last_step integer not null,
    created_at timestamptz not null default now()
  );
  create table recovery_codes (
    user_id text not null references second_factors on delete cascade,
    code_hash text not null,
    primary key (user_id, code_hash)
  );
`

// The link's token is made when the letter that holds it leaves.
const emailChanges = `
  create table email_changes (
    user_id text primary key references users on delete cascade,
    email text not null,
    token_hash text unique,
    expires_at timestamptz not null
  );
`
