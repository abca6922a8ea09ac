/** What merchants read. French has a narrow no-break space before ? ! ; and a no-break space before : and €. */
import { accounts } from './accounts.ts'
import { activity } from './activity.ts'
import { closing } from './closing.ts'
import { customers } from './customers.ts'
import { errors } from './errors.ts'
import { exports } from './exports.ts'
import { extension } from './extension.ts'
import { gateways } from './gateways.ts'
import { imports } from './imports.ts'
import { letters } from './letters.ts'
import { merchants } from './merchants.ts'
import { messagesLocal } from './messages-local.ts'
import { notices } from './notices.ts'
import { operations } from './operations.ts'
import { passwords } from './passwords.ts'
import { planned } from './planned.ts'
import { portal } from './portal.ts'
import { refundFailures } from './refund-failures.ts'
import { requests } from './requests.ts'
import { schedule } from './schedule.ts'
import { sendBy } from './send-by.ts'
import { settlement } from './settlement.ts'
import { signUp } from './sign-up.ts'
import { team } from './team.ts'
import { templates } from './templates.ts'
import { words } from './words.ts'

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
  refundFailures,
  settlement,
  extension,
  sendBy,
  planned,
  schedule,
  templates,
  team,
  closing,
  customers,
  activity,
  operations,
  exports,
  gateways,
  imports,
  notices,
  messagesLocal,
}

/** The other languages must have the same keys with the same parameters. */
export type PortalCatalogue = typeof fr
