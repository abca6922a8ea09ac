import { type Kysely, sql } from 'kysely'

/** What the list needs at a million requests: labels in order, words to search, sums kept up to date. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [labels, words, terms, tallies, listing, backfill]) {
    await sql.raw(statement).execute(db)
  }
}

const labels = `
  alter table payment_requests add column refunded_cents integer not null default 0;
  update payment_requests r set refunded_cents = f.cents from (
    select request_id, sum(amount_cents) as cents from refunds where status = 'succeeded' group by request_id) f
    where f.request_id = r.id;
  alter table payment_requests add column label text not null generated always as (case
      when status <> 'paid' then status
      when refunded_cents >= amount_cents then 'refunded'
      when refunded_cents > 0 then 'partially_refunded'
      when paid_after is not null then 'paid_after_' || paid_after
      else 'paid' end) stored;
  create index payment_requests_labelled on payment_requests (merchant_id, mode, label, created_at desc, id desc);
  create index payment_requests_due on payment_requests (merchant_id, expires_at) where status = 'pending';

  create function count_refund() returns trigger language plpgsql as $$
  begin
    update payment_requests set refunded_cents = (
      select coalesce(sum(amount_cents), 0) from refunds where request_id = new.request_id and status = 'succeeded')
    where id = new.request_id;
    return null;
  end $$;
  create trigger refunds_counted after insert or update of status on refunds
    for each row execute function count_refund();
`

// What is typed without accents, ligatures and capitals finds what was written with them.
const words = `
  create function search_fold(written text) returns text language sql immutable strict parallel safe return
    replace(replace(replace(translate(
      lower(regexp_replace(normalize(written, nfkd), '[\\u0300-\\u036f]', '', 'g')),
      'øłđı’‘«»“”–—', 'oldi''''""""--'), 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss');

  create function search_marks() returns text language sql immutable parallel safe return
    '!"#$%&''()*+,-./:;<=>?@[\\]^_\`{|}~';

  /* Words are kept by list: what others write often makes nobody's search slow. */
  create function search_list(merchant_id text, mode text) returns text language sql immutable strict parallel safe
    return substr(merchant_id, 5, 6) || left(mode, 1);

  /* Whatever begins like this. */
  create function search_word(list text, typed text) returns tsquery language sql immutable strict parallel safe return
    ('''' || replace(replace(
      list || coalesce(nullif(ltrim(search_fold(typed), search_marks()), ''), search_fold(typed)),
      '\\', '\\\\'), '''', '''''') || ''':*')::tsquery;
`

// Beside the requests, not in them: a payment, which changes a request, need not write its words again.
// What is no word begins with a capital, which no folded word does.
const terms = `
  create function request_terms_of(r payment_requests) returns tsvector language plpgsql stable as $$
  declare
    list text := search_list(r.merchant_id, r.mode);
    found text[] := array[list || 'Amount' || r.amount_cents, list || 'Channel' || r.channel];
    written text := search_fold(concat_ws(' ', r.description, r.reference, r.email));
    name text := split_part(search_fold(coalesce(r.email, '')), '@', 1);
    digits text := ltrim(coalesce(r.phone, ''), '+');
    term text;
  begin
    foreach term in array regexp_split_to_array(written, '\\s+') loop
      /* A word, and what follows each of its marks: f-118 and 118. */
      while term <> '' loop
        found := found || (list || term);
        term := substring(term from '^[^!-/:-@[-\`{-~]*[!-/:-@[-\`{-~]+([^!-/:-@[-\`{-~].*)$');
      end loop;
    end loop;
    /* Any part of a name: martin in jmartin75@. */
    for i in 2 .. length(name) - 2 loop
      found := found || (list || substr(name, i));
    end loop;
    /* Any four digits of a number and more, as it is kept and as its country writes it. */
    for i in 1 .. length(digits) - 3 loop
      found := found || (list || 'Phone' || substr(digits, i));
    end loop;
    if digits <> '' then
      found := found || (list || 'Phone' || regexp_replace(digits, '^(33|590|594|596|262|508|32|31|41|49)', '0'));
    end if;
    return array_to_tsvector(found);
  end $$;
  create table request_terms (
    request_id text primary key references payment_requests on delete cascade,
    created_at timestamptz not null,
    terms tsvector not null
  );

  /* By the index and nothing else: what is rare the planner takes for common, and reads everything to find it soon. */
  create function search_requests(wanted tsquery) returns table (request_id text, created_at timestamptz)
    language sql stable set enable_seqscan = off set max_parallel_workers_per_gather = 0
    as 'select request_id, created_at from request_terms where terms @@ wanted';
`

// Sums by day, of what is pending by the day it expires, of what is paid by the day it was paid. Payments only
// ever add rows of differences, so that none waits for another; the sweep folds those into the sums.
const tallies = `
  create table request_tallies (
    merchant_id text not null,
    mode text not null,
    status text not null,
    day date not null,
    requests bigint not null,
    cents bigint not null,
    primary key (merchant_id, mode, status, day)
  );
  create table request_tally_changes (like request_tallies);
  create index request_tally_changes_day on request_tally_changes (merchant_id, mode, status, day);
  create function tally_day(r payment_requests) returns date language sql stable as $$
    select case r.status when 'pending' then r.expires_on when 'paid' then (r.paid_at at time zone 'Europe/Paris')::date end
  $$;
`

const listing = `
  create function list_made_requests() returns trigger language plpgsql as $$
  begin
    insert into request_terms select id, created_at, request_terms_of(made) from made;
    insert into request_tally_changes
      select merchant_id, mode, status, tally_day(made), count(*), sum(amount_cents) from made
      where status in ('pending', 'paid') group by 1, 2, 3, 4;
    return null;
  end $$;
  create trigger payment_requests_listed after insert on payment_requests
    referencing new table as made for each statement execute function list_made_requests();

  create function tally_changed_request() returns trigger language plpgsql as $$
  begin
    insert into request_tally_changes
      select merchant_id, mode, status, day, requests, requests * cents from (values
        (old.merchant_id, old.mode, old.status, tally_day(old), -1, old.amount_cents::bigint),
        (new.merchant_id, new.mode, new.status, tally_day(new), 1, new.amount_cents::bigint)
      ) as change (merchant_id, mode, status, day, requests, cents) where day is not null;
    return null;
  end $$;
  create trigger payment_requests_tallied after update of status, paid_at, expires_on, amount_cents on payment_requests
    for each row execute function tally_changed_request();

  create function list_changed_request() returns trigger language plpgsql as $$
  begin
    update request_terms set created_at = new.created_at, terms = request_terms_of(new) where request_id = new.id;
    return null;
  end $$;
  create trigger payment_requests_relisted
    after update of email, phone, channel, description, reference, amount_cents, created_at on payment_requests
    for each row execute function list_changed_request();
`

// The index comes after its rows: it is built several times faster than it grows.
const backfill = `
  insert into request_terms select id, created_at, request_terms_of(r) from payment_requests r;
  create index request_terms_found on request_terms using gin (terms) with (fastupdate = off);
  insert into request_tallies
    select merchant_id, mode, status, tally_day(r), count(*), sum(amount_cents) from payment_requests r
    where status in ('pending', 'paid') group by 1, 2, 3, 4;
  drop index payment_requests_waiting, payment_requests_paid;
`
