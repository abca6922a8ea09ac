/**
 * Runs random histories of a request, with anything that can go wrong, against the model: `MODEL_RUNS`, `MODEL_SEED`.
 */
import fc from 'fast-check'
import t, { type Test } from 'tap'
import * as bank from '../fixtures/model/bank-steps.ts'
import * as families from '../fixtures/model/family-steps.ts'
import * as keys from '../fixtures/model/key-steps.ts'
import { KeyedSpec } from '../fixtures/model/keyed-spec.ts'
import * as messages from '../fixtures/model/message-steps.ts'
import * as money from '../fixtures/model/money-steps.ts'
import { Occurrence } from '../fixtures/model/occurrence.ts'
import { ask, opening } from '../fixtures/model/opening.ts'
import { Spec } from '../fixtures/model/spec.ts'
import { openStage, type Stage } from '../fixtures/model/stage.ts'
import * as time from '../fixtures/model/time-steps.ts'

const numRuns = Number(process.env.MODEL_RUNS ?? 100)
const seed = process.env.MODEL_SEED ? { seed: Number(process.env.MODEL_SEED) } : {}
t.setTimeout(Math.max(240_000, numRuns * 5_000))

const { payFirst, startWithKey, save, remove, judgeKey, retry } = keys
const { pay, payOnPage, decide, cancel, settleOtherwise, reopen, extend, refund, intrude } = money
const { refundAtBank, contest, look } = bank
const { deliver, reconcile, sendAgain, report } = messages
const { schedule, usePart } = families
const { passDate, sendingDay, expire, confirm, sweep, restart } = time

const often = [
  pay,
  pay,
  pay,
  decide,
  decide,
  refund,
  refund,
  cancel,
  settleOtherwise,
  sweep,
  deliver,
  deliver,
]
const others = [
  reopen,
  extend,
  schedule,
  refundAtBank,
  contest,
  look,
  confirm,
  sendingDay,
  expire,
  sendAgain,
  report,
]
const alone = fc.oneof(
  ...often,
  ...others,
  schedule,
  usePart,
  usePart,
  usePart,
  reopen,
  extend,
  look,
  passDate,
  reconcile,
  intrude,
)
const rare = fc.oneof({ weight: 30, arbitrary: alone }, { weight: 1, arbitrary: restart })
const atOnce = fc.array(fc.oneof(...often, ...others), { minLength: 2, maxLength: 4 })

const one = rare.map((step) => new Occurrence([step]))
const several = atOnce.map((steps) => new Occurrence(steps))
const occurrences = fc.commands([one, one, several], { maxCommands: 12, size: 'max' })

/** The keyed bank takes money only on its page, as Stripe does: who gets no answer to paying cannot pay. */
const oftenWithKeys = [payOnPage, payOnPage, payOnPage, ...often.slice(3), save, judgeKey, retry]
const aloneWithKeys = fc.oneof(
  ...oftenWithKeys,
  remove,
  reopen,
  refundAtBank,
  contest,
  look,
  confirm,
  passDate,
  expire,
)
const atOnceWithKeys = fc.array(fc.oneof(...oftenWithKeys, remove, look, confirm, expire), {
  minLength: 2,
  maxLength: 4,
})
const oneWithKeys = aloneWithKeys.map((step) => new Occurrence([step]))
const severalWithKeys = atOnceWithKeys.map((steps) => new Occurrence(steps))
const keyedOccurrences = fc.commands([oneWithKeys, oneWithKeys, severalWithKeys], {
  maxCommands: 12,
  size: 'max',
})

async function holds(t: Test, stage: Stage, happening: typeof occurrences): Promise<void> {
  if (stage.hasKeys) await payFirst(stage)
  const property = fc.asyncProperty(opening, happening, async (opened, happening) => {
    if (stage.hasKeys) await startWithKey(stage)
    const asked = await ask(stage, opened)
    const model = stage.hasKeys ? new KeyedSpec(asked.amountCents) : new Spec(asked.amountCents)
    model.isPlanned = opened.inDays > 0
    await fc.asyncModelRun(() => ({ model, real: { stage, asked } }), happening)
    await Occurrence.finish(stage, asked)
  })
  // A failure prints its seed, and the shortest history that still fails.
  await fc.assert(property, { numRuns, ...seed })
  t.equal(stage.log.filter((line) => /\/p\/[0-9A-Za-z]{22}|@courriel\.example/.test(line)).length, 0, 'I7')
}

t.test(`hold after every step, in ${numRuns} random histories (S51, S52, S53, S56, I1, I8)`, async (t) =>
  holds(t, await openStage(t), occurrences),
)

t.test(`and where keys change and are refused meanwhile, in ${numRuns} (F29, I1, I8)`, async (t) =>
  holds(t, await openStage(t, { hasKeys: true }), keyedOccurrences),
)
