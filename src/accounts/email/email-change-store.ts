/** SQL of new e-mail addresses until they are confirmed: one for each person. Only a hash of the link is kept. */
import { sql } from 'kysely'
import type { Db, Trx } from '../../db/connect.ts'
import { newToken } from '../../domain/ids.ts'
import { hashOf } from '../people/link-store.ts'

const inAnHour = sql<Date>`now() + interval '1 hour'`

/** Replaces the address that was waiting, if there was one. */
export async function replaceEmailChange(trx: Trx, userId: string, email: string): Promise<void> {
  const change = { email, token_hash: null, expires_at: inAnHour }
  await trx
    .insertInto('email_changes')
    .values({ user_id: userId, ...change })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(change))
    .execute()
}

/** Returns the address to write to and the token of the new link. Only the token's hash is kept. */
export async function insertEmailLink(db: Db, userId: string) {
  const token = newToken()
  const change = await db
    .updateTable('email_changes as c')
    .from('users as u')
    .set({ token_hash: hashOf(token), expires_at: inAnHour })
    .whereRef('u.id', '=', 'c.user_id')
    .where('c.user_id', '=', userId)
    .returning(['c.email', 'u.language'])
    .executeTakeFirst()
  return change && { ...change, token }
}

/** The address that waits to be confirmed. */
export function findEmailChange(db: Db, userId: string) {
  return db
    .selectFrom('email_changes')
    .select('email')
    .where('user_id', '=', userId)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
}

/** What the link would confirm, if it is still valid. */
export function findLinkedEmailChange(db: Db, token: string) {
  return db
    .selectFrom('email_changes as c')
    .innerJoin('users as u', 'u.id', 'c.user_id')
    .select(['c.email', 'u.language'])
    .where('c.token_hash', '=', hashOf(token))
    .where('c.expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
}

/** Uses up the link (unless `trx` is rolled back). Undefined when it is no longer valid. */
export function useUpEmailChange(trx: Trx, token: string) {
  return trx
    .deleteFrom('email_changes')
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', sql<Date>`now()`)
    .returning(['user_id', 'email'])
    .executeTakeFirst()
}

export async function deleteEmailChange(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom('email_changes').where('user_id', '=', userId).execute()
}

/** Deletes addresses that nobody confirmed in time. */
export async function forgetOldEmailChanges(db: Db): Promise<void> {
  await db.deleteFrom('email_changes').where('expires_at', '<', sql<Date>`now()`).execute()
}
