/** SQL of the messages that the local adapters store. */
import type { Db } from '../../db/connect.ts'
import type { Database } from '../../db/schema.ts'

type LocalMessage = Pick<
  Database['local_messages'],
  'message_id' | 'channel' | 'recipient' | 'sender' | 'reply_to' | 'subject' | 'body_text' | 'body_html'
>

export async function keepLocalMessage(db: Db, message: LocalMessage): Promise<void> {
  await db.insertInto('local_messages').values(message).execute()
}

export function listLocalMessages(db: Db) {
  return db.selectFrom('local_messages').selectAll().orderBy('id', 'desc').limit(200).execute()
}

export function findLocalMessage(db: Db, id: string) {
  return db.selectFrom('local_messages').selectAll().where('id', '=', id).executeTakeFirst()
}

export function findLocalMessageOf(db: Db, messageId: string) {
  return db.selectFrom('local_messages').select('id').where('message_id', '=', messageId).executeTakeFirst()
}
