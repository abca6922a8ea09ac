/** Closes a merchant's account: for good, and only when no money is on its way. */
import type { Kysely } from 'kysely'
import { queueAccountLetter } from '../../accounts/letters/letters.ts'
import { lockTeam } from '../../accounts/team/store.ts'
import type { Trx } from '../../db/connect.ts'
import { addJob, type Jobs } from '../../db/jobs.ts'
import type { Database } from '../../db/schema.ts'
import type { Author } from '../../domain/author.ts'
import { NotAllowed } from '../../domain/errors.ts'
import {
  cancelPendingRequests,
  hasMoneyUnderWay,
  lockMerchantToClose,
  markClosed,
} from '../../merchants/closing-store.ts'

/**
 * Cancels what can still be paid (its links say whom to contact) and tells the owners. Customers are not written to:
 * what they owe is between them and the merchant. Paid requests stay, because accounting law requires it. Returns
 * undefined when done, even if somebody else has closed the account at the same time, else why not. From now on all
 * requests read as cancelled and nobody can pay; beyond the first thousand, jobs store that.
 */
export function closeMerchant(
  db: Kysely<Database>,
  { id: merchantId, userId }: Author,
): Promise<'money_under_way' | undefined> {
  return db.transaction().execute(async (trx) => {
    if (!(await lockMerchantToClose(trx, merchantId))) return undefined
    const team = await lockTeam(trx, merchantId)
    if (team.get(userId) !== 'owner') throw new NotAllowed()
    if (await hasMoneyUnderWay(trx, merchantId)) return 'money_under_way'
    await markClosed(trx, merchantId)
    await cancelNext(trx, merchantId, userId)
    for (const [ownerId, role] of team) {
      if (role === 'owner') await queueAccountLetter(trx, { kind: 'closed', merchantId, ownerId })
    }
    return undefined
  })
}

/** Cancels the next requests of a closed merchant. The job after it does the same, until there are none. */
export function cancelClosed(
  db: Kysely<Database>,
  { merchantId, userId }: Jobs['cancel_closed'],
): Promise<void> {
  return db.transaction().execute((trx) => cancelNext(trx, merchantId, userId))
}

async function cancelNext(trx: Trx, merchantId: string, userId: string): Promise<void> {
  if (await cancelPendingRequests(trx, merchantId, userId))
    await addJob(trx, 'cancel_closed', { merchantId, userId })
}
