/** The rows of accounts, as far as we read them ourselves. The other columns are better-auth's. */
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
  /** Since when the session counts: the password has been given, and the second factor where there is one. */
  opened_at: Generated<Date | null>
  /** When the password was last given in it. */
  password_given_at: Generated<Date>
  /** The merchant the session looks at; null when none was chosen yet: then the first of the person's merchants. */
  merchant_id: Generated<string | null>
  last_seen_at: Generated<Date>
  /** "Rester connecté": the session does not end for being idle. */
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

/** A link by e-mail. It belongs to a sign-up, which it confirms, or to a person, who chooses a new password. */
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
  /** Test or live: each person looks at one of them at a time. */
  mode: Generated<Mode>
  created_at: Generated<Date>
}

export interface SecondFactorTable {
  user_id: string
  /** Encrypted: `src/accounts/second-factor/second-factor.ts`. */
  secret: string
  /** The 30-second step of the last code that was taken. A code of this step or of an earlier one is refused. */
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
  /** Hash of the link in the e-mail that was sent last; null before the first one is written. */
  token_hash: string | null
  invited_by: string | null
  created_at: Generated<Date>
  expires_at: Date
}
