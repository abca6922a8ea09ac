/** What the activity page shows, made of what the store counted. Pure. */

import { addDays } from './formats.ts'
import type { Channel } from './words.ts'

const daysShown = 12 * 7

/** From asking to being paid: less than this. */
export const delays = ['hour', 'day', 'three_days', 'week', 'longer'] as const
export type Delay = (typeof delays)[number]

/** `ended`: cancelled or expired. */
export const outcomes = ['paid', 'pending', 'ended'] as const
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

/** Every day of the period, those without a payment too. */
export function fillDays(today: string, collected: Collected[]): Collected[] {
  const byDay = new Map(collected.map((one) => [one.day, one]))
  return Array.from({ length: daysShown }, (_, index) => {
    const day = addDays(firstDayShown(today), index)
    return byDay.get(day) ?? { day, cents: 0, payments: 0 }
  })
}

/** By channel: how many requests ended how; a channel nobody used is left out. */
export function groupByChannel(counted: Counted[]) {
  const channels = (['email', 'sms'] as const).map((channel) => {
    const own = counted.filter((one) => one.channel === channel)
    const [paid, pending, ended] = outcomes.map((outcome) =>
      sum(own.filter((one) => one.outcome === outcome)),
    )
    return { channel, requests: sum(own), paid: paid!, pending: pending!, ended: ended! }
  })
  return channels.filter(({ requests }) => requests > 0)
}

/** By delay: how many of the paid requests; and the delay within which half of them were paid. */
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
