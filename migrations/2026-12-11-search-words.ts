import { type Kysely, sql } from 'kysely'

/**
 * Words are cut at every mark, and limited in number and length. An address is found by both spellings of its domain.
 * The terms of older requests are made again afterwards, some at a time: docs/search.md.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [folding, cutting, domains, terms, relisting]) await sql.raw(statement).execute(db)
}

/**
 * A class of a regular expression: all punctuation and symbols of Unicode. PostgreSQL's own `[:alnum:]` depends on the
 * server's locale, and in locale C it knows ASCII only.
 */
const marks = `[${spellRanges(/^[\p{P}\p{S}ºᵒ]$/u)}]+`

function spellRanges(kind: RegExp): string {
  let ranges = ''
  for (let code = 0, start = -1; code <= 0x20000; code += 1) {
    const isOne = !(code >= 0xd800 && code < 0xe000) && kind.test(String.fromCodePoint(code))
    if (isOne && start < 0) start = code
    if (isOne || start < 0) continue
    ranges += `${escapeCode(start)}-${escapeCode(code - 1)}`
    start = -1
  }
  return ranges
}

function escapeCode(code: number): string {
  return `\\U${code.toString(16).padStart(8, '0')}`
}

// NFKD would make letters of some marks: of № "No", of º "o".
const folding = `
  create or replace function search_fold(written text) returns text language sql immutable strict parallel safe return
    replace(replace(replace(translate(
      lower(regexp_replace(normalize(translate(replace(written, '№', 'n°'), 'ºᵒ', '°°'), nfkd),
        '[\\u0300-\\u036f]', '', 'g')),
      'øłđı’‘«»“”–—‐‒―−', 'oldi''''""""------'), 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss');
`

// The word joiner U+2060 marks where words are cut. No text has one: the forms remove it.
const cutting = `
  create or replace function search_marks() returns text language sql immutable parallel safe return '${marks}';

  create function search_cut(written text) returns text language sql immutable strict parallel safe return
    regexp_replace(replace(written, U&'\\2060', ''), search_marks(), '\\&' || U&'\\2060', 'g');

  /* A lexeme has 2046 bytes at most: 250 characters and the list fit in. */
  create function search_short(term text) returns text language sql immutable strict parallel safe return
    left(term, 250);

  create or replace function search_word(list text, typed text) returns tsquery
    language sql immutable strict parallel safe return
    ('''' || replace(replace(
      list || search_short(coalesce(
        nullif(search_fold(regexp_replace(typed, '^' || search_marks(), '')), ''), search_fold(typed))),
      '\\', '\\\\'), '''', '''''') || ''':*')::tsquery;

  /* Each word, and what follows each of its marks: f-118 and 118. */
  create function search_terms(written text) returns text[] language sql immutable strict parallel safe as $$
    select array_agg(term) from (
      select search_short(array_to_string(parts[number :], '')) as term
      from regexp_split_to_table(search_fold(search_cut(written)), '\\s+') as word,
        string_to_array(word, U&'\\2060') as parts,
        generate_subscripts(parts, 1) as number
      where parts[number] <> ''
      limit 500
    ) words
  $$;
`

// RFC 3492, 6.2: xn--lagage-9ua is élagage.
const domains = `
  create function search_label(label text) returns text language plpgsql immutable strict parallel safe as $$
  declare
    encoded text := substr(label, 5);
    found text := coalesce(substring(encoded from '^(.*)-'), '');
    rest text := substring(encoded from '[^-]*$');
    code integer := 128;
    bias integer := 72;
    place integer := 0;
    before integer;
    weight integer;
    base integer;
    digit integer;
    threshold integer;
    delta integer;
  begin
    if label !~ '^xn--' then return label; end if;
    while rest <> '' loop
      before := place;
      weight := 1;
      base := 36;
      loop
        digit := strpos('abcdefghijklmnopqrstuvwxyz0123456789', left(rest, 1)) - 1;
        rest := substr(rest, 2);
        place := place + digit * weight;
        threshold := least(greatest(base - bias, 1), 26);
        exit when digit < threshold;
        weight := weight * (36 - threshold);
        base := base + 36;
      end loop;
      delta := (place - before) / case before when 0 then 700 else 2 end;
      delta := delta + delta / (length(found) + 1);
      bias := 0;
      while delta > 455 loop
        delta := delta / 35;
        bias := bias + 36;
      end loop;
      bias := bias + 36 * delta / (delta + 38);
      code := code + place / (length(found) + 1);
      place := place % (length(found) + 1);
      found := left(found, place) || chr(code) || substr(found, place + 1);
      place := place + 1;
    end loop;
    return found;
  exception when others then
    /* It encodes no name. */
    return label;
  end $$;

  create function search_decoded(email text) returns text language sql immutable strict parallel safe as $$
    select split_part(email, '@', 1) || '@' || string_agg(search_label(label), '.' order by number)
    from unnest(string_to_array(lower(split_part(email, '@', 2)), '.')) with ordinality as labels (label, number)
  $$;

  /* The address as people write it, or null where it has only one spelling. */
  create function search_spelling(email text) returns text language sql immutable parallel safe return
    case when email ~* '[@.]xn--' then search_decoded(email) end;
`

const terms = `
  create or replace function request_terms_of(r payment_requests) returns tsvector language plpgsql stable as $$
  declare
    list text := search_list(r.merchant_id, r.mode);
    found text[] := array['Amount' || r.amount_cents, 'Channel' || r.channel];
    name text := split_part(search_fold(coalesce(r.email, '')), '@', 1);
    digits text := ltrim(coalesce(r.phone, ''), '+');
  begin
    found := found || search_terms(
      concat_ws(' ', r.reference, r.description, r.email, search_spelling(r.email)));
    /* Any part of a name: martin in jmartin75@. */
    for i in 2 .. length(name) - 2 loop
      found := found || substr(name, i);
    end loop;
    /* Any four digits of a number and more, as it is kept and as its country writes it. */
    for i in 1 .. length(digits) - 3 loop
      found := found || ('Phone' || substr(digits, i));
    end loop;
    if digits <> '' then
      found := found || ('Phone' || regexp_replace(digits, '^(33|590|594|596|262|508|32|31|41|49)', '0'));
    end if;
    return array_to_tsvector(array(select list || term from unnest(found) as term));
  end $$;
`

// From which request on the terms are to be made again. The empty text is before all of them.
const relisting = `
  create table request_relisting (after_id text not null);
  insert into request_relisting values ('');
`
