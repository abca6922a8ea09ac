/** SQL of links sent by e-mail. Only their hashes are kept, and each works once. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Trx } from '../../db/connect.ts'
import { newToken } from '../../domain/ids.ts'

/** A link belongs to a sign-up, which it confirms, or to a person, who may choose a password. */
type Owner = { sign_up_id: string } | { user_id: string }

const confirmationMinutes = 24 * 60
/** How long a link to choose a password is valid (S28). */
const resetMinutes = 30

/** Returns the token of the new link. Only its hash is kept. */
export async function insertLink(db: Db, owner: Owner): Promise<string> {
  const token = newToken()
  const minutes = 'user_id' in owner ? resetMinutes : confirmationMinutes
  const expires_at = sql<Date>`now() + make_interval(mins => ${minutes})`
  await db
    .insertInto('account_links')
    .values({ ...owner, token_hash: hashOf(token), expires_at })
    .execute()
  return token
}

/** The sign-up that the link would confirm, if it is still valid. */
export function findLinkedSignUp(db: Db, token: string) {
  return db
    .selectFrom('account_links as l')
    .innerJoin('sign_ups as s', 's.id', 'l.sign_up_id')
    .select(['s.email', 's.name', 's.trade_name', 's.language'])
    .where('l.token_hash', '=', hashOf(token))
    .where('l.expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
}

/** The person who may choose a password with the link, if it is still valid. */
export function findLinkedPerson(db: Db, token: string) {
  return db
    .selectFrom('account_links as l')
    .innerJoin('users as u', 'u.id', 'l.user_id')
    .select(['u.id', 'u.email', 'u.language'])
    .where('l.token_hash', '=', hashOf(token))
    .where('l.expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
}

/**
 * Uses up the link (unless `trx` is rolled back), and returns whose it was. Undefined when it is no longer valid, or
 * was made for something else.
 */
export async function useUpLink(
  trx: Trx,
  token: string,
  owner: 'sign_up_id' | 'user_id',
): Promise<string | undefined> {
  const used = await trx
    .deleteFrom('account_links')
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', sql<Date>`now()`)
    .where(owner, 'is not', null)
    .returning(['sign_up_id', 'user_id'])
    .executeTakeFirst()
  return used?.[owner] ?? undefined
}

/** Deletes every link with which this person's password could be chosen. */
export async function deleteLinks(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom('account_links').where('user_id', '=', userId).execute()
}

/** A token has more than 128 random bits, so a hash without salt cannot be reversed. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')
