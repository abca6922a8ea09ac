/** One thing that goes wrong, once, at a named point. */
import fc from 'fast-check'
import { RefusedByProvider, TryLater } from '../../src/domain/failures.ts'
import type { Point } from '../faults/points.ts'

export interface Fault {
  point: Point
  /** `crashes`: the process is gone there and then. The others are what a provider's adapter throws. */
  how: 'crashes' | 'throws' | 'asks for later' | 'refuses'
}

const adapterErrors = {
  throws: () => new Error('fault: the provider did not answer'),
  'asks for later': () => new TryLater('fault'),
  refuses: () => new RefusedByProvider('unknown_address', 'fault'),
}

/** No fault more often than one. */
export function faultAt(...points: Point[]): fc.Arbitrary<Fault | undefined> {
  const faults = points.flatMap((point): Fault[] => [
    { point, how: 'crashes' },
    { point, how: 'throws' },
    // Only what surely was not taken may be thrown as such.
    ...(point === 'before send'
      ? (['asks for later', 'refuses'] as const).map((how) => ({ point, how }))
      : []),
  ])
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 2, arbitrary: fc.constantFrom(...faults) },
  )
}

export const describeFault = (fault: Fault | undefined) => (fault ? ` [${fault.how} ${fault.point}]` : '')

/**
 * Lies in wait. What crashes never comes back: no transaction may be open there, so that for the database it is as if
 * the process had been killed.
 */
export class Trap {
  #fault: Fault | undefined
  #crashed = Promise.withResolvers<void>()

  arm(fault: Fault | undefined): void {
    this.#fault = fault
    this.#crashed = Promise.withResolvers<void>()
  }

  /** All of the runs together, but for the one that crashes. */
  async runAll(runs: (() => Promise<unknown>)[]): Promise<void> {
    let open = runs.length
    let isCrashed = false
    const ended = Promise.withResolvers<void>()
    const check = () => {
      if (open === (isCrashed ? 1 : 0)) ended.resolve()
    }
    void this.#crashed.promise.then(() => {
      isCrashed = true
      check()
    })
    const all = runs.map(async (run) => {
      await run()
      open -= 1
      check()
    })
    await Promise.race([ended.promise, Promise.all(all)])
  }

  readonly visit = async (point: Point): Promise<void> => {
    if (this.#fault?.point !== point) return
    const { how } = this.#fault
    this.#fault = undefined
    if (how !== 'crashes') throw adapterErrors[how]()
    this.#crashed.resolve()
    await new Promise(() => {})
  }
}
