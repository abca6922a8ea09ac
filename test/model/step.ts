import type { Fault } from './fault.ts'
import type { Spec } from './spec.ts'
import type { Asked, Stage } from './stage.ts'

/** One thing that somebody does, or that time does. */
export interface Step {
  name: string
  fault?: Fault | undefined
  /** Always, when it does not say. */
  isPossible?(spec: Spec): boolean
  /** Does it; the status of the answer, where it is a request to the server. */
  run(stage: Stage, asked: Asked, spec: Spec): Promise<number | undefined>
  /** What must have happened; the status of the answer, unless the process crashes. */
  foresee(spec: Spec): number | undefined
}
