/** One step, or several at once, and what must hold after: fast-check's command. */
import { isDeepStrictEqual } from 'node:util'
import type { AsyncCommand } from 'fast-check'
import type { Trap } from './fault.ts'
import { findBroken } from './invariants.ts'
import { deliverBy, reconcileBy } from './message-steps.ts'
import { type Books, factsOf, readBooks } from './reality.ts'
import type { Spec } from './spec.ts'
import type { Asked, Stage } from './stage.ts'
import type { Step } from './step.ts'
import { sweepBy } from './time-steps.ts'

interface Real {
  stage: Stage
  asked: Asked
}

export class Occurrence implements AsyncCommand<Spec, Real> {
  readonly #steps: Step[]

  constructor(steps: Step[]) {
    this.#steps = steps
  }

  check(spec: Spec): boolean {
    return this.#steps.every((step) => step.isPossible?.(spec) ?? true)
  }

  async run(spec: Spec, { stage, asked }: Real): Promise<void> {
    // Everybody here comes from one address, and no hour goes by.
    await stage.db.deleteFrom('rate_counts').execute()
    const answers = await happen(stage.trap, this.#steps, (step) => step.run(stage, asked, spec))
    const books = await readBooks(stage.db, asked.id)
    requireSound(books, {})
    const facts = factsOf(books)
    if (this.#steps.length > 1) Object.assign(spec, facts)
    else foresee(this.#steps[0]!, spec, answers[0])
    const { amountCents: _, ...foreseen } = { ...spec }
    if (!isDeepStrictEqual(facts, foreseen)) throw surprise('it is', facts, foreseen)
  }

  toString(): string {
    return this.#steps.map(({ name }) => name).join('  |  ')
  }

  /** The faults are over: what is due is done, until nothing waits; a message may make another. */
  static async finish(stage: Stage, asked: Asked): Promise<void> {
    stage.trap.arm(undefined)
    for (const step of [sweepBy(0, 'a day'), reconcileBy(1), deliverBy(0), deliverBy(1)])
      await step.run(stage, asked, undefined as never)
    requireSound(await readBooks(stage.db, asked.id), { isOver: true })
  }
}

/** The answers; undefined is the one of a process that crashed. */
async function happen(trap: Trap, steps: Step[], run: (step: Step) => Promise<number | undefined>) {
  trap.arm(steps.find(({ fault }) => fault)?.fault)
  const answers: (number | undefined)[] = steps.map(() => undefined)
  await trap.runAll(
    steps.map((step, index) => async () => {
      answers[index] = await run(step)
      if (answers[index] === 500) throw new Error(`500 to ${step.name}`)
    }),
  )
  return answers
}

function foresee(step: Step, spec: Spec, answer: number | undefined): void {
  const expected = step.foresee(spec)
  if (answer !== expected) throw surprise('it answers', answer, expected)
}

function requireSound(books: Books, when: { isOver?: boolean }): void {
  const broken = findBroken(books, when)
  if (broken.length > 0) throw new Error(broken.join('; '))
}

function surprise(what: string, found: unknown, expected: unknown): Error {
  return new Error(`${what} ${JSON.stringify(found)}, and should be ${JSON.stringify(expected)}`)
}
