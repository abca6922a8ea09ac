/** Operations: each movement of a merchant's money, on the day it moved. */
import { z } from 'zod'
import { gatherFields } from './parsed.ts'
import { parseChoice, parseDay, parseLastDay, typedDay } from './period.ts'

/**
 * `refund_returned`: the customer's bank sent a refund back, days or weeks after it had succeeded.
 * `dispute_returned`: a dispute was won, or its sum corrected.
 */
export const operationKinds = [
  'collected',
  'refunded',
  'refund_returned',
  'disputed',
  'dispute_returned',
] as const
export type OperationKind = (typeof operationKinds)[number]

/** Other parameters of the query string are ignored. */
const fields = z.object({ from: typedDay, to: typedDay, kind: z.string().default('') })

export type OperationValues = z.infer<typeof fields>

export interface OperationFilter {
  /** The first and the last day in Paris: `2026-12-31`. */
  from?: string | undefined
  to?: string | undefined
  kind?: OperationKind | undefined
}

export const readOperationFilter = (query: unknown): OperationValues => fields.parse(query ?? {})

export function parseOperationFilter(values: OperationValues) {
  const from = parseDay(values.from)
  return gatherFields({
    from,
    to: parseLastDay(values.to, from),
    kind: parseChoice(operationKinds, values.kind),
  })
}
