/** APP_SECRET, which encrypts merchants' keys and second factors, and signs sessions. */
export interface AppSecret {
  /** Encrypts and signs. */
  current: string
  /** While one rotates: what it encrypted or signed is still read. */
  previous: string | undefined
  /** The operator says that nobody has the previous one any more. */
  isPreviousLost: boolean
}

/** In the order in which to try them. */
export const everySecret = ({ current, previous }: AppSecret): string[] =>
  previous === undefined ? [current] : [current, previous]

/** How many secrets of the database each APP_SECRET opens. */
export interface Opened {
  current: number
  previous: number
  neither: number
}
