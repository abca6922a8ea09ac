/** SQL of people's own choices; better-auth writes the rest of their accounts. */
import type { Db } from '../db/connect.ts'
import type { PortalLanguage } from '../db/schema.ts'

export async function changeLanguage(db: Db, userId: string, language: PortalLanguage): Promise<void> {
  await db.updateTable('users').set({ language }).where('id', '=', userId).execute()
}
