import type { Deps } from '../../deps.ts'
import { paths } from '../../web/paths.ts'
import { type LetterOf, wordsOf } from '../letters/letters.ts'
import { findPerson, findPersonByEmail } from '../people/store.ts'
import { insertEmailLink } from './email-change-store.ts'

/** To the new address, which may belong to somebody else. */
export async function composeEmailChange(deps: Deps, { userId }: LetterOf<'email_change'>) {
  const change = await insertEmailLink(deps.db, userId)
  if (!change) return undefined
  const known = await findPersonByEmail(deps.db, change.email)
  if (known) return wordsOf(deps, known, 'email_taken', paths.signIn)
  return wordsOf(deps, change, 'email_change', paths.emailLink(change.token))
}

/** To the previous address. */
export async function composeEmailChanged(deps: Deps, { userId, email }: LetterOf<'email_changed'>) {
  const person = await findPerson(deps.db, userId)
  return person && wordsOf(deps, { ...person, email }, 'email_changed', paths.legal)
}
