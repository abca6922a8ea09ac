/**
 * What may become of a message. Providers' reports come late, twice and in any order, so a status only moves up in
 * rank.
 */
import { randomInt } from 'node:crypto'

export type MessageStatus = 'queued' | 'sending' | 'uncertain' | 'sent' | 'delivered' | 'failed' | 'bounced'

/** A bounce can follow a delivery (the server takes the message, then returns it), but never the other way round. */
const ranks = [
  'queued',
  'sending',
  'uncertain',
  'sent',
  'delivered',
  'failed',
  'bounced',
] as const satisfies MessageStatus[]

/** The statuses from which a message may move to this one. */
export function statusesBefore(status: MessageStatus): MessageStatus[] {
  return ranks.slice(0, ranks.indexOf(status))
}

/** Whether the provider has taken the message. */
export const isTaken = (status: MessageStatus) => status === 'sent' || status === 'delivered'

export const problemStatuses = ['bounced', 'failed', 'uncertain'] as const satisfies MessageStatus[]
export type ProblemStatus = (typeof problemStatuses)[number]

export function isProblem(status: MessageStatus): status is ProblemStatus {
  return problemStatuses.some((problem) => problem === status)
}

const minute = 60
const hour = 60 * minute

/** After a `TryLater`, the message is tried again for one day. */
export const giveUpAfterSeconds = 24 * hour

/** 30 s, 1 min, 2 min … 1 h, varied by a fifth, so that many messages do not come back at the same moment. */
export function backoffSeconds(tries: number, random = randomInt(1000) / 1000): number {
  const pause = Math.min(30 * 2 ** tries, hour)
  return Math.round(pause * (0.8 + 0.4 * random))
}

/** When to ask a searchable provider about a message whose fate is unknown. */
export const reconcileAfterSeconds = [1 * minute, 5 * minute, 15 * minute, hour, 6 * hour, 23 * hour]
