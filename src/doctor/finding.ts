/** What the doctor's checks find. */

/** From good to bad. The index is the exit code. */
export const levels = ['fine', 'doubtful', 'wrong'] as const
export type Level = (typeof levels)[number]

export interface Finding {
  level: Level
  /** A whole sentence. */
  said: string
  /** What to do about it. */
  mend?: string
}

export const fine = (said: string): Finding => ({ level: 'fine', said })
export const doubtful = (said: string, mend: string): Finding => ({ level: 'doubtful', said, mend })
export const wrong = (said: string, mend: string): Finding => ({ level: 'wrong', said, mend })

/** 0 when all is fine, 1 for a doubt, 2 for something wrong. */
export const exitCodeOf = (findings: Finding[]): number =>
  Math.max(0, ...findings.map(({ level }) => levels.indexOf(level)))

/** A check that throws is a finding too: what could not be seen is not fine. */
export async function look(about: string, check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check()
  } catch (error) {
    const { message, cause } = error as Error
    const why = cause instanceof Error ? `${message}: ${cause.message}` : message
    return doubtful(
      `${about} could not be looked at (${why.split('\n')[0]})`,
      'Mend this first, then ask again',
    )
  }
}
