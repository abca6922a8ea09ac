/** SQL of people's own choices; better-auth writes the rest of their accounts. */
import type { Db } from '../db/connect.ts'
import type { PortalLanguage } from '../db/schema.ts'

/** Whom a letter about an account is written to. */
export function findPerson(db: Db, userId: string) {
  return db.selectFrom('users').select(['email', 'language']).where('id', '=', userId).executeTakeFirst()
}

export async function changeLanguage(db: Db, userId: string, language: PortalLanguage): Promise<void> {
  await db.updateTable('users').set({ language }).where('id', '=', userId).execute()
}
