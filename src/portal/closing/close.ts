/** Closes a merchant's account: for good, and only when no money is on its way. */
import type { Kysely } from 'kysely'
import { queueAccountLetter } from '../../accounts/letters/letters.ts'
import { lockTeam } from '../../accounts/team/store.ts'
import type { Database } from '../../db/schema.ts'
import type { Author } from '../../domain/author.ts'
import { NotAllowed } from '../../domain/errors.ts'
import {
  cancelPendingRequests,
  hasMoneyUnderWay,
  lockOpenMerchant,
  lockPendingRequests,
  markClosed,
} from '../../merchants/closing-store.ts'

/**
 * Cancels what can still be paid (its links say whom to contact) and tells the owners. Customers are not written to:
 * what they owe is between them and the merchant. Paid requests stay, because accounting law requires it. Returns
 * undefined when done, even if somebody else has closed the account at the same time, else why not.
 */
export function closeMerchant(
  db: Kysely<Database>,
  { id: merchantId, userId }: Author,
): Promise<'money_under_way' | undefined> {
  return db.transaction().execute(async (trx) => {
    if (!(await lockOpenMerchant(trx, merchantId))) return undefined
    const team = await lockTeam(trx, merchantId)
    if (team.get(userId) !== 'owner') throw new NotAllowed()
    await lockPendingRequests(trx, merchantId)
    if (await hasMoneyUnderWay(trx, merchantId)) return 'money_under_way'
    await cancelPendingRequests(trx, merchantId, userId)
    await markClosed(trx, merchantId)
    for (const [ownerId, role] of team) {
      if (role === 'owner') await queueAccountLetter(trx, { kind: 'closed', merchantId, ownerId })
    }
    return undefined
  })
}
