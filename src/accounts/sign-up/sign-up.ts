/** Signing up. No account exists before the link in the e-mail was opened. */
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { TooMany } from '../../domain/errors.ts'
import type { PortalLanguage } from '../../domain/words.ts'
import { countLetter, queueAccountLetter } from '../letters/letters.ts'
import { hashPassword, nobodysHash, verifyPassword } from '../password/hashing.ts'
import type { Place } from '../password/turns.ts'
import { useUpLink } from '../people/link-store.ts'
import { insertPerson } from '../people/store.ts'
import { openMerchant } from '../team/open.ts'
import { deleteSignUps, findSignUp, findWaitingSignUp, insertSignUp } from './sign-up-store.ts'

export interface SignUp {
  email: string
  name: string
  trade_name: string
  language: PortalLanguage
  password: string
}

/**
 * Behaves the same whether or not the address has an account; only the e-mail that is sent later differs. So nobody
 * learns who has an account.
 */
export async function signUp(db: Kysely<Database>, { password, ...typed }: SignUp): Promise<void> {
  const password_hash = await hashPassword(password)
  await db.transaction().execute(async (trx) => {
    const signUpId = await insertSignUp(trx, { ...typed, password_hash })
    await queueAccountLetter(trx, { kind: 'verification', signUpId })
  })
}

/**
 * Creates the account and its merchant together. Its password is the one typed beside the link: the one of the
 * sign-up may be known to somebody who signed up with another person's address (S72). False when the link is no longer
 * valid, or the address has an account.
 */
export async function confirmSignUp(db: Kysely<Database>, token: string, password: string): Promise<boolean> {
  const passwordHash = await hashPassword(password)
  return db.transaction().execute(async (trx) => {
    const signUpId = await useUpLink(trx, token, 'sign_up_id')
    const typed = signUpId && (await findSignUp(trx, signUpId))
    if (!typed) return false
    const { email, name, language, trade_name: tradeName } = typed
    const userId = await insertPerson(trx, { email, name, language, passwordHash })
    // The address may have been used in other sign-ups, perhaps by somebody else. The one whose link was opened
    // counts.
    await deleteSignUps(trx, email)
    if (!userId) return false
    await openMerchant(trx, { userId, email, tradeName })
    return true
  })
}

/**
 * For somebody who signs in before confirming: true when they signed up with this password, and then the e-mail is
 * sent again. It answers the same when the address has an account already: otherwise signing up with an address would
 * tell whether it has one.
 */
export async function remindToConfirm(
  db: Kysely<Database>,
  email: string,
  password: string,
  ip: string,
  place: Place,
): Promise<boolean> {
  const waiting = await findWaitingSignUp(db, email)
  // A password is hashed in any case, so that the time does not tell whether somebody has signed up with this
  // address.
  const isTheirs = await verifyPassword({ hash: waiting?.password_hash ?? nobodysHash, password }, place)
  if (!waiting || !isTheirs) return false
  try {
    await countLetter(db, email, ip)
  } catch (error) {
    // Enough e-mails have been sent to this address.
    if (error instanceof TooMany) return true
    throw error
  }
  const letter = { kind: 'verification', signUpId: waiting.id } as const
  await db.transaction().execute((trx) => queueAccountLetter(trx, letter))
  return true
}
