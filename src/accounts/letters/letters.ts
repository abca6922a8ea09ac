/**
 * E-mails to people about their account: how they are queued, composed and sent. `src/account-letters.ts` lists them
 * all.
 */

import type { Db, Trx } from '../../db/connect.ts'
import { addJob, type Jobs } from '../../db/jobs.ts'
import type { Deps } from '../../deps.ts'
import type { AccountLetter } from '../../domain/account-letter.ts'
import { newId } from '../../domain/ids.ts'
import { limits } from '../../domain/limits.ts'
import { RefusedByProvider } from '../../domain/message-failures.ts'
import { backoffSeconds } from '../../domain/message-lifecycle.ts'
import type { PortalLanguage } from '../../domain/words.ts'
import { type Catalogue, catalogueOf } from '../../i18n/catalogues.ts'
import { countUse } from '../../limits/store.ts'
import { composeLetter, type Letter } from '../../messages/letter.ts'

type Kind = AccountLetter['kind']
export type LetterOf<Name extends Kind> = Extract<AccountLetter, { kind: Name }>

/** Undefined when there is nobody to write to. */
type Compose<Letter> = (deps: Deps, letter: Letter) => Promise<AccountWords | undefined>

export type Composers = { [Name in Kind]: Compose<LetterOf<Name>> }

interface Reader {
  email: string
  language: PortalLanguage
}

/** `path` is a path of ours; the link is built from `PUBLIC_URL`. */
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

/**
 * Counts an e-mail, whether or not the address has an account. Throws `TooMany` when the mailbox's or the visitor's
 * limit is reached.
 */
export async function countLetter(db: Db, email: string, ip: string): Promise<void> {
  // The visitor is counted first: one who is over the limit must not use up other people's limit.
  await countUse(db, limits.accountLettersPerAddress, ip)
  await countUse(db, limits.accountLetters, email)
}

/** The e-mail is sent after the transaction has committed. */
export async function queueAccountLetter(trx: Trx, letter: AccountLetter): Promise<void> {
  await addJob(trx, 'send_account_letter', letter)
}

/** With the pauses of `backoffSeconds`, this takes a day. */
const mostTries = 30

/**
 * The job that sends such an e-mail. It is tried again for a day, even when nobody knows whether the provider took it,
 * because receiving the same e-mail twice does no harm.
 */
export async function sendAccountLetter(
  deps: Deps,
  composers: Composers,
  { tries = 0, ...letter }: Jobs['send_account_letter'],
): Promise<void> {
  const { config, db, eta, mailer } = deps
  const compose = composers[letter.kind] as Compose<AccountLetter>
  const words = await compose(deps, letter)
  if (!words) return
  const { email: to, path, ...said } = words
  const composed = composeLetter(eta, config, {
    ...said,
    link: `${config.publicUrl}${path}`,
    fromName: config.brandName,
    replyTo: config.operator.supportEmail,
    smallPrint: [catalogueOf(said.language).letters.about(config.brandName)],
  })
  try {
    await mailer.send({ ...composed, to, messageId: newId('msg') })
  } catch (error) {
    // Refused for good: another try would be refused again.
    if (error instanceof RefusedByProvider) return
    if (tries >= mostTries) throw error
    const later = { ...letter, tries: tries + 1 } as Jobs['send_account_letter']
    await addJob(db, 'send_account_letter', later, { afterSeconds: backoffSeconds(tries) })
  }
}
