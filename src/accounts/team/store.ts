/** SQL of memberships: who works for which merchant, in which role. */
import { sql } from 'kysely'
import type { Db, Trx } from '../../db/connect.ts'
import { type Role, roles, type Team } from '../../domain/roles.ts'
import type { Mode } from '../../domain/words.ts'

/** False when the person does not work for this merchant. */
export async function chooseMerchant(
  db: Db,
  merchantId: string,
  userId: string,
  sessionId: string,
): Promise<boolean> {
  const chosen = await db
    .updateTable('sessions as s')
    .from('memberships')
    .innerJoin('merchants as m', 'm.id', 'memberships.merchant_id')
    .set({ merchant_id: merchantId })
    .where('s.id', '=', sessionId)
    .whereRef('memberships.user_id', '=', 's.user_id')
    .where('s.user_id', '=', userId)
    .where('m.id', '=', merchantId)
    .where('m.closed_at', 'is', null)
    .returning('s.id')
    .executeTakeFirst()
  return chosen !== undefined
}

/** Somebody who is in the team already keeps their role. */
export async function insertMembership(
  trx: Trx,
  merchantId: string,
  userId: string,
  role: Role,
): Promise<void> {
  await trx
    .insertInto('memberships')
    .values({ merchant_id: merchantId, user_id: userId, role })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function changeMode(db: Db, merchantId: string, userId: string, mode: Mode): Promise<void> {
  await db
    .updateTable('memberships')
    .set({ mode })
    .where('merchant_id', '=', merchantId)
    .where('user_id', '=', userId)
    .execute()
}

export type TeamMember = Awaited<ReturnType<typeof listPeople>>[number]

function selectPeople(db: Db, merchantId: string) {
  return db
    .selectFrom('memberships as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .select(['u.id', 'u.name', 'u.email', 's.role', 's.created_at'])
    .where('s.merchant_id', '=', merchantId)
}

/** Owners first, then those who have been in the team longest. */
export function listPeople(db: Db, merchantId: string) {
  return selectPeople(db, merchantId)
    .orderBy(sql`array_position(${[...roles]}::text[], s.role)`, 'desc')
    .orderBy('s.created_at')
    .orderBy('u.id')
    .execute()
}

/** Undefined when the person is not in this team. */
export function findMember(db: Db, merchantId: string, userId: string) {
  return selectPeople(db, merchantId).where('u.id', '=', userId).executeTakeFirst()
}

/** `email` in lower case. */
export async function isInTeam(db: Db, merchantId: string, email: string): Promise<boolean> {
  const found = await selectPeople(db, merchantId).where('u.email', '=', email).executeTakeFirst()
  return found !== undefined
}

/**
 * Locks the merchant's row, and returns the team. Every change of a team takes this lock first, so that when two
 * owners leave at once, the second one sees that no other owner is left.
 */
export async function lockTeam(trx: Trx, merchantId: string): Promise<Team> {
  await trx.selectFrom('merchants').select('id').where('id', '=', merchantId).forNoKeyUpdate().execute()
  // A separate statement: after waiting for the lock, the statement above would still see the team as it was before.
  const people = await trx
    .selectFrom('memberships')
    .select(['user_id', 'role'])
    .where('merchant_id', '=', merchantId)
    .execute()
  return new Map(people.map(({ user_id, role }) => [user_id, role]))
}

/** Call it with the team locked. */
export async function saveRole(trx: Trx, merchantId: string, userId: string, role: Role): Promise<void> {
  await trx
    .updateTable('memberships')
    .set({ role })
    .where('merchant_id', '=', merchantId)
    .where('user_id', '=', userId)
    .execute()
}

/**
 * Call it with the team locked. From their next page on, the person's sessions look at another of their merchants, or
 * at none.
 */
export async function deleteMembership(trx: Trx, merchantId: string, userId: string): Promise<void> {
  await trx
    .deleteFrom('memberships')
    .where('merchant_id', '=', merchantId)
    .where('user_id', '=', userId)
    .execute()
}
