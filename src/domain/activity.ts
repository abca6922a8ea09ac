/** Computes what the activity page shows from what its store has counted. Pure. */

import { addDays } from './formats.ts'
import type { Channel } from './words.ts'

const daysShown = 12 * 7

/** How long a customer took to pay after being asked: less than an hour, less than a day, and so on. */
export const delays = ['hour', 'day', 'three_days', 'week', 'longer'] as const
export type Delay = (typeof delays)[number]

/** `settled`: settled otherwise, so not collected here. `ended`: the request was cancelled or has expired. */
export const outcomes = ['paid', 'pending', 'settled', 'ended'] as const
export type Outcome = (typeof outcomes)[number]

interface Collected {
  day: string
  cents: number
  payments: number
}

interface Counted {
  channel: Channel
  outcome: Outcome
  delay: Delay | null
  requests: number
}

export function firstDayShown(today: string): string {
  return addDays(today, 1 - daysShown)
}

/** Fills the period: a day without payments gets zeros. */
export function fillDays(today: string, collected: Collected[]): Collected[] {
  const byDay = new Map(collected.map((one) => [one.day, one]))
  return Array.from({ length: daysShown }, (_, index) => {
    const day = addDays(firstDayShown(today), index)
    return byDay.get(day) ?? { day, cents: 0, payments: 0 }
  })
}

/**
 * Counts by channel how many requests were paid, are pending, were settled otherwise, or have ended. A channel without
 * requests is left out.
 */
export function groupByChannel(counted: Counted[]) {
  const channels = (['email', 'sms'] as const).map((channel) => {
    const own = counted.filter((one) => one.channel === channel)
    const [paid, pending, settled, ended] = outcomes.map((outcome) =>
      sum(own.filter((one) => one.outcome === outcome)),
    )
    return { channel, requests: sum(own), paid: paid!, pending: pending!, settled: settled!, ended: ended! }
  })
  return channels.filter(({ requests }) => requests > 0)
}

/** Counts the paid requests by delay. `half` is the delay within which half of them were paid (the median). */
export function groupByDelay(counted: Counted[]) {
  const groups = delays.map((delay) => ({
    delay,
    requests: sum(counted.filter((one) => one.delay === delay)),
  }))
  const paid = sum(groups)
  let soFar = 0
  const half = groups.find(({ requests }) => {
    soFar += requests
    return soFar > 0 && soFar * 2 >= paid
  })
  return { groups, paid, half: half?.delay }
}

const sum = (counts: { requests: number }[]) => counts.reduce((total, { requests }) => total + requests, 0)
