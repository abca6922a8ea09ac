/** Messages that a provider has taken, and what becomes of them. */
import type { World } from '../fixtures/app.ts'
import { type Client, createRequest } from '../fixtures/client.ts'

/** Each to a customer of its own, known to the provider as `ref-1`, `ref-2`… */
export function createSender({ deps: { db } }: World, portal: Client) {
  let asked = 0
  async function sentMessage() {
    asked += 1
    const id = await createRequest(portal, { email: `client${asked}@courriel.example` })
    return db
      .updateTable('messages')
      .set({ status: 'sent', provider_ref: `ref-${asked}` })
      .where('request_id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
  }
  const statusOf = async ({ id }: { id: string }) =>
    (await db.selectFrom('messages').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status
  return { sentMessage, statusOf }
}
