import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { FailureReason } from '../domain/failures.ts'
import { type Fate, recordMessageIn } from './record.ts'
import { suppressRecipient, takeReport } from './report-store.ts'
import { findMessage, findMessageByRef } from './store.ts'

/** What a provider says of one message, verified to come from it. */
export interface Report {
  provider: 'postmark' | 'vonage'
  /** The same for each copy of the report, and for no other. */
  eventId: string
  /** Ours, as the provider gave it back; else its own. */
  messageId: string | undefined
  ref: string | undefined
  /** A complaint moves nothing: the message did arrive. */
  fate: Fate | undefined
  reason: FailureReason | null
  /** Nothing more may go to this address: it does not exist, or its owner complained. */
  suppresses: boolean
}

/** Takes a report once: the mark and the effect are one transaction. One about a message we do not know does nothing. */
export async function takeMessageReport(db: Kysely<Database>, report: Report): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (!(await takeReport(trx, report.provider, report.eventId))) return
    const message = report.messageId
      ? await findMessage(trx, report.messageId)
      : report.ref && (await findMessageByRef(trx, report.ref))
    if (!message) return
    if (report.suppresses)
      await suppressRecipient(trx, message.request_id, message.recipient, report.reason ?? 'other')
    if (report.fate) await recordMessageIn(trx, message.id, report.fate, { reason: report.reason })
  })
}
