import type { Trx } from '../../db/connect.ts'
import { suggestSender } from '../../domain/sender.ts'
import { insertMerchant } from '../../merchants/store.ts'
import { insertMembership } from './store.ts'

export interface Opening {
  /** Who owns it. */
  userId: string
  /** Theirs; what customers and notices are given until the settings say otherwise. */
  email: string
  /** At most 20 characters of plain text. */
  tradeName: string
}

/** For names that no SMS can come from, such as one all in Greek: the settings can change it. */
const anySender = 'ACQUIT'

/** A new merchant, in test mode until its owner brings keys. Returns its id. */
export async function openMerchant(trx: Trx, { userId, email, tradeName }: Opening): Promise<string> {
  const merchantId = await insertMerchant(trx, {
    trade_name: tradeName,
    contact_email: email,
    notice_emails: [email],
    sms_sender: suggestSender(tradeName) ?? anySender,
  })
  await insertMembership(trx, merchantId, userId, 'owner')
  return merchantId
}
