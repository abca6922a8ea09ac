import { type Kysely, sql } from 'kysely'

/** People who work for several merchants, as one role in each; what a session remembers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [people, sessions, teams]) await sql.raw(statement).execute(db)
}

const people = `
  alter table users
    add column language text not null default 'fr' check (language in ('fr', 'en'));
`

const sessions = `
  alter table sessions
    add column merchant_id text references merchants,
    add column last_seen_at timestamptz not null default now(),
    add column is_kept boolean not null default false;
`

// Whoever was alone until now owns their merchant.
const teams = `
  alter table merchants
    add column allows_kept_sessions boolean not null default true,
    add column closed_at timestamptz;
  alter table memberships
    add column role text not null default 'owner' check (role in ('member', 'manager', 'admin', 'owner')),
    add column created_at timestamptz not null default now(),
    drop constraint memberships_pkey,
    add primary key (user_id, merchant_id);
  alter table memberships alter column role drop default;
  create index memberships_merchant on memberships (merchant_id);
  create table invitations (
    id text primary key check (id ~ '^inv_[0-9A-Za-z]{22}$'),
    merchant_id text not null references merchants,
    email text not null,
    role text not null check (role in ('member', 'manager', 'admin')),
    token_hash text not null unique,
    invited_by text references users on delete set null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    accepted_at timestamptz
  );
  create index invitations_merchant on invitations (merchant_id);
`
