/** Stops calling a provider that does not answer, so that the work that waits for it does not pile up. */
import { TryLater } from '../../domain/failures.ts'

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

/**
 * Calls the provider. After five calls in a row without an answer, it throws `NotCalled` for 30 seconds. Then one call
 * is tried, and its answer opens the line again. `isSilence` says whether an error means that no answer came.
 */
export async function callOn<Answer>(
  name: string,
  call: () => Promise<Answer>,
  isSilence: (error: unknown) => boolean = () => true,
): Promise<Answer> {
  const line = lines.get(name)
  if (line && line.silences >= silencesToOpen) leaveAlone(line)
  try {
    const answer = await call()
    lines.delete(name)
    return answer
  } catch (error) {
    if (isSilence(error)) noteSilence(name)
    else lines.delete(name)
    throw error
  }
}

/** The first call after the pause goes through. The others keep waiting for what becomes of it. */
function leaveAlone(line: Line): void {
  const left = line.closedUntil - performance.now()
  if (left > 0) throw new NotCalled('it does not answer', Math.ceil(left / 1000))
  line.closedUntil = performance.now() + pauseMs
}

function noteSilence(name: string): void {
  const { silences } = lines.get(name) ?? { silences: 0 }
  lines.set(name, { silences: silences + 1, closedUntil: performance.now() + pauseMs })
}
