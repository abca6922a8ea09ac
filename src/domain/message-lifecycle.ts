/** What may become of a message. Reports come late, twice and in any order: a status only ever moves up. */
import { randomInt } from 'node:crypto'

export type MessageStatus = 'queued' | 'sending' | 'uncertain' | 'sent' | 'delivered' | 'failed' | 'bounced'

/** A bounce can follow a delivery (the mailbox's server takes it, then gives it back); never the other way round. */
const ranks = [
  'queued',
  'sending',
  'uncertain',
  'sent',
  'delivered',
  'failed',
  'bounced',
] as const satisfies MessageStatus[]

/** The statuses that a message may come from to reach this one. */
export function statusesBefore(status: MessageStatus): MessageStatus[] {
  return ranks.slice(0, ranks.indexOf(status))
}

/** Its provider has it. */
export const isTaken = (status: MessageStatus) => status === 'sent' || status === 'delivered'

export const problemStatuses = ['bounced', 'failed', 'uncertain'] as const satisfies MessageStatus[]
export type ProblemStatus = (typeof problemStatuses)[number]

export function isProblem(status: MessageStatus): status is ProblemStatus {
  return problemStatuses.some((problem) => problem === status)
}

const minute = 60
const hour = 60 * minute

/** A provider that asks to try later is asked again for a day. */
export const giveUpAfterSeconds = 24 * hour

/** 30 s, 1 min, 2 min … 1 h, give or take a fifth: many messages must not come back at the same moment. */
export function backoffSeconds(tries: number, random = randomInt(1000) / 1000): number {
  const pause = Math.min(30 * 2 ** tries, hour)
  return Math.round(pause * (0.8 + 0.4 * random))
}

/** When a provider that can be searched is asked about a message nobody knows the fate of. */
export const reconcileAfterSeconds = [1 * minute, 5 * minute, 15 * minute, hour, 6 * hour, 23 * hour]
