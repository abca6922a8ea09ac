import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { RequestAuthor } from '../../domain/author.ts'
import { NotFound } from '../../domain/errors.ts'
import { stopReminders } from '../../requests/change-store.ts'
import { addEvent } from '../../requests/history-store.ts'

/**
 * Stops the reminders of this request, also when called twice. Throws `NotFound` when the request is not this
 * merchant's.
 */
export async function stopRequestReminders(
  db: Kysely<Database>,
  author: RequestAuthor,
  id: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const request = await stopReminders(trx, author.id, id)
    if (!request) throw new NotFound()
    if (!request.were_running) return
    const { status } = request
    const event = { kind: 'reminders_stopped', actor: 'merchant', before: status, after: status } as const
    await addEvent(trx, id, { ...event, userId: author.userId })
  })
}
