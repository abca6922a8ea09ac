/** SQL of a filter: which requests meet it, in any query of requests `r`. */
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Label } from './lifecycle.ts'
import type { ListFilter } from './list-filter.ts'
import type { Search, Term } from './list-search.ts'
import { currentStatus, refundedCents, type WithRequest } from './store.ts'

/** For `where` of a query that takes the merchant and the mode itself. */
export function meetsFilter(eb: WithRequest, filter: ListFilter): Expression<SqlBool> {
  const { search, status, channel, from, to } = filter
  return eb.and([
    ...(search ? [matchesSearch(eb, search)] : []),
    ...(status ? [hasStatus(eb, status)] : []),
    ...(channel ? [eb('r.channel', '=', channel)] : []),
    ...(from ? [eb('r.created_at', '>=', startOfDay(from))] : []),
    ...(to ? [eb('r.created_at', '<', startOfDay(to, 1))] : []),
  ])
}

function startOfDay(day: string, daysLater = 0) {
  return sql<Date>`(${day}::date + ${daysLater}::integer)::timestamp at time zone 'Europe/Paris'`
}

function hasStatus(eb: WithRequest, status: NonNullable<ListFilter['status']>): Expression<SqlBool> {
  if (status === 'attention')
    return eb.and([eb(currentStatus(eb), '=', 'pending'), eb('r.message_problem', 'is not', null)])
  return eb(currentLabel(eb), '=', status)
}

/** As `labelOf` says it. */
export function currentLabel(eb: WithRequest) {
  return sql<Label>`case
    when ${currentStatus(eb)} <> 'paid' then ${currentStatus(eb)}
    when ${refundedCents(eb)} >= r.amount_cents then 'refunded'
    when ${refundedCents(eb)} > 0 then 'partially_refunded'
    else concat_ws('_after_', 'paid', r.paid_after) end`
}

function matchesSearch(eb: WithRequest, search: Search): Expression<SqlBool> {
  return eb.or(search.map((terms) => eb.and(terms.map((term) => matchesTerm(eb, term)))))
}

function matchesTerm(eb: WithRequest, { text, cents }: Term): Expression<SqlBool> {
  const written = sql<string>`lower(concat_ws(' ', r.email, r.phone, regexp_replace(r.phone, '^\\+33', '0'), r.description, r.reference))`
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return eb.or([
    sql<SqlBool>`${written} like lower(${pattern})`,
    ...(cents === undefined ? [] : [eb('r.amount_cents', '=', cents)]),
  ])
}
