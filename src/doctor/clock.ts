/** Our clock against others. Sessions, codes of apps and signatures of webhooks go by it. */
import { doubtful, type Finding, fine, wrong } from './finding.ts'

const [doubtfulSeconds, wrongSeconds] = [5, 60]

/** `whose`: who tells the time, such as "the database". `tell` resolves with what their clock shows. */
export async function checkClock(whose: string, tell: () => Promise<Date>): Promise<Finding> {
  const asked = Date.now()
  const theirs = (await tell()).getTime()
  // Half of the way there and back.
  const seconds = Math.round(((asked + Date.now()) / 2 - theirs) / 1000)
  const said = `This machine's clock is ${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} that of ${whose}`
  const mend = 'Let both machines follow a time server: timedatectl set-ntp true'
  if (Math.abs(seconds) >= wrongSeconds) return wrong(said, mend)
  return Math.abs(seconds) >= doubtfulSeconds ? doubtful(said, mend) : fine(said)
}

/** The time that a web server tells in its `Date` header. */
export async function readDateOf(origin: string): Promise<Date> {
  const answer = await fetch(origin, {
    method: 'HEAD',
    redirect: 'manual',
    signal: AbortSignal.timeout(5_000),
  })
  const date = new Date(answer.headers.get('date') ?? '')
  if (Number.isNaN(date.getTime())) throw new Error('it tells no date')
  return date
}
