/** Stops calling a provider that does not answer, so that the work that waits for it does not pile up. */
import { Counter, Gauge } from 'prom-client'
import { TryLater } from '../../domain/message-failures.ts'

/** Nothing was sent: the provider has not answered the last calls, and is left alone for a while. */
export class NotCalled extends TryLater {}

const silencesToOpen = 5
const pauseMs = 30_000

interface Line {
  /** Calls without an answer, since the last answer. */
  silences: number
  closedUntil: number
}

/**
 * The lines on which the last call was not answered. Each process has its own: what they hold only saves time. A line
 * is a provider, or one merchant's key at a provider: that one key hangs says nothing about the others.
 */
const lines = new Map<string, Line>()

const calls = new Counter({
  name: 'acquit_provider_calls_total',
  help: 'Calls of providers: an HTTP status, answered, refused, silent, or not_called by the breaker.',
  labelNames: ['provider', 'outcome'],
})

new Gauge({
  name: 'acquit_provider_left_alone',
  help: 'Lines (a provider, or one key at a provider) that the breaker leaves alone. Absent: none.',
  labelNames: ['provider'],
  collect() {
    this.reset()
    for (const [name, line] of lines) if (isOpen(line)) this.inc({ provider: providerOf(name) })
  },
})

/** What follows the provider's name tells one key from another, and is no business of metrics. */
const providerOf = (line: string) => line.split(' ')[0]!

const isOpen = ({ silences }: Line) => silences >= silencesToOpen

interface Reading<Answer> {
  /** Whether an error means that no answer came. */
  isSilence?: (error: unknown) => boolean
  /** One of few words, for the metrics. */
  outcomeOf?: (answer: Answer) => string
}

/**
 * Calls the provider. After five calls in a row without an answer, it throws `NotCalled` for 30 seconds. Then one call
 * is tried, and its answer opens the line again. `name`: the provider, and after a space which key of it.
 */
export async function callOn<Answer>(
  name: string,
  call: () => Promise<Answer>,
  { isSilence = () => true, outcomeOf = () => 'answered' }: Reading<Answer> = {},
): Promise<Answer> {
  const count = (outcome: string) => calls.inc({ provider: providerOf(name), outcome })
  const line = lines.get(name)
  if (line && isLeftAlone(line)) {
    count('not_called')
    throw new NotCalled('it does not answer', Math.ceil((line.closedUntil - performance.now()) / 1000))
  }
  try {
    const answer = await call()
    lines.delete(name)
    count(outcomeOf(answer))
    return answer
  } catch (error) {
    const isSilent = isSilence(error)
    if (isSilent) noteSilence(name)
    else lines.delete(name)
    count(isSilent ? 'silent' : 'refused')
    throw error
  }
}

/** The first call after the pause goes through. The others keep waiting for what becomes of it. */
function isLeftAlone(line: Line): boolean {
  if (!isOpen(line)) return false
  if (line.closedUntil > performance.now()) return true
  line.closedUntil = performance.now() + pauseMs
  return false
}

function noteSilence(name: string): void {
  const { silences } = lines.get(name) ?? { silences: 0 }
  lines.set(name, { silences: silences + 1, closedUntil: performance.now() + pauseMs })
}
