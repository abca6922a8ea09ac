/** The rows of accounts, as far as we read them ourselves: better-auth knows the rest. */
import type { Generated } from 'kysely'
import type { Role } from '../domain/roles.ts'
import type { Mode, PortalLanguage } from '../domain/words.ts'

export interface UserTable {
  id: string
  name: string
  email: string
  email_verified: boolean
  language: Generated<PortalLanguage>
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface SessionTable {
  id: string
  user_id: string
  token: string
  expires_at: Date
  user_agent: string | null
  /** Since when it counts: from then on the password is known, and the second factor where there is one. */
  opened_at: Generated<Date | null>
  /** When the password was last given in it. */
  password_given_at: Generated<Date>
  /** Which of the person's merchants it looks at; none chosen yet: the first. */
  merchant_id: Generated<string | null>
  last_seen_at: Generated<Date>
  /** "Rester connecté": it does not end for being idle. */
  is_kept: Generated<boolean>
  created_at: Generated<Date>
  updated_at: Date
}

export interface AccountTable {
  id: string
  user_id: string
  account_id: string
  provider_id: string
  password: string | null
  created_at: Generated<Date>
  updated_at: Date
}

export interface SignUpTable {
  id: string
  email: string
  name: string
  trade_name: string
  language: PortalLanguage
  password_hash: string
  created_at: Generated<Date>
}

/** Belongs to a sign-up, which it confirms, or to a person, who chooses a new password. */
export interface AccountLinkTable {
  token_hash: string
  sign_up_id: string | null
  user_id: string | null
  expires_at: Date
}

export interface MembershipTable {
  user_id: string
  merchant_id: string
  role: Role
  /** Each person looks at one mode at a time. */
  mode: Generated<Mode>
  created_at: Generated<Date>
}

export interface SecondFactorTable {
  user_id: string
  /** Encrypted: `src/accounts/second-factor/second-factor.ts`. */
  secret: string
  /** The 30 seconds of the last code that was taken: no code of then or before is taken again. */
  last_step: number
  created_at: Generated<Date>
}

export interface EmailChangeTable {
  user_id: string
  email: string
  token_hash: string | null
  expires_at: Date
}

export interface InvitationTable {
  id: string
  merchant_id: string
  /** In lower case. */
  email: string
  role: Exclude<Role, 'owner'>
  /** Of the link in the letter that left last; none before it is written. */
  token_hash: string | null
  invited_by: string | null
  created_at: Generated<Date>
  expires_at: Date
}
