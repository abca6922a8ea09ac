/** SQL of invitations. Only a hash of the link is kept: reading this table is not enough to accept one. */
import { sql } from 'kysely'
import type { Db, Trx } from '../../db/connect.ts'
import { newId, newToken } from '../../domain/ids.ts'
import type { Invited } from '../../domain/invited.ts'
import { hashOf } from '../people/link-store.ts'

const inSevenDays = sql<Date>`now() + interval '7 days'`

/** Returns the invitation's id. If this address was invited before, the previous link stops working. */
export async function saveInvitation(
  trx: Trx,
  merchantId: string,
  { email, role }: Invited,
  userId: string,
): Promise<string> {
  const renewed = { role, invited_by: userId, token_hash: null, expires_at: inSevenDays }
  const { id } = await trx
    .insertInto('invitations')
    .values({ id: newId('inv'), merchant_id: merchantId, email, ...renewed })
    .onConflict((conflict) => conflict.columns(['merchant_id', 'email']).doUpdateSet(renewed))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Newest first. */
export function listInvitations(db: Db, merchantId: string) {
  return db
    .selectFrom('invitations')
    .select(['id', 'email', 'role', 'expires_at', sql<boolean>`expires_at <= now()`.as('is_expired')])
    .where('merchant_id', '=', merchantId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
}

export function findInvitation(db: Db, merchantId: string, id: string) {
  return db
    .selectFrom('invitations')
    .select(['email', 'role'])
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** False when the invitation is not this merchant's, or does not exist any more. */
export async function deleteInvitation(db: Db, merchantId: string, id: string): Promise<boolean> {
  const deleted = await db
    .deleteFrom('invitations')
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return deleted !== undefined
}

/** Deletes the invitations that this person has sent: they may not invite any more. Call it with the team locked. */
export async function deleteInvitationsOf(trx: Trx, merchantId: string, userId: string): Promise<void> {
  await trx
    .deleteFrom('invitations')
    .where('merchant_id', '=', merchantId)
    .where('invited_by', '=', userId)
    .execute()
}

/**
 * The values of the e-mail, in the language of the invited person if they have an account, else of the person who
 * invites.
 */
export function findInvitationLetter(db: Db, id: string) {
  return db
    .selectFrom('invitations as i')
    .innerJoin('merchants as m', 'm.id', 'i.merchant_id')
    .leftJoin('users as invited', 'invited.email', 'i.email')
    .leftJoin('users as inviting', 'inviting.id', 'i.invited_by')
    .select(['i.email', 'i.role', 'm.trade_name'])
    .select((eb) => eb.fn.coalesce('invited.language', 'inviting.language', sql<'fr'>`'fr'`).as('language'))
    .where('i.id', '=', id)
    .where('m.closed_at', 'is', null)
    .executeTakeFirst()
}

/** Returns the token of a new link. Earlier links of this invitation stop working. */
export async function renewLink(db: Db, id: string): Promise<string> {
  const token = newToken()
  await db
    .updateTable('invitations')
    .set({ token_hash: hashOf(token), expires_at: inSevenDays })
    .where('id', '=', id)
    .execute()
  return token
}

export type OpenInvitation = NonNullable<Awaited<ReturnType<typeof findOpenInvitation>>>

/** The invitation of a link, if it is still valid. */
export function findOpenInvitation(db: Db, token: string) {
  return db
    .selectFrom('invitations as i')
    .innerJoin('merchants as m', 'm.id', 'i.merchant_id')
    .leftJoin('users as u', 'u.email', 'i.email')
    .select(['i.email', 'i.role', 'm.trade_name'])
    .select((eb) => eb('u.id', 'is not', null).$castTo<boolean>().as('has_account'))
    .where('i.token_hash', '=', hashOf(token))
    .where('i.expires_at', '>', sql<Date>`now()`)
    .where('m.closed_at', 'is', null)
    .executeTakeFirst()
}

/** Locks the invitation until the end of `trx`: whoever comes second finds it used. */
export function lockInvitation(trx: Trx, token: string) {
  return trx
    .selectFrom('invitations as i')
    .innerJoin('merchants as m', 'm.id', 'i.merchant_id')
    .select(['i.id', 'i.merchant_id', 'i.email', 'i.role'])
    .where('i.token_hash', '=', hashOf(token))
    .where('i.expires_at', '>', sql<Date>`now()`)
    .where('m.closed_at', 'is', null)
    .forUpdate('i')
    .executeTakeFirst()
}

/** Deletes invitations that ended 30 days ago without an answer. */
export async function forgetOldInvitations(db: Db): Promise<void> {
  await db.deleteFrom('invitations').where('expires_at', '<', sql<Date>`now() - interval '30 days'`).execute()
}
