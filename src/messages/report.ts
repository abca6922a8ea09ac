import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { MessageFailure } from '../domain/message-failures.ts'
import { lockRequest } from '../requests/change-store.ts'
import { type Fate, recordMessageIn } from './record.ts'
import { insertReport, suppressRecipient } from './report-store.ts'
import { findMessage, findMessageByRef } from './store.ts'

/** What a provider says of one message, verified to come from the provider. */
export interface Report {
  provider: 'postmark' | 'vonage'
  /** The same for each copy of a report, and different for each report. */
  eventId: string
  /** Our message id as the provider gave it back, or else the provider's own id (`ref`). */
  messageId: string | undefined
  ref: string | undefined
  /** Undefined for a complaint, which changes no status: the message did arrive. */
  fate: Fate | undefined
  reason: MessageFailure | null
  /** Whether the address must not be written to any more: it does not exist, or its owner complained. */
  suppresses: boolean
}

/**
 * Processes a report once: the mark and its effect are one transaction. A report of an unknown message does nothing.
 */
export async function recordReport(db: Kysely<Database>, report: Report): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (!(await insertReport(trx, report.provider, report.eventId))) return
    const message = report.messageId
      ? await findMessage(trx, report.messageId)
      : report.ref && (await findMessageByRef(trx, report.ref))
    if (!message || !(await lockRequest(trx, message.request_id))) return
    if (report.suppresses)
      await suppressRecipient(trx, message.request_id, message.recipient, report.reason ?? 'other')
    if (report.fate) await recordMessageIn(trx, message.id, report.fate, { reason: report.reason })
  })
}
