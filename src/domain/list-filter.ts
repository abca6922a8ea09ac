/** Reads the filter of the list from the query string. Returns a filter, or what is wrong with each field. */
import { z } from 'zod'
import { parseSearch, type Search } from './list-search.ts'
import { gatherFields, invalid, valid } from './parsed.ts'
import { parseChoice, parseDay, parseLastDay, typedDay } from './period.ts'
import { type Label, labels } from './request-lifecycle.ts'
import type { Channel } from './words.ts'

const typed = z.string().default('')

/** Other parameters of the query string are ignored. */
const fields = z.object({ q: typed, status: typed, channel: typed, from: typedDay, to: typedDay })

export type FilterValues = z.infer<typeof fields>

export interface ListFilter {
  search?: Search | undefined
  /**
   * The status that the list shows. `attention`: in dispute, or pending with a message that may not have reached the
   * customer.
   */
  status?: Label | 'attention' | undefined
  channel?: Channel | undefined
  /** The first and the last day on which requests were created, in Paris: `2026-12-31`. */
  from?: string | undefined
  to?: string | undefined
}

export const readFilter = (query: unknown): FilterValues => fields.parse(query ?? {})

export function parseFilter(values: FilterValues) {
  const from = parseDay(values.from)
  const parsed = gatherFields({
    q: values.q.length > longestSearch ? invalid('too_long') : valid(parseSearch(values.q)),
    status: parseChoice(statuses, values.status),
    channel: parseChoice(channels, values.channel),
    from,
    to: parseLastDay(values.to, from),
  })
  if (!parsed.ok) return parsed
  const { q: search, ...others } = parsed.value
  return valid<ListFilter>({ search, ...others })
}

const statuses = [...labels, 'attention'] as const
const channels = ['email', 'sms'] as const satisfies Channel[]
const longestSearch = 200
