import { type Kysely, sql } from 'kysely'

/** What becomes of each message, reminders, receipts and notices, and what a merchant wants of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [messages, reports, suppressions, settings, attention]) {
    await sql.raw(statement).execute(db)
  }
}

const messages = `
  alter table messages drop constraint messages_purpose_check;
  alter table messages add constraint messages_purpose_check check (purpose in
    ('request', 'reminder', 'receipt', 'cancel_notice', 'paid_notice', 'bounced_notice'));
  alter table messages
    add column failure_reason text,
    add column tries integer not null default 0,
    add column next_try_at timestamptz not null default now(),
    add column about_message_id text references messages,
    add column reminder_rule smallint check (reminder_rule between 1 and 3),
    add constraint messages_reason_check
      check (failure_reason is null or status in ('bounced', 'failed', 'uncertain', 'delivered'));
  create unique index messages_one_reminder on messages (request_id, reminder_rule) where purpose = 'reminder';
  create index messages_to_push on messages (next_try_at) where status = 'queued';
  create index messages_cut_off on messages (updated_at) where status in ('sending', 'uncertain');
  create index messages_provider_ref on messages (provider_ref) where provider_ref is not null;
`

const reports = `
  create table message_reports (
    provider text not null,
    event_id text not null,
    received_at timestamptz not null default now(),
    primary key (provider, event_id)
  );
  create index message_reports_received_at on message_reports (received_at);
`

const suppressions = `
  create table suppressions (
    merchant_id text not null references merchants,
    recipient text not null,
    reason text not null,
    created_at timestamptz not null default now(),
    primary key (merchant_id, recipient)
  );
`

const settings = `
  alter table merchants
    add column notice_emails text[] not null default '{}' check (cardinality(notice_emails) <= 5),
    add column notify_paid boolean not null default true,
    add column notify_bounced boolean not null default true;
  update merchants set notice_emails = array[contact_email];
  create table reminder_rules (
    merchant_id text not null references merchants,
    position smallint not null check (position between 1 and 3),
    moment text not null check (moment in ('after_sending', 'before_expiry')),
    days smallint not null check (days between 1 and 60),
    primary key (merchant_id, position),
    unique (merchant_id, moment, days)
  );
`

const attention = `
  alter table payment_requests
    add column reminders_stopped boolean not null default false,
    add column message_problem text check (message_problem in ('bounced', 'failed', 'uncertain'));
  create index payment_requests_attention on payment_requests (merchant_id, mode, created_at desc, id desc)
    where status = 'pending' and message_problem is not null;
`
