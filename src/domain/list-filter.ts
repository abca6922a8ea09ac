/** What narrows the list: the strings of an address -> a filter, or what is wrong with each field. */
import { z } from 'zod'
import { parseSearch, type Search } from './list-search.ts'
import { type Label, labels } from './request-lifecycle.ts'
import type { Channel } from './words.ts'

const typed = z.string().default('')

/** Field names are the web contract's. Whatever else is in the address is not read. */
const fields = z.object({ q: typed, status: typed, channel: typed, from: typed, to: typed })

export type FilterValues = z.infer<typeof fields>
export type FilterErrors = Partial<Record<keyof FilterValues, string>>

export interface ListFilter {
  search?: Search | undefined
  /** What the list says of a request; `attention`: in dispute, or pending and its customer may not have been reached. */
  status?: Label | 'attention' | undefined
  channel?: Channel | undefined
  /** First and last day of asking, in Paris, `2026-12-31`. */
  from?: string | undefined
  to?: string | undefined
}

export const readFilter = (query: unknown): FilterValues => fields.parse(query ?? {})

export function parseFilter(
  values: FilterValues,
): { ok: true; filter: ListFilter } | { ok: false; errors: FilterErrors } {
  const errors = findErrors(values)
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  return {
    ok: true,
    filter: {
      search: parseSearch(values.q),
      status: statuses.find((one) => one === values.status),
      channel: channels.find((one) => one === values.channel),
      from: values.from.trim() || undefined,
      to: values.to.trim() || undefined,
    },
  }
}

const statuses = [...labels, 'attention'] as const
const channels = ['email', 'sms'] as const satisfies Channel[]
const longestSearch = 200

/** In the order of the form: the summary lists them so. */
function findErrors({ q, status, channel, from, to }: FilterValues): FilterErrors {
  const [fromProblem, toProblem] = [findDayProblem(from), findDayProblem(to)]
  const isBackwards = !fromProblem && !toProblem && from.trim() !== '' && to.trim() !== '' && to < from
  return {
    ...(q.length > longestSearch && { q: 'too_long' }),
    ...(status !== '' && !statuses.some((one) => one === status) && { status: 'unknown' }),
    ...(channel !== '' && !channels.some((one) => one === channel) && { channel: 'unknown' }),
    ...(fromProblem && { from: fromProblem }),
    ...((toProblem || isBackwards) && { to: toProblem ?? 'before_from' }),
  }
}

function findDayProblem(day: string): 'unreadable' | undefined {
  return day.trim() === '' || z.iso.date().safeParse(day.trim()).success ? undefined : 'unreadable'
}
