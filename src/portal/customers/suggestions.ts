import type { Db } from '../../db/connect.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import { suggestCustomers } from '../../requests/customer-store.ts'

/** Addresses this merchant has used that match what was typed in each field. */
export async function suggestRecipients(
  db: Db,
  { id, mode }: SignedIn,
  { email = '', phone = '' }: { email?: string; phone?: string },
) {
  const suggested = await suggestCustomers(db, id, mode, { email: [email.trim()], sms: spellingsOf(phone) })
  return { emails: suggested.email, phones: suggested.sms }
}

/**
 * Numbers are kept in E.164. In France they are typed with a 0 instead of +33, or of the code of an overseas
 * territory.
 */
function spellingsOf(phone: string): string[] {
  const digits = phone.replace(/[^+\d]/g, '').replace(/^00/, '+')
  if (!/^0[1-9]/.test(digits)) return [digits]
  return frenchCodes.map((code) => code + digits.slice(1))
}

const frenchCodes = ['+33', '+262', '+508', '+590', '+594', '+596']
