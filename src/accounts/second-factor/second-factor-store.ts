/** SQL of second factors: what an authenticator app knows, and the codes for the day it is lost. */
import type { Db, Trx } from '../../db/connect.ts'

export function findSecondFactor(db: Db, userId: string) {
  return db
    .selectFrom('second_factors')
    .select(['secret', 'created_at'])
    .where('user_id', '=', userId)
    .executeTakeFirst()
}

/** Instead of the one before. `step`: of the code that confirmed it. */
export async function replaceSecondFactor(
  trx: Trx,
  userId: string,
  secret: string,
  step: number,
): Promise<void> {
  await deleteSecondFactor(trx, userId)
  await trx.insertInto('second_factors').values({ user_id: userId, secret, last_step: step }).execute()
}

/** False when there was none. Its recovery codes go with it. */
export async function deleteSecondFactor(trx: Trx, userId: string): Promise<boolean> {
  const deleted = await trx
    .deleteFrom('second_factors')
    .where('user_id', '=', userId)
    .returning('user_id')
    .executeTakeFirst()
  return deleted !== undefined
}

/** False when a code of these 30 seconds, or of later ones, was taken already (ASVS 6.5.1). */
export async function takeStep(db: Db, userId: string, step: number): Promise<boolean> {
  const taken = await db
    .updateTable('second_factors')
    .set({ last_step: step })
    .where('user_id', '=', userId)
    .where('last_step', '<', step)
    .returning('user_id')
    .executeTakeFirst()
  return taken !== undefined
}

export async function replaceRecoveryCodes(trx: Trx, userId: string, hashes: string[]): Promise<void> {
  await trx.deleteFrom('recovery_codes').where('user_id', '=', userId).execute()
  await trx
    .insertInto('recovery_codes')
    .values(hashes.map((code_hash) => ({ user_id: userId, code_hash })))
    .execute()
}

/** False when there is no such code, or it was taken already. */
export async function takeRecoveryCode(db: Db, userId: string, hash: string): Promise<boolean> {
  const taken = await db
    .deleteFrom('recovery_codes')
    .where('user_id', '=', userId)
    .where('code_hash', '=', hash)
    .returning('user_id')
    .executeTakeFirst()
  return taken !== undefined
}

export async function countRecoveryCodes(db: Db, userId: string): Promise<number> {
  const rows = await db
    .selectFrom('recovery_codes')
    .select('code_hash')
    .where('user_id', '=', userId)
    .execute()
  return rows.length
}
