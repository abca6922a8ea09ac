/** What merchants read. In French, a narrow no-break space goes before ? ! ; and a no-break one before : and €. */
import { accounts } from './fr/accounts.ts'
import { activity } from './fr/activity.ts'
import { closing } from './fr/closing.ts'
import { customers } from './fr/customers.ts'
import { errors } from './fr/errors.ts'
import { exports } from './fr/exports.ts'
import { imports } from './fr/imports.ts'
import { letters } from './fr/letters.ts'
import { merchants } from './fr/merchants.ts'
import { messagesLocal } from './fr/messages-local.ts'
import { notices } from './fr/notices.ts'
import { passwords } from './fr/passwords.ts'
import { portal } from './fr/portal.ts'
import { requests } from './fr/requests.ts'
import { signUp } from './fr/sign-up.ts'
import { team } from './fr/team.ts'
import { words } from './fr/words.ts'

export const fr = {
  ...words,
  portal,
  errors,
  accounts,
  letters,
  passwords,
  signUp,
  merchants,
  requests,
  team,
  closing,
  customers,
  activity,
  exports,
  imports,
  notices,
  messagesLocal,
}

/** Same keys, same parameters; the words are free. */
export type PortalCatalogue = typeof fr
