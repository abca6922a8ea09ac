/** SQL of a filter, for any query of `payment_requests as r`. docs/search.md explains the whole search. */
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ListFilter } from '../domain/list-filter.ts'
import type { Term } from '../domain/list-search.ts'
import type { Label } from '../domain/request-lifecycle.ts'
import type { Mode } from '../domain/words.ts'
import { isPastDate, type WithRequest } from './store.ts'

/** Whose list it is. Search terms bear a prefix made of both. */
export interface List {
  merchantId: string
  mode: Mode
}

/**
 * The whole filter as one condition. The query itself must also ask for the merchant and the mode. `find-store.ts` has
 * the same conditions, arranged for its indexes: change both together.
 */
export function meetsFilter(eb: WithRequest, list: List, filter: ListFilter): Expression<SqlBool> {
  const { channel } = filter
  return eb.and([
    eb.or(standings(filter).map((isIt) => isIt(eb))),
    isWithinPeriod(eb, filter),
    ...(channel ? [eb('r.channel', '=', channel)] : []),
    ...(filter.search ? [matchesSearch(eb, list, filter)] : []),
  ])
}

/** A condition on `r.created_at`: both days are in Paris, and included. */
export function isWithinPeriod(eb: WithRequest, { from, to }: ListFilter): Expression<SqlBool> {
  return eb.and([
    ...(from ? [eb('r.created_at', '>=', startOfDay(from))] : []),
    ...(to ? [eb('r.created_at', '<', startOfDay(to, 1))] : []),
  ])
}

function startOfDay(day: string, daysLater = 0) {
  return sql<Date>`(${day}::date + ${daysLater}::integer)::timestamp at time zone 'Europe/Paris'`
}

type IsIt = (eb: WithRequest) => Expression<SqlBool>

/** The ways in which a request can have this status. Each can be read newest first from an index of its own. */
export function standings({ status }: ListFilter): IsIt[] {
  const isPayable: IsIt = (eb) => eb.and([eb('r.label', '=', 'pending'), eb.not(isPastDate(eb))])
  switch (status) {
    case undefined:
      return [(eb) => eb.val(true)]
    case 'pending':
      return [isPayable]
    case 'expired':
      return [(eb) => eb('r.label', '=', 'expired'), isPastDate]
    case 'attention':
      return [
        (eb) =>
          eb.and([eb('r.status', '=', 'pending'), eb('r.message_problem', 'is not', null), isPayable(eb)]),
        (eb) => eb('r.label', '=', 'disputed'),
      ]
    default:
      return [(eb) => eb('r.label', '=', status)]
  }
}

/** The same as `labelOf`, in SQL, with the date taken into account. */
export function currentLabel(eb: WithRequest) {
  return eb.case().when(isPastDate(eb)).then(sql<Label>`'expired'`).else(eb.ref('r.label')).end()
}

function matchesSearch(eb: WithRequest, list: List, { search }: ListFilter): Expression<SqlBool> {
  return eb.exists(
    eb
      .selectFrom('request_terms as t')
      .select('t.request_id')
      .whereRef('t.request_id', '=', 'r.id')
      .where(sql<SqlBool>`t.terms @@ ${searchOf(list, { search })}`),
  )
}

/** The tsquery for `request_terms.terms`: the words, and the channel, which may be as rare as a word. */
export function searchOf({ merchantId, mode }: List, { search, channel }: ListFilter): RawBuilder<unknown> {
  const list = sql`search_list(${merchantId}, ${mode})`
  /** A term that is not a word, or its beginning. `request_terms_of` in the migration makes these terms. */
  const isTerm = (name: string, ending = '') => sql`(${list} || ${name + ending})::tsquery`
  const lookFor = ({ text, address, digits, cents }: Term) =>
    anyOf([
      ...(text === undefined ? [] : [sql`search_word(${list}, ${text})`]),
      ...(address === undefined ? [] : [sql`search_word(${list}, ${address})`]),
      ...(digits === undefined ? [] : [isTerm(`Phone${digits}`, ':*')]),
      ...(cents === undefined ? [] : [isTerm(`Amount${cents}`)]),
    ])
  return allOf([
    ...(channel ? [isTerm(`Channel${channel}`)] : []),
    ...(search ? [anyOf(search.map((terms) => allOf(terms.map(lookFor))))] : []),
  ])
}

const allOf = (queries: RawBuilder<unknown>[]) => sql`(${sql.join(queries, sql` && `)})`
const anyOf = (queries: RawBuilder<unknown>[]) => sql`(${sql.join(queries, sql` || `)})`
