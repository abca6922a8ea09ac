/** What messages count for when they leave. Those that ask for money counted before, when they were created. */
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { asTooMany, TooMany } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'
import { mailboxOf } from '../domain/mailbox.ts'
import type { MessageFailure } from '../domain/message-failures.ts'
import { asksForMoney } from '../domain/words.ts'
import { countMessage, releaseMessage } from '../limits/messages.ts'
import { countUse } from '../limits/store.ts'
import type { Dispatch } from './dispatch-store.ts'

/** Counts a message for what it costs, once, however often its provider has to be called. */
export async function countFirstTry(
  db: Kysely<Database>,
  { tries }: { tries: number },
  dispatch: Dispatch,
): Promise<MessageFailure | undefined> {
  if (tries > 1) return undefined
  try {
    if (dispatch.channel === 'sms') await countUse(db, limits.texts, dispatch.merchant_id)
    // Messages that ask for money were counted when they were created. The others follow from test payments, which
    // cost nothing.
    if (dispatch.mode === 'test' && !asksForMoney(dispatch))
      await countUse(db, limits.testMessages, mailboxOf(dispatch.recipient))
  } catch (error) {
    if (!(error instanceof TooMany)) throw error
    return error.limit === limits.texts.name ? 'daily_limit' : 'test_limit'
  }
  return undefined
}

/**
 * A planned message was counted when it was created, and counts again when it leaves: over many hours, many can be
 * planned for one morning. Returns the seconds to wait when the recipient's limit is reached.
 */
export async function countPlanned(db: Kysely<Database>, dispatch: Dispatch): Promise<number> {
  const { send_at, merchant_id, mode, recipient } = dispatch
  if (send_at === null) return 0
  const counting = db.transaction().execute((trx) => countMessage(trx, merchant_id, mode, recipient))
  return counting.then(
    () => 0,
    (error) => asTooMany(error).retryAfterSeconds,
  )
}

/** Uncounts a planned message that was certainly not sent: its next try counts again. */
export async function uncountPlanned(db: Kysely<Database>, dispatch: Dispatch): Promise<void> {
  const { send_at, merchant_id, mode, recipient } = dispatch
  if (send_at) await releaseMessage(db, merchant_id, mode, recipient)
}
