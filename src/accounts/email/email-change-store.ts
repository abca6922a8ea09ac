/** SQL of addresses that people want to sign in with, until they confirm them: one a person, its link kept as a hash. */
import { sql } from 'kysely'
import type { Db, Trx } from '../../db/connect.ts'
import { newToken } from '../../domain/ids.ts'
import { hashOf } from '../people/link-store.ts'

const inAnHour = sql<Date>`now() + interval '1 hour'`

/** Instead of the one that waited. */
export async function replaceEmailChange(trx: Trx, userId: string, email: string): Promise<void> {
  const change = { email, token_hash: null, expires_at: inAnHour }
  await trx
    .insertInto('email_changes')
    .values({ user_id: userId, ...change })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(change))
    .execute()
}

/** Whom the link is written to, and the new link's token, which nobody can read again. */
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

/** What a link that still works would confirm. */
export function findLinkedEmailChange(db: Db, token: string) {
  return db
    .selectFrom('email_changes as c')
    .innerJoin('users as u', 'u.id', 'c.user_id')
    .select(['c.email', 'u.language'])
    .where('c.token_hash', '=', hashOf(token))
    .where('c.expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
}

/** The link is used up, or rolled back with `trx`; undefined when it works no more. */
export function takeEmailChange(trx: Trx, token: string) {
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

/** Nobody confirmed them: the addresses are not ours to keep. */
export async function forgetOldEmailChanges(db: Db): Promise<void> {
  await db.deleteFrom('email_changes').where('expires_at', '<', sql<Date>`now()`).execute()
}
