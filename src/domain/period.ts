/** Reads what the filters of lists share: a period of days, and a choice among words. */
import { z } from 'zod'
import { invalid, type Parsed, valid } from './parsed.ts'
import { readDay } from './typed-day.ts'

/** As a date field shows it, where it can be read. */
export const typedDay = z
  .string()
  .default('')
  .transform((day) => readDay(day) ?? day)

export function parseChoice<Choice extends string>(
  choices: readonly Choice[],
  typed: string,
): Parsed<Choice | undefined, 'unknown'> {
  const chosen = choices.find((one) => one === typed)
  return chosen || typed === '' ? valid(chosen) : invalid('unknown')
}

type Day<Problem extends string> = Parsed<string | undefined, Problem>

export function parseDay(typed: string): Day<'unreadable'> {
  if (typed.trim() === '') return valid(undefined)
  const day = readDay(typed)
  return day ? valid(day) : invalid('unreadable')
}

export function parseLastDay(typed: string, from: Day<string>): Day<'unreadable' | 'before_from'> {
  const to = parseDay(typed)
  const isBackwards = to.ok && to.value && from.ok && from.value && to.value < from.value
  return isBackwards ? invalid('before_from') : to
}
