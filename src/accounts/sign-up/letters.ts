import type { Deps } from '../../deps.ts'
import { paths } from '../../web/paths.ts'
import { type LetterOf, wordsOf } from '../letters/letters.ts'
import { insertLink } from '../people/link-store.ts'
import { findPersonByEmail } from '../people/store.ts'
import { findSignUp } from './sign-up-store.ts'

export async function composeVerification(deps: Deps, { signUpId }: LetterOf<'verification'>) {
  const { db } = deps
  const signUp = await findSignUp(db, signUpId)
  if (!signUp) return undefined
  const known = await findPersonByEmail(db, signUp.email)
  if (known) return wordsOf(deps, known, 'already_registered', paths.signIn)
  const token = await insertLink(db, { sign_up_id: signUpId })
  return wordsOf(deps, signUp, 'verification', paths.confirmSignUp(token))
}
