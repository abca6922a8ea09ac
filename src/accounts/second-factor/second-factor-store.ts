/** SQL of second factors: the secret shared with the authenticator app, and recovery codes. */
import type { Db, Trx } from '../../db/connect.ts'

/** The encrypted secret. Undefined when the person has no second factor. */
export function findSecondFactor(db: Db, userId: string) {
  return db
    .selectFrom('second_factors')
    .select(['secret', 'created_at'])
    .where('user_id', '=', userId)
    .executeTakeFirst()
}

/** Replaces the second factor. `step` is the time step of the code that confirmed it. */
export async function replaceSecondFactor(
  trx: Trx,
  userId: string,
  secret: string,
  step: number,
): Promise<void> {
  await deleteSecondFactor(trx, userId)
  await trx.insertInto('second_factors').values({ user_id: userId, secret, last_step: step }).execute()
}

/** False when there was none. The recovery codes are deleted with it. */
export async function deleteSecondFactor(trx: Trx, userId: string): Promise<boolean> {
  const deleted = await trx
    .deleteFrom('second_factors')
    .where('user_id', '=', userId)
    .returning('user_id')
    .executeTakeFirst()
  return deleted !== undefined
}

/** Uses up the code of this step. False when a code of this step or a later one was used already (ASVS 6.5.1). */
export async function useUpStep(db: Db, userId: string, step: number): Promise<boolean> {
  const used = await db
    .updateTable('second_factors')
    .set({ last_step: step })
    .where('user_id', '=', userId)
    .where('last_step', '<', step)
    .returning('user_id')
    .executeTakeFirst()
  return used !== undefined
}

/** `hashes`: of the new codes. The previous codes stop working. */
export async function replaceRecoveryCodes(trx: Trx, userId: string, hashes: string[]): Promise<void> {
  await trx.deleteFrom('recovery_codes').where('user_id', '=', userId).execute()
  await trx
    .insertInto('recovery_codes')
    .values(hashes.map((code_hash) => ({ user_id: userId, code_hash })))
    .execute()
}

/** Uses up the recovery code. False when there is no such code, or no longer. */
export async function useUpRecoveryCode(db: Db, userId: string, hash: string): Promise<boolean> {
  const used = await db
    .deleteFrom('recovery_codes')
    .where('user_id', '=', userId)
    .where('code_hash', '=', hash)
    .returning('user_id')
    .executeTakeFirst()
  return used !== undefined
}

export async function countRecoveryCodes(db: Db, userId: string): Promise<number> {
  const rows = await db
    .selectFrom('recovery_codes')
    .select('code_hash')
    .where('user_id', '=', userId)
    .execute()
  return rows.length
}
