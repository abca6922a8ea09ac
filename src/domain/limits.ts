/** Rate limits. Uses are counted in the database, so all processes share the counts. */
import type { Mode } from './words.ts'

export interface Limit {
  name: string
  /** Uses in test mode are counted apart. Without it, the limit is of both modes. */
  mode?: Mode
  most: number
  seconds: number
}

const minute = 60
const hour = 60 * minute
const day = 24 * hour

export const limits = {
  /** Files of requests that a merchant uploads: checking one costs CPU time. */
  uploads: { name: 'uploads', most: 60, seconds: hour },
  /** Logos that a merchant uploads: drawing one costs more CPU time. */
  logos: { name: 'logos', most: 30, seconds: hour },
  /** Keys that a merchant gives: each is tried at the gateway, which would tell a thief which of many are good. */
  keyChecks: { name: 'key-checks', most: 20, seconds: hour },
  creations: { name: 'creations', most: 1000, seconds: hour },
  /** Messages that ask for money, of one merchant to one mailbox; and of all merchants together to one mailbox. */
  messages: { name: 'messages', most: 5, seconds: hour },
  mailbox: { name: 'mailbox', most: 20, seconds: hour },
  /**
   * SMS of one merchant, in both modes. Each costs money, and somebody who has stolen an account must not spend
   * without limit.
   */
  texts: { name: 'texts', most: 1000, seconds: day },
  /**
   * Receipts and notices of test payments to one mailbox. Test payments cost nothing, so anybody could send
   * thousands, in somebody else's name.
   */
  testMessages: { name: 'test-messages', most: 100, seconds: hour },
  /** Attempts to pay, however they end: those that the bank asks to confirm, too. */
  attemptsPerLink: { name: 'attempts-link', most: 30, seconds: hour },
  declinesPerLink: { name: 'declines-link', most: 10, seconds: hour },
  declinesPerAddress: { name: 'declines-address', most: 30, seconds: hour },
  verificationsPerLink: { name: 'verifications-link', most: 30, seconds: minute },
  unknownLinks: { name: 'unknown-links', most: 30, seconds: minute },
  failedSignIns: { name: 'sign-ins', most: 5, seconds: 15 * minute },
  failedCodes: { name: 'codes', most: 5, seconds: 15 * minute },
  failedSignInsPerAddress: { name: 'sign-ins-address', most: 20, seconds: 15 * minute },
  /** Merchants that one person creates. */
  openings: { name: 'openings', most: 5, seconds: day },
  invitations: { name: 'invitations', most: 20, seconds: hour },
  accountLetters: { name: 'account-letters', most: 5, seconds: hour },
  accountLettersPerAddress: { name: 'account-letters-address', most: 20, seconds: hour },
} as const satisfies Record<string, Limit>

/** The limit in one mode: what somebody tries out in test mode never stops a real payment. */
export const inMode = (limit: Limit, mode: Mode): Limit => ({ ...limit, mode })

/** Imported files may use only this much of the same counts; the rest is kept for people who use the form. */
export const limitsOfFiles = {
  creations: { ...limits.creations, most: 900 },
  texts: { ...limits.texts, most: 900 },
}
