import type { Db } from '../../db/connect.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import { suggestCustomers } from '../../requests/customer-store.ts'

/** Addresses this merchant has used, for what has been typed so far in each field. */
export async function suggestRecipients(
  db: Db,
  { id, mode }: SignedIn,
  { email = '', phone = '' }: { email?: string; phone?: string },
) {
  return {
    emails: await suggestCustomers(db, id, { mode, channel: 'email', spellings: [email.trim()] }),
    phones: await suggestCustomers(db, id, { mode, channel: 'sms', spellings: spellingsOf(phone) }),
  }
}

/** Numbers are kept as E.164, and typed in France with a zero for +33, or for the code of an overseas territory. */
function spellingsOf(phone: string): string[] {
  const digits = phone.replace(/[^+\d]/g, '').replace(/^00/, '+')
  if (!/^0[1-9]/.test(digits)) return [digits]
  return frenchCodes.map((code) => code + digits.slice(1))
}

const frenchCodes = ['+33', '+262', '+508', '+590', '+594', '+596']
