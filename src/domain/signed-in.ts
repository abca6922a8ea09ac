import type { Role } from './roles.ts'
import type { Mode, PortalLanguage } from './words.ts'

/** Whose session it is. */
export interface Person {
  userId: string
  userName: string
  userEmail: string
  sessionId: string
  /** S32: so that it need not be asked for again. */
  gavePasswordLately: boolean
}

/** A merchant, and the person of its team who is here. */
export interface SignedIn extends Person {
  id: string
  role: Role
  /** What this person reads the portal in. */
  language: PortalLanguage
  /** Whom they work for too. */
  others: { id: string; trade_name: string }[]
  mode: Mode
  trade_name: string
  contact_email: string
  contact_phone: string | null
  sms_sender: string
}
