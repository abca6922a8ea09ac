/** Opening an account: nothing exists before whoever reads the address's mail has confirmed it. */
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { TooMany } from '../../domain/errors.ts'
import type { PortalLanguage } from '../../domain/words.ts'
import { countLetter, queueAccountLetter } from '../letters/letters.ts'
import { hashPassword, nobodysHash, verifyPassword } from '../password/hashing.ts'
import { takeLink } from '../people/link-store.ts'
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

/** Does the same whether or not the address has an account: only the letter that leaves later differs. */
export async function signUp(db: Kysely<Database>, { password, ...typed }: SignUp): Promise<void> {
  const password_hash = await hashPassword(password)
  await db.transaction().execute(async (trx) => {
    const signUpId = await insertSignUp(trx, { ...typed, password_hash })
    await queueAccountLetter(trx, { kind: 'verification', signUpId })
  })
}

/** The account and its merchant, both or none. False when the link works no more, or the address has an account. */
export function confirmSignUp(db: Kysely<Database>, token: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const signUpId = await takeLink(trx, token, 'sign_up_id')
    const typed = signUpId && (await findSignUp(trx, signUpId))
    if (!typed) return false
    const { email, name, language, password_hash: passwordHash, trade_name: tradeName } = typed
    const userId = await insertPerson(trx, { email, name, language, passwordHash })
    // Another browser, or somebody else, may have signed up with it too: the link that was opened counts.
    await deleteSignUps(trx, email)
    if (!userId) return false
    await openMerchant(trx, { userId, email, tradeName })
    return true
  })
}

/**
 * For who signs in before confirming: whether they signed up with this password, and then a letter leaves again. It
 * says the same where the address has an account already, or anybody could find out by signing up with it.
 */
export async function remindToConfirm(
  db: Kysely<Database>,
  email: string,
  password: string,
  ip: string,
): Promise<boolean> {
  const waiting = await findWaitingSignUp(db, email)
  // A hash either way: the time must not tell that somebody has signed up with this address.
  const isTheirs = await verifyPassword({ hash: waiting?.password_hash ?? nobodysHash, password })
  if (!waiting || !isTheirs) return false
  try {
    await countLetter(db, email, ip)
  } catch (error) {
    // Those they have been sent are enough.
    if (error instanceof TooMany) return true
    throw error
  }
  const letter = { kind: 'verification', signUpId: waiting.id } as const
  await db.transaction().execute((trx) => queueAccountLetter(trx, letter))
  return true
}
