/** SQL of sign-ups that are not confirmed yet. */
import { type Insertable, sql } from 'kysely'
import type { Db, Trx } from '../../db/connect.ts'
import type { Database } from '../../db/schema.ts'
import { newId } from '../../domain/ids.ts'

export type NewSignUp = Omit<Insertable<Database['sign_ups']>, 'id' | 'created_at'>

/** Returns the id of the sign-up. `email` in lower case. */
export async function insertSignUp(trx: Trx, signUp: NewSignUp): Promise<string> {
  const id = newId('sup')
  await trx
    .insertInto('sign_ups')
    .values({ id, ...signUp })
    .execute()
  return id
}

export function findSignUp(db: Db, id: string) {
  return db.selectFrom('sign_ups').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The newest sign-up of this address, whether or not the address has an account by now. */
export function findWaitingSignUp(db: Db, email: string) {
  return db
    .selectFrom('sign_ups')
    .select(['id', 'password_hash'])
    .where('email', '=', email)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
}

export async function deleteSignUps(trx: Trx, email: string): Promise<void> {
  await trx.deleteFrom('sign_ups').where('email', '=', email).execute()
}

/** Deletes sign-ups that nobody confirmed, and links that are no longer valid. */
export async function forgetOldSignUps(db: Db): Promise<void> {
  await db.deleteFrom('sign_ups').where('created_at', '<', sql<Date>`now() - interval '7 days'`).execute()
  await db.deleteFrom('account_links').where('expires_at', '<', sql<Date>`now()`).execute()
}
