/** The portal in English; French is the reference. */
import { accounts } from './en/accounts.ts'
import { activity } from './en/activity.ts'
import { closing } from './en/closing.ts'
import { customers } from './en/customers.ts'
import { errors } from './en/errors.ts'
import { exports } from './en/exports.ts'
import { imports } from './en/imports.ts'
import { letters } from './en/letters.ts'
import { merchants } from './en/merchants.ts'
import { messagesLocal } from './en/messages-local.ts'
import { notices } from './en/notices.ts'
import { passwords } from './en/passwords.ts'
import { portal } from './en/portal.ts'
import { requests } from './en/requests.ts'
import { signUp } from './en/sign-up.ts'
import { team } from './en/team.ts'
import { words } from './en/words.ts'
import type { PortalCatalogue } from './fr.ts'

export const en = {
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
} satisfies PortalCatalogue
