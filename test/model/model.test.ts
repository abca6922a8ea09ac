/**
 * Runs random histories of a request, with anything that can go wrong, against the model: `MODEL_RUNS`, `MODEL_SEED`.
 */
import fc from 'fast-check'
import t from 'tap'
import * as bank from '../fixtures/model/bank-steps.ts'
import * as families from '../fixtures/model/family-steps.ts'
import { holds, mostMs, numRuns } from '../fixtures/model/holds.ts'
import * as keys from '../fixtures/model/key-steps.ts'
import * as messages from '../fixtures/model/message-steps.ts'
import * as money from '../fixtures/model/money-steps.ts'
import { Occurrence } from '../fixtures/model/occurrence.ts'
import { openStage } from '../fixtures/model/stage.ts'
import type { Step } from '../fixtures/model/step.ts'
import * as time from '../fixtures/model/time-steps.ts'

t.setTimeout(mostMs)

const { save, remove, judgeKey, retry } = keys
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

/** Of a family without faults: a fault hits whichever call comes first, and the model follows it on one request. */
const ofFamily = [usePart, usePart, usePart, schedule, refundAtBank, contest, look, expire]
const togetherWith = (...steps: fc.Arbitrary<Step>[]) =>
  fc.array(fc.oneof(...ofFamily, ...steps), { minLength: 2, maxLength: 4 })

const one = rare.map((step) => new Occurrence([step]))
const several = fc
  .oneof({ weight: 2, arbitrary: atOnce }, togetherWith(reopen, extend, sendingDay, sendAgain, report))
  .map((steps) => new Occurrence(steps))
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
  schedule,
  schedule,
  usePart,
  usePart,
  usePart,
)
const atOnceWithKeys = fc.array(fc.oneof(...oftenWithKeys, remove, look, confirm, expire), {
  minLength: 2,
  maxLength: 4,
})
const oneWithKeys = aloneWithKeys.map((step) => new Occurrence([step]))
const severalWithKeys = fc
  .oneof({ weight: 2, arbitrary: atOnceWithKeys }, togetherWith(save, remove, judgeKey, retry))
  .map((steps) => new Occurrence(steps))
const keyedOccurrences = fc.commands([oneWithKeys, oneWithKeys, severalWithKeys], {
  maxCommands: 12,
  size: 'max',
})

t.test(`hold after every step, in ${numRuns} random histories (S51, S52, S53, S56, I1, I8)`, async (t) =>
  holds(t, await openStage(t), occurrences),
)

t.test(`and where keys change and are refused meanwhile, in ${numRuns} (F29, I1, I8)`, async (t) =>
  holds(t, await openStage(t, { hasKeys: true }), keyedOccurrences),
)
