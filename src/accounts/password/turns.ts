/** Who may hash a password now, and who waits. */
import { availableParallelism } from 'node:os'

/** Each hash keeps a core busy. One core is left for pages, and one of libuv's four threads for files and DNS. */
const mostAtOnce = Math.min(3, Math.max(1, availableParallelism() - 1))
/** About as many as can be hashed in a few seconds. A refused sign-in costs two hashes. */
const mostWaiting = 10 * mostAtOnce
/** One network cannot take all places. */
const mostOfNetwork = Math.ceil(mostWaiting / 4)

/** More people sign in than we can check. Those who already wait come first. */
class Busy extends Error {
  readonly statusCode = 503
}

/** Where somebody stands in the queue. */
export interface Place {
  /** The widest network of the visitor. */
  network?: string
  /** The person has signed in from this device before: it comes first, and has places of its own. */
  isKnownDevice?: boolean
}

interface Waiting extends Place {
  start: () => void
}

let running = 0
const known: Waiting[] = []
const others: Waiting[] = []

/** Throws `Busy` (503) when too many are waiting. */
export async function inTurn<Result>(work: () => Promise<Result>, place: Place = {}): Promise<Result> {
  if (running >= mostAtOnce) await waitForTurn(place)
  else running += 1
  try {
    return await work()
  } finally {
    const next = known.shift() ?? others.shift()
    if (next) next.start()
    else running -= 1
  }
}

function waitForTurn(place: Place): Promise<void> {
  const queue = place.isKnownDevice ? known : others
  const { network } = place
  const ofNetwork = network === undefined ? [] : queue.filter((one) => one.network === network)
  if (queue.length >= mostWaiting || ofNetwork.length >= mostOfNetwork) {
    throw new Busy('too many passwords to hash')
  }
  return new Promise((start) => queue.push({ ...place, start }))
}
