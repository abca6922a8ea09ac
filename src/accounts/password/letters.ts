import type { Deps } from '../../deps.ts'
import { paths } from '../../web/paths.ts'
import { type LetterOf, wordsOf } from '../letters/letters.ts'
import { insertLink } from '../people/link-store.ts'
import { findPerson, findPersonByEmail } from '../people/store.ts'

export async function composeReset(deps: Deps, { email }: LetterOf<'reset'>) {
  const person = await findPersonByEmail(deps.db, email)
  if (!person) return undefined
  const token = await insertLink(deps.db, { user_id: person.id })
  return wordsOf(deps, person, 'reset', paths.newPassword(token))
}

/** To somebody whose account the operator has opened. */
export async function composeWelcome(deps: Deps, { userId }: { userId: string }) {
  const person = await findPerson(deps.db, userId)
  if (!person) return undefined
  const token = await insertLink(deps.db, { user_id: userId })
  return wordsOf(deps, person, 'welcome', paths.newPassword(token))
}

export async function composePasswordChanged(deps: Deps, { userId }: { userId: string }) {
  const person = await findPerson(deps.db, userId)
  return person && wordsOf(deps, person, 'password_changed', paths.signIn)
}
