import { type Kysely, sql } from 'kysely'

/** Files of requests that a merchant uploads: what each asks for, line by line, until it is all sent or stopped. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [imports, rows]) await sql.raw(statement).execute(db)
}

const imports = `
  create table imports (
    id text primary key check (id ~ '^imp_[0-9A-Za-z]{22}$'),
    merchant_id text not null references merchants,
    mode text not null check (mode in ('test', 'live')),
    created_by text references users on delete set null,
    file_name text not null check (char_length(file_name) between 1 and 100),
    file_hash text not null,
    row_count integer not null check (row_count between 1 and 5000),
    total_cents bigint not null,
    text_count integer not null,
    segment_count integer not null,
    status text not null default 'checked' check (status in ('checked', 'running', 'stopped', 'done')),
    resumes_at timestamptz,
    created_at timestamptz not null default now(),
    ended_at timestamptz,
    check ((status = 'running') = (resumes_at is not null)),
    check ((status in ('stopped', 'done')) = (ended_at is not null))
  );
  create index imports_newest on imports (merchant_id, mode, created_at desc, id desc);
  create index imports_running on imports (resumes_at) where status = 'running';
`

// Whether a line has been sent is nowhere but in the request that bears its key.
const rows = `
  create table import_rows (
    import_id text not null references imports on delete cascade,
    line integer not null check (line >= 2),
    ask jsonb,
    problem text check (problem in ('suppressed', 'too_many', 'outdated')),
    idempotency_key text not null generated always as (import_id || '-' || line::text) stored,
    primary key (import_id, line)
  );
`
