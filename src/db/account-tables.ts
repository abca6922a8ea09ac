/** The rows of accounts, as far as we read them ourselves: better-auth knows the rest. */
import type { Generated } from 'kysely'

export interface UserTable {
  id: string
  name: string
  email: string
  email_verified: boolean
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface SessionTable {
  id: string
  user_id: string
  token: string
  expires_at: Date
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
