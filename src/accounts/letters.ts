/** E-mails to people about their account. A new kind: its name here, what it says in `composers`, its texts in both catalogues. */

import type { Trx } from '../db/connect.ts'
import { addJob } from '../db/jobs.ts'
import type { PortalLanguage } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { catalogueOf } from '../i18n/catalogues.ts'
import { newId } from '../ids.ts'
import { RefusedByProvider } from '../messages/failures.ts'
import { composeLetter, type Letter } from '../messages/letter.ts'
import { paths } from '../web/paths.ts'
import { findPerson } from './store.ts'

/** Kept in the queue: it names rows, and never holds a secret. A link's token is made when the letter is sent. */
export type AccountLetter = { kind: 'password_changed'; userId: string }

type Kind = AccountLetter['kind']
type Compose<Letter> = (deps: Deps, letter: Letter) => Promise<Words | undefined>

interface Words extends Pick<Letter, 'subject' | 'intro' | 'button' | 'linkIntro' | 'note' | 'paragraphs'> {
  email: string
  language: PortalLanguage
  /** A path of ours: every link is built from `PUBLIC_URL`. */
  path: string
}

/** Undefined: there is nobody to write to any more. */
const composers: { [Name in Kind]: Compose<Extract<AccountLetter, { kind: Name }>> } = {
  async password_changed({ config, db }, { userId }) {
    const person = await findPerson(db, userId)
    if (!person) return undefined
    const { subject, ...words } = catalogueOf(person.language).letters.password_changed
    return { ...person, ...words, subject: subject(config.brandName), path: paths.signIn }
  },
}

/** Sent after the change it tells of is committed. */
export async function queueAccountLetter(trx: Trx, letter: AccountLetter): Promise<void> {
  await addJob(trx, 'send_account_letter', letter, { tries: 8 })
}

/** The job: tried again when nobody knows whether the provider took it, for twice the same letter does no harm. */
export async function sendAccountLetter(deps: Deps, letter: AccountLetter): Promise<void> {
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
