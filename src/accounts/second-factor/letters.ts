import type { Deps } from '../../deps.ts'
import { paths } from '../../web/paths.ts'
import { type LetterOf, wordsOf } from '../letters/letters.ts'
import { findPerson } from '../people/store.ts'

type Changed = LetterOf<'second_factor_added' | 'second_factor_removed' | 'recovery_codes_renewed'>

export async function composeSecondFactorChanged(deps: Deps, { kind, userId }: Changed) {
  const person = await findPerson(deps.db, userId)
  return person && wordsOf(deps, person, kind, paths.account)
}
