import type { Trx } from '../../db/connect.ts'
import { suggestSender } from '../../domain/sender.ts'
import { insertMerchant } from '../../merchants/store.ts'
import { insertMembership } from './store.ts'

export interface Opening {
  /** The owner. */
  userId: string
  /** The owner's address. Customers and notices use it until the settings are changed. */
  email: string
  /** At most 60 characters of plain text. */
  tradeName: string
}

/** The sender for names without a usable character, such as one in Greek letters. The settings can change it. */
const anySender = 'ACQUIT'

/** Creates a merchant, in test mode until its owner gives keys. Returns its id. */
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
