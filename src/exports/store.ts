/** SQL of exports, beside the list's own. */
import type { Db } from '../db/connect.ts'

/** Names of people by id, whether or not they are still in the team. */
export async function findNames(db: Db, userIds: string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map()
  const people = await db.selectFrom('users').select(['id', 'name']).where('id', 'in', userIds).execute()
  return new Map(people.map(({ id, name }) => [id, name]))
}
