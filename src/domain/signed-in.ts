import type { RefusedKey } from './key-verdict.ts'
import type { Role } from './roles.ts'
import type { Mode, PortalLanguage } from './words.ts'

/** The person whose session it is. */
export interface Person {
  userId: string
  userName: string
  userEmail: string
  sessionId: string
  /** "Rester connecté": its cookie outlives the browser. */
  isSessionKept: boolean
  /** The password was given in the last minutes, so it need not be asked for again (S32). */
  gavePasswordLately: boolean
}

/** The merchant that is looked at, and the person of its team who is signed in. */
export interface SignedIn extends Person {
  id: string
  role: Role
  /** The language this person reads the portal in. */
  language: PortalLanguage
  /** The other merchants this person works for. */
  others: { id: string; trade_name: string }[]
  mode: Mode
  trade_name: string
  contact_email: string
  contact_phone: string | null
  sms_sender: string
  sms_name: string | null
  /** In both modes. */
  refused_keys: RefusedKey[]
}
