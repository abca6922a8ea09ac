/** Hands a queued message to its provider, at most once. */
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { secondsToReminderTime } from '../domain/calendar.ts'
import { isErased } from '../domain/erased.ts'
import { type MessageFailure, RefusedByProvider, TryLater } from '../domain/message-failures.ts'
import { backoffSeconds } from '../domain/message-lifecycle.ts'
import { placeOf } from '../domain/recipient.ts'
import { asksForMoney } from '../domain/words.ts'
import { countFirstTry, countPlanned, uncountPlanned } from './count.ts'
import { type Dispatch, findDispatch } from './dispatch-store.ts'
import { postpone, queueAgain } from './queue-again.ts'
import { recordMessage } from './record.ts'
import { claimMessage, markHanded } from './status-store.ts'
import { composeEmail, composeSms } from './texts.ts'

/** A message that leaves later than this after it was queued was delayed. */
const soonSeconds = 600

/** The sweep gives up after two minutes, of which a call takes half a minute at most. */
const handOverWithinMs = 60_000

type Claimed = NonNullable<Awaited<ReturnType<typeof claimMessage>>>

/**
 * The job that sends a message. One process claims it. A message that the provider has certainly not taken is tried
 * again for a day, or fails; when nobody knows, it becomes `uncertain` and is never sent again by itself.
 */
export async function deliverMessage(deps: Deps, messageId: string): Promise<void> {
  const { db } = deps
  const claimedAt = Date.now()
  const claimed = await claimMessage(db, messageId)
  if (!claimed) return
  let hand: ReturnType<typeof compose>
  let dispatch: Awaited<ReturnType<typeof findDispatch>>
  try {
    dispatch = await findDispatch(db, messageId)
    if (!dispatch) throw new Error(`message ${messageId} has no request`)
    const obstacle = findObstacle(dispatch, claimed) ?? (await countFirstTry(db, claimed, dispatch))
    if (obstacle) return recordMessage(db, messageId, 'failed', { reason: obstacle })
    hand = compose(deps, dispatch)
    const pause = secondsToWait(claimed, dispatch) || (await countPlanned(db, dispatch))
    if (pause > 0) return postpone(db, claimed, pause)
  } catch (error) {
    await queueAgain(db, claimed, 60)
    throw error
  }
  if (!(await markHanded(db, claimed))) return uncountPlanned(db, dispatch)
  // This process was paused. The sweep has given the message up, and the merchant may have sent it again.
  if (Date.now() - claimedAt > handOverWithinMs) {
    await uncountPlanned(db, dispatch)
    return queueAgain(db, claimed, 0)
  }
  let ref: string | null
  try {
    ref = (await hand()).ref
  } catch (error) {
    return recordFailure(db, claimed, dispatch, error)
  }
  await recordMessage(db, messageId, 'sent', { ref })
}

/** Why the message must not be sent any more: the customer owes nothing, or the address has given messages back. */
function findObstacle(dispatch: Dispatch, { tries }: Claimed): MessageFailure | undefined {
  // The customer was erased while the message waited for its next try.
  if (isErased(dispatch.recipient)) return 'obsolete'
  if (asksForMoney(dispatch) && !dispatch.is_payable) return 'obsolete'
  if (dispatch.purpose === 'reminder' && !dispatch.is_wanted) return 'obsolete'
  // While this one waited for another try, the merchant pressed "Renvoyer".
  if (asksForMoney(dispatch) && tries > 1 && dispatch.was_sent_again) return 'obsolete'
  return dispatch.suppression ? 'suppressed' : undefined
}

/** What could not leave at an hour that was chosen for it must not leave in the night that came meanwhile. */
function secondsToWait({ tries, age_seconds: age }: Claimed, dispatch: Dispatch): number {
  const isDelayed = tries > 1 || age > soonSeconds
  const hasItsHour = dispatch.purpose === 'reminder' || dispatch.send_at !== null
  return hasItsHour && isDelayed ? secondsToReminderTime(dispatch.now, placeOf(dispatch)) : 0
}

/** Composes before the provider is called, so that an error of ours does not leave the message `uncertain`. */
function compose({ config, eta, mailer, texter }: Deps, dispatch: Dispatch) {
  const { message_id: messageId, recipient: to } = dispatch
  if (dispatch.channel === 'email') {
    const email = { messageId, to, ...composeEmail(eta, config, dispatch) }
    return () => mailer.send(email)
  }
  const sms = { messageId, to, from: dispatch.sms_sender, text: composeSms(config, dispatch) }
  return () => texter.send(sms)
}

async function recordFailure(
  db: Kysely<Database>,
  message: Claimed,
  dispatch: Dispatch,
  error: unknown,
): Promise<void> {
  if (error instanceof RefusedByProvider) {
    return recordMessage(db, message.id, 'failed', { reason: error.reason })
  }
  if (!(error instanceof TryLater)) {
    await recordMessage(db, message.id, 'uncertain')
    throw error
  }
  await uncountPlanned(db, dispatch)
  await queueAgain(db, message, Math.max(error.afterSeconds ?? 0, backoffSeconds(message.tries)))
}
