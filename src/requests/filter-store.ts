/** SQL of a filter: which requests meet it, in any query of requests `r`. */
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ListFilter } from '../domain/list-filter.ts'
import type { Term } from '../domain/list-search.ts'
import type { Label } from '../domain/request-lifecycle.ts'
import type { Mode } from '../domain/words.ts'
import { isPastDate, type WithRequest } from './store.ts'

/** Whose list it is: what a request is found by is kept by list. */
export interface List {
  merchantId: string
  mode: Mode
}

/** For `where` of a query that takes the merchant and the mode itself. */
export function meetsFilter(eb: WithRequest, list: List, filter: ListFilter): Expression<SqlBool> {
  const { channel } = filter
  return eb.and([
    eb.or(standings(filter).map((isIt) => isIt(eb))),
    isWithinPeriod(eb, filter),
    ...(channel ? [eb('r.channel', '=', channel)] : []),
    ...(filter.search ? [matchesSearch(eb, list, filter)] : []),
  ])
}

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

/** Which rows have the status asked for: one index each holds them newest first, and any of them will do. */
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

/** As `labelOf` says it. */
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

/** What `request_terms.terms` must match: the words, and the channel, which may be as rare as a word. */
export function searchOf({ merchantId, mode }: List, { search, channel }: ListFilter): RawBuilder<unknown> {
  const list = sql`search_list(${merchantId}, ${mode})`
  /** A term that is no word, or what begins like it: see the migration that makes them. */
  const isTerm = (name: string, ending = '') => sql`(${list} || ${name + ending})::tsquery`
  const lookFor = ({ text, digits, cents }: Term) =>
    anyOf([
      ...(text === undefined ? [] : [sql`search_word(${list}, ${text})`]),
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
