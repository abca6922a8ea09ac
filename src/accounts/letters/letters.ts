/** E-mails to people about their account: how one is queued, written and sent. `src/account-letters.ts` names them all. */

import type { Db, Trx } from '../../db/connect.ts'
import { addJob } from '../../db/jobs.ts'
import type { Deps } from '../../deps.ts'
import type { AccountLetter } from '../../domain/account-letter.ts'
import { RefusedByProvider } from '../../domain/failures.ts'
import { newId } from '../../domain/ids.ts'
import { limits } from '../../domain/limits.ts'
import type { PortalLanguage } from '../../domain/words.ts'
import { type Catalogue, catalogueOf } from '../../i18n/catalogues.ts'
import { countUse } from '../../limits/store.ts'
import { composeLetter, type Letter } from '../../messages/letter.ts'

type Kind = AccountLetter['kind']
export type LetterOf<Name extends Kind> = Extract<AccountLetter, { kind: Name }>

/** Undefined: there is nobody to write to. */
type Compose<Letter> = (deps: Deps, letter: Letter) => Promise<AccountWords | undefined>

export type Composers = { [Name in Kind]: Compose<LetterOf<Name>> }

interface Reader {
  email: string
  language: PortalLanguage
}

/** `path` is one of ours: every link is built from `PUBLIC_URL`. */
export type AccountWords = Reader &
  Pick<Letter, 'subject' | 'intro' | 'button' | 'linkIntro' | 'paragraphs'> & { path: string }

type Texts = keyof Omit<Catalogue['letters'], 'about'>

export function wordsOf(
  { config }: Deps,
  { email, language }: Reader,
  texts: Texts,
  path: string,
): AccountWords {
  const { subject, ...words } = catalogueOf(language).letters[texts]
  return { email, language, path, ...words, subject: subject(config.brandName) }
}

/** Counted whoever it is for: throws `TooMany` when this mailbox, or this visitor, has asked for too many. */
export async function countLetter(db: Db, email: string, ip: string): Promise<void> {
  // The visitor first: one that is over the limit must not use up other people's.
  await countUse(db, limits.accountLettersPerAddress, ip)
  await countUse(db, limits.accountLetters, email)
}

/** Sent after the change it tells of is committed. */
export async function queueAccountLetter(trx: Trx, letter: AccountLetter): Promise<void> {
  await addJob(trx, 'send_account_letter', letter, { tries: 8 })
}

/** The job: tried again when nobody knows whether the provider took it, for twice the same letter does no harm. */
export async function sendAccountLetter(
  deps: Deps,
  composers: Composers,
  letter: AccountLetter,
): Promise<void> {
  const { config, eta, mailer } = deps
  const compose = composers[letter.kind] as Compose<AccountLetter>
  const words = await compose(deps, letter)
  if (!words) return
  const { email: to, path, ...said } = words
  const composed = composeLetter(eta, config, {
    ...said,
    link: `${config.publicUrl}${path}`,
    fromName: config.brandName,
    replyTo: config.mailFrom,
    smallPrint: [catalogueOf(said.language).letters.about(config.brandName)],
  })
  try {
    await mailer.send({ ...composed, to, messageId: newId('msg') })
  } catch (error) {
    // Refused for good: another try would be refused again.
    if (!(error instanceof RefusedByProvider)) throw error
  }
}
