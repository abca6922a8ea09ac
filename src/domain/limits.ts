/** How often is often. Counted in the database: every process sees the same count. */
export interface Limit {
  name: string
  most: number
  seconds: number
}

const minute = 60
const hour = 60 * minute
const day = 24 * hour

export const limits = {
  /** Files of requests a merchant uploads: checking one takes a moment of the processor's. */
  uploads: { name: 'uploads', most: 60, seconds: hour },
  /** Drawing one takes more than a moment. */
  logos: { name: 'logos', most: 30, seconds: hour },
  creations: { name: 'creations', most: 1000, seconds: hour },
  messages: { name: 'messages', most: 5, seconds: hour },
  /** SMS of one merchant: each costs money, and a stolen account must not spend without end. */
  texts: { name: 'texts', most: 1000, seconds: day },
  /** Receipts and notices of test payments to one mailbox: anybody may make thousands, and in somebody else's name. */
  testMessages: { name: 'test-messages', most: 100, seconds: hour },
  declinesPerLink: { name: 'declines-link', most: 10, seconds: hour },
  declinesPerAddress: { name: 'declines-address', most: 30, seconds: hour },
  verificationsPerLink: { name: 'verifications-link', most: 30, seconds: minute },
  unknownLinks: { name: 'unknown-links', most: 30, seconds: minute },
  failedSignIns: { name: 'sign-ins', most: 5, seconds: 15 * minute },
  failedCodes: { name: 'codes', most: 5, seconds: 15 * minute },
  failedSignInsPerAddress: { name: 'sign-ins-address', most: 20, seconds: 15 * minute },
  /** Merchants that one person opens. */
  openings: { name: 'openings', most: 5, seconds: day },
  invitations: { name: 'invitations', most: 20, seconds: hour },
  accountLetters: { name: 'account-letters', most: 5, seconds: hour },
  accountLettersPerAddress: { name: 'account-letters-address', most: 20, seconds: hour },
} as const satisfies Record<string, Limit>

/** What files may use up of the same counts: the rest is left to whoever asks by hand. */
export const limitsOfFiles = {
  creations: { ...limits.creations, most: 900 },
  texts: { ...limits.texts, most: 900 },
}
