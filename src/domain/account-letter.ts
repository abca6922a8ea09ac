import type { Mode } from './words.ts'

/**
 * The payload of the job that sends an e-mail about an account. Jobs are kept in clear, so it names rows and never
 * holds a secret: the token of a link is made when the e-mail is sent.
 */
export type AccountLetter =
  | { kind: 'verification'; signUpId: string }
  | { kind: 'reset'; email: string }
  | { kind: 'welcome' | 'password_changed'; userId: string }
  | { kind: 'email_change'; userId: string }
  | { kind: 'email_changed'; userId: string; email: string }
  | { kind: 'second_factor_added' | 'second_factor_removed' | 'recovery_codes_renewed'; userId: string }
  | { kind: 'invitation'; invitationId: string }
  | { kind: 'closed'; merchantId: string; ownerId: string }
  | { kind: 'keys_changed' | 'key_refused'; merchantId: string; ownerId: string; gateway: string; mode: Mode }
