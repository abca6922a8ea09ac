/** E-mails to people about their account. A new kind: its name here, what it says in `composers`, its texts in both catalogues. */

import { composeClosed } from '../closing/letter.ts'
import type { Db, Trx } from '../db/connect.ts'
import { addJob } from '../db/jobs.ts'
import type { Mode, PortalLanguage } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { type Catalogue, catalogueOf } from '../i18n/catalogues.ts'
import { newId } from '../ids.ts'
import { limits } from '../limits/rules.ts'
import { countUse } from '../limits/store.ts'
import { composeKeysChanged } from '../merchants/keys-letter.ts'
import { RefusedByProvider } from '../messages/failures.ts'
import { composeLetter, type Letter } from '../messages/letter.ts'
import { composeInvitation } from '../team/letters.ts'
import { paths } from '../web/paths.ts'
import { insertEmailLink } from './email-change-store.ts'
import { insertLink } from './link-store.ts'
import { findSignUp } from './sign-up-store.ts'
import { findPerson, findPersonByEmail } from './store.ts'

/** Kept in the queue: it names rows, and never holds a secret. A link's token is made when the letter is sent. */
export type AccountLetter =
  | { kind: 'verification'; signUpId: string }
  | { kind: 'reset'; email: string }
  | { kind: 'welcome' | 'password_changed'; userId: string }
  | { kind: 'email_change'; userId: string }
  | { kind: 'email_changed'; userId: string; email: string }
  | { kind: 'second_factor_added' | 'second_factor_removed' | 'recovery_codes_renewed'; userId: string }
  | { kind: 'invitation'; invitationId: string }
  | { kind: 'closed'; merchantId: string; ownerId: string }
  | { kind: 'keys_changed'; merchantId: string; ownerId: string; mode: Mode }

type Kind = AccountLetter['kind']
type Compose<Letter> = (deps: Deps, letter: Letter) => Promise<Words | undefined>

interface Person {
  email: string
  language: PortalLanguage
}

type Words = Person &
  Pick<Letter, 'subject' | 'intro' | 'button' | 'linkIntro' | 'paragraphs'> & { path: string }

/** Undefined: there is nobody to write to. */
const composers: { [Name in Kind]: Compose<Extract<AccountLetter, { kind: Name }>> } = {
  async verification(deps, { signUpId }) {
    const { db } = deps
    const signUp = await findSignUp(db, signUpId)
    if (!signUp) return undefined
    const known = await findPersonByEmail(db, signUp.email)
    if (known) return say(deps, known, 'already_registered', paths.signIn)
    const token = await insertLink(db, { sign_up_id: signUpId })
    return say(deps, signUp, 'verification', paths.confirmSignUp(token))
  },

  async reset(deps, { email }) {
    const person = await findPersonByEmail(deps.db, email)
    if (!person) return undefined
    const token = await insertLink(deps.db, { user_id: person.id })
    return say(deps, person, 'reset', paths.newPassword(token))
  },

  async welcome(deps, { userId }) {
    const person = await findPerson(deps.db, userId)
    if (!person) return undefined
    const token = await insertLink(deps.db, { user_id: userId })
    return say(deps, person, 'welcome', paths.newPassword(token))
  },

  async password_changed(deps, { userId }) {
    const person = await findPerson(deps.db, userId)
    return person && say(deps, person, 'password_changed', paths.signIn)
  },

  /** To the new address, which may be somebody else's. */
  async email_change(deps, { userId }) {
    const change = await insertEmailLink(deps.db, userId)
    if (!change) return undefined
    const known = await findPersonByEmail(deps.db, change.email)
    if (known) return say(deps, known, 'email_taken', paths.signIn)
    return say(deps, change, 'email_change', paths.emailLink(change.token))
  },

  /** To the address there was. */
  async email_changed(deps, { userId, email }) {
    const person = await findPerson(deps.db, userId)
    return person && say(deps, { ...person, email }, 'email_changed', paths.legal)
  },

  second_factor_added: sayAboutAccount,
  second_factor_removed: sayAboutAccount,
  recovery_codes_renewed: sayAboutAccount,

  invitation: composeInvitation,
  closed: composeClosed,
  keys_changed: composeKeysChanged,
}

async function sayAboutAccount(
  deps: Deps,
  { kind, userId }: { kind: Texts; userId: string },
): Promise<Words | undefined> {
  const person = await findPerson(deps.db, userId)
  return person && say(deps, person, kind, paths.account)
}

type Texts = keyof Omit<Catalogue['letters'], 'about'>

/** `path` is one of ours: every link is built from `PUBLIC_URL`. */
function say({ config }: Deps, { email, language }: Person, texts: Texts, path: string): Words {
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
