/** The model with Stripe: ways to pay that come and go, its page, its webhooks, and its own books. */
import fc from 'fast-check'
import t from 'tap'
import { exportAs } from '../fixtures/exports.ts'
import { look } from '../fixtures/model/bank-steps.ts'
import { holds, mostMs, numRuns } from '../fixtures/model/holds.ts'
import { cancel, extend, refund, settleOtherwise } from '../fixtures/model/money-steps.ts'
import { Occurrence } from '../fixtures/model/occurrence.ts'
import { openStage } from '../fixtures/model/stage.ts'
import * as back from '../fixtures/model/stripe-money-back-steps.ts'
import { nameOf } from '../fixtures/model/stripe-reality.ts'
import * as stripe from '../fixtures/model/stripe-steps.ts'
import { confirm, expire, passDate, restart } from '../fixtures/model/time-steps.ts'
import { addUp, fileOf } from '../fixtures/operations.ts'

t.setTimeout(mostMs)

const { press, act, timeOut, comeBack, choose, switchOff, sweep, tellAgain } = stripe
const { slowRefunds, refundElsewhere, endRefund, returnRefund, contest, decideDispute } = back

const ofCustomer = fc.oneof(press, act, act, act, comeBack, timeOut)
const ofMerchant = fc.oneof(refund, refund, refund, choose, cancel, settleOtherwise, extend)
const ofBanks = fc.oneof(refundElsewhere, endRefund, endRefund, returnRefund, contest, decideDispute)
const ofTime = fc.oneof(sweep, sweep, look, confirm, expire, switchOff, slowRefunds)
const any = [
  { weight: 6, arbitrary: ofCustomer },
  { weight: 3, arbitrary: ofMerchant },
  { weight: 6, arbitrary: ofBanks },
  { weight: 3, arbitrary: ofTime },
]
const rare = fc.oneof({ weight: 60, arbitrary: fc.oneof(...any) }, passDate, restart)
const together = fc.oneof({ weight: 2, arbitrary: tellAgain }, ...any)
const atOnce = fc.array(together, { minLength: 2, maxLength: 4 })

const one = rare.map((step) => new Occurrence([step]))
const several = atOnce.map((steps) => new Occurrence(steps))
const begun = fc.oneof(fc.tuple(press), fc.tuple(press, act), fc.tuple(press, act, refund))
const beginning = begun.map((steps) => steps.map((step) => new Occurrence([step])))
const occurrences = fc.commands([one, one, several], { maxCommands: 20, size: 'max' })

t.test(
  `hold where customers pay at Stripe, in ${numRuns} random histories (S51, S52, S53, I1, I8)`,
  async (t) => {
    const stage = await openStage(t, { isAtStripe: true })
    await holds(t, stage, occurrences, beginning)
    const { sessions, balance } = stage.stripe!.books
    const used = sessions.map(({ client_reference_id: id, payment_intent }) => [id, nameOf(payment_intent)])
    const told = (await exportAs(stage.portals[0]!)).map((row) => [row.Identifiant, row['Payé par']!])
    t.strictSame(
      told.flatMap(([id, way]) => (way ? `${id} ${way.replace(' •••• 4242', '')}` : [])).sort(),
      used.flatMap(([id, way]) => (way ? `${id} ${way}` : [])).sort(),
      'the export names what was used',
    )
    const sum = (field: 'amount' | 'fee' | 'net') =>
      balance.transactions.reduce((cents, one) => cents + one[field], 0)
    const { total, fee, net } = addUp(await fileOf(stage.portals[0]!))
    t.strictSame({ total, fee, net }, { total: sum('amount'), fee: sum('fee'), net: sum('net') })
  },
)
