/** The history of a request, part by part: the newest lines are on its own page, the older ones on pages of theirs. */
import type { Db } from '../../db/connect.ts'
import { listEvents } from '../../requests/history-store.ts'

const linesOfPage = 50

/** `older`: the id of the last line, when there are older ones. `before`: the id of a line; only older ones follow. */
export async function describeHistory(db: Db, merchantId: string, id: string, before?: string) {
  const events = await listEvents(db, merchantId, id, { most: linesOfPage + 1, before })
  const history = events.slice(0, linesOfPage)
  return { history, older: events.length > linesOfPage ? history.at(-1)?.id : undefined }
}
