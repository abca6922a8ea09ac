/** The demo merchant's world, with the few states that its stories do not tell. */
import { sql } from 'kysely'
import { demo } from '../../../src/dev/demo.ts'
import type { World } from '../../fixtures/app.ts'
import { type Client, createClient, createRequest } from '../../fixtures/client.ts'

export async function signInDemo(world: World): Promise<Client> {
  const client = createClient(world)
  await client.post('/connexion', { ...demo })
  return client
}

/** One to whom a message came back, one paid after it was cancelled. */
export async function tellTheRest({ deps: { db } }: World, client: Client): Promise<string> {
  const id = await createRequest(client, { email: 'direction@courriel.example' })
  await sql`update payment_requests set message_problem = 'bounced' where id = ${id}`.execute(db)
  await sql`insert into messages (id, request_id, purpose, channel, recipient, status, failure_reason)
    values ('msg_' || right(${id}, 22), ${id}, 'request', 'email', 'direction@courriel.example',
      'bounced', 'mailbox_full')`.execute(db)
  await sql`update payment_requests set paid_after = 'cancelled' where id =
    (select id from payment_requests where status = 'paid' order by created_at offset 1 limit 1)`.execute(db)
  return id
}

/** Ids by the label that the list shows, the oldest of each. */
export async function readLabels(client: Client): Promise<Map<string, string>> {
  const labels = new Map<string, string>()
  for (let path: string | undefined = '/paiements'; path; ) {
    const { body } = await client.get(path)
    const rows = body.matchAll(/href="\/paiements\/(pay_\w{22})".*?data-label="(\w+)"/gs)
    for (const [, id, label] of rows) labels.set(label!, id!)
    path = body.match(/href="([^"]+)" rel="next"/)?.[1]
  }
  return labels
}
