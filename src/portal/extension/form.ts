/** Reads the form that gives a request a later date. */
import { z } from 'zod'
import { addDays, isoDay } from '../../domain/formats.ts'
import { invalid, type Parsed, valid } from '../../domain/parsed.ts'
import { mostDays } from '../../domain/request-lifecycle.ts'
import { readDay } from '../../domain/typed-day.ts'
import type { PaymentRequest } from '../../requests/store.ts'

const typed = z.string().default('')
export const extensionForm = z.object({ expires_on: typed, tell: typed })
export type ExtensionValues = z.infer<typeof extensionForm>

export interface ExtensionRange {
  /** The last day that the request has now. */
  currentDay: string
  minDay: string
  defaultDay: string
  maxDay: string
}

/** `today` in Paris; `usualDays`: how many days the merchant's new requests have. */
export function extensionRange(
  request: Pick<PaymentRequest, 'expires_at'>,
  today: string,
  usualDays: number,
): ExtensionRange {
  const currentDay = isoDay(new Date(request.expires_at.getTime() - 1))
  const minDay = currentDay < today ? today : addDays(currentDay, 1)
  const defaultDay = [minDay, addDays(today, usualDays)].sort()[1]!
  return { currentDay, minDay, defaultDay, maxDay: addDays(today, mostDays) }
}

/** The day that the request has already is let through: the form may have been sent twice. */
export function parseDeadline(
  typed: string,
  { currentDay, minDay, maxDay }: ExtensionRange,
): Parsed<string, 'unreadable' | 'too_far' | 'too_soon'> {
  const day = readDay(typed)
  if (!day) return invalid('unreadable')
  if (day > maxDay) return invalid('too_far')
  return day < minDay && day !== currentDay ? invalid('too_soon') : valid(day)
}
