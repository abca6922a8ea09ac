import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { NotFound } from '../../domain/errors.ts'
import { stopReminders } from '../../requests/change-store.ts'
import type { Author } from '../../requests/create.ts'
import { addEvent } from '../../requests/history-store.ts'

/** No reminder of this request leaves any more. Doing it twice does it once. Throws `NotFound` when it is not theirs. */
export async function stopRequestReminders(db: Kysely<Database>, author: Author, id: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const request = await stopReminders(trx, author.id, id)
    if (!request) throw new NotFound()
    if (!request.were_running) return
    const { status } = request
    const event = { kind: 'reminders_stopped', actor: 'merchant', before: status, after: status } as const
    await addEvent(trx, id, { ...event, userId: author.userId })
  })
}
