import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { addEvent, lockRequest } from '../requests/store.ts'
import { composeRequestEmail, composeRequestSms, paymentLink } from './compose.ts'
import { type Dispatch, findDispatch, moveMessage } from './store.ts'

/**
 * Hands a queued message to its provider, at most once: whoever moves it to `sending` sends it. Found already
 * `sending`, its process died on the way: the provider may or may not have it, and it is never sent again by itself.
 */
export async function deliverMessage(deps: Deps, messageId: string): Promise<void> {
  const { db } = deps
  const taken = await moveMessage(db, messageId, 'queued', 'sending')
  if (!taken) return settleMessage(db, messageId, 'uncertain')
  const dispatch = await findDispatch(db, messageId)
  if (!dispatch) throw new Error(`message ${messageId} has no request`)
  try {
    const { ref } = await send(deps, dispatch)
    await settleMessage(db, messageId, 'sent', ref)
  } catch (error) {
    await settleMessage(db, messageId, 'uncertain')
    throw error
  }
}

function send({ config, eta, mailer, texter }: Deps, dispatch: Dispatch) {
  if (dispatch.channel === 'email') {
    return mailer.send({
      messageId: dispatch.message_id,
      to: dispatch.recipient,
      fromName: dispatch.merchant_name,
      replyTo: dispatch.contact_email,
      ...composeRequestEmail(eta, config, dispatch),
    })
  }
  return texter.send({
    messageId: dispatch.message_id,
    to: dispatch.recipient,
    from: dispatch.sms_sender,
    text: composeRequestSms(dispatch, paymentLink(config, dispatch.token)),
  })
}

/** Writes what became of it, with its line of history, once. */
async function settleMessage(
  db: Kysely<Database>,
  messageId: string,
  status: 'sent' | 'uncertain',
  ref: string | null = null,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const moved = await moveMessage(trx, messageId, 'sending', status, ref)
    if (!moved) return
    const request = await lockRequest(trx, moved.request_id)
    if (!request) return
    const kind = status === 'sent' ? 'message_sent' : 'message_uncertain'
    await addEvent(trx, request.id, { kind, actor: 'system', before: request.status, after: request.status, messageId })
  })
}
