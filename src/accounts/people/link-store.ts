/** SQL of links that are e-mailed: only a hash is kept of them, and each works once. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Trx } from '../../db/connect.ts'
import { newToken } from '../../domain/ids.ts'

/** Whose link it is: a sign-up's, to confirm it, or a person's, to choose a password. */
type Owner = { sign_up_id: string } | { user_id: string }

const confirmationMinutes = 24 * 60
/** S28. */
const resetMinutes = 30

/** The new link's token, which nobody can read again. */
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

/** What a link that still works would confirm. */
export function findLinkedSignUp(db: Db, token: string) {
  return db
    .selectFrom('account_links as l')
    .innerJoin('sign_ups as s', 's.id', 'l.sign_up_id')
    .select(['s.email', 's.name', 's.trade_name', 's.language'])
    .where('l.token_hash', '=', hashOf(token))
    .where('l.expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
}

/** Who may choose a password by a link that still works. */
export function findLinkedPerson(db: Db, token: string) {
  return db
    .selectFrom('account_links as l')
    .innerJoin('users as u', 'u.id', 'l.user_id')
    .select(['u.id', 'u.email', 'u.language'])
    .where('l.token_hash', '=', hashOf(token))
    .where('l.expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
}

/** Whose link it was: it is used up, or rolled back with `trx`. Undefined when it works no more, or not for this. */
export async function takeLink(
  trx: Trx,
  token: string,
  owner: 'sign_up_id' | 'user_id',
): Promise<string | undefined> {
  const taken = await trx
    .deleteFrom('account_links')
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', sql<Date>`now()`)
    .where(owner, 'is not', null)
    .returning(['sign_up_id', 'user_id'])
    .executeTakeFirst()
  return taken?.[owner] ?? undefined
}

/** Every link that would still let this person's password be chosen. */
export async function deleteLinks(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom('account_links').where('user_id', '=', userId).execute()
}

/** A token has 128 random bits: a hash without salt cannot be turned back. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')
