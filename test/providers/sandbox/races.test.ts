import fc from 'fast-check'
import t from 'tap'
import { createPool } from '../../../src/db/connect.ts'
import { newId } from '../../../src/domain/ids.ts'
import type { SandboxCard } from '../../../src/providers/sandbox/cards.ts'
import { createSandbox } from '../../../src/providers/sandbox/gateway.ts'
import { decideCharge, openLedger } from '../../../src/providers/sandbox/ledger.ts'
import { known, newCharge } from '../../fixtures/charges.ts'
import { cloneDatabase } from '../../fixtures/database.ts'

const url = await cloneDatabase(t)
const ledger = openLedger(createPool(url))
// A pool for each, as two processes have.
const otherLedger = openLedger(createPool(url))
t.teardown(() => Promise.all([ledger.destroy(), otherLedger.destroy()]))
const sandbox = createSandbox(ledger)
const otherSandbox = createSandbox(otherLedger)

const good: SandboxCard = { outcome: 'paid', brand: 'Visa', last4: '4242' }
const asking: SandboxCard = { outcome: 'challenge', brand: 'Visa', last4: '3155' }
const declined: SandboxCard = { outcome: 'card_declined', brand: 'Visa', last4: '0002' }

const chargesOf = (attemptId: string) =>
  ledger.selectFrom('charges').selectAll().where('attempt_id', '=', attemptId).execute()
const chargeOf = async (attemptId: string) => (await chargesOf(attemptId))[0]
async function decide(attemptId: string, decision: 'accept' | 'refuse') {
  const charge = await chargeOf(attemptId)
  if (charge) await decideCharge(ledger, charge.id, decision)
}
const times = (count: number) => Array.from({ length: count }, (_, index) => index)

t.test('fifty parallel pays of one attempt, from two processes, capture once (S51)', async (t) => {
  const charge = newCharge()
  const outcomes = await Promise.all(
    times(50).map((index) => (index % 2 ? sandbox : otherSandbox).pay(charge, good)),
  )
  t.equal(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size, 1)
  const charges = await chargesOf(charge.attemptId)
  t.equal(charges.length, 1)
  t.ok(charges[0]?.captured_at)
})

t.test('a hundred races of cancel against pay: cancelled means no capture (S51)', async (t) => {
  const wins = { succeeded: 0, cancelled: 0 }
  for (const index of times(100)) {
    const charge = newCharge()
    const pay = () => sandbox.pay(charge, good)
    const cancel = () => otherSandbox.cancel(known(charge))
    const [answer, other] = await Promise.all(index % 2 ? [pay(), cancel()] : [cancel(), pay()])
    t.strictSame(answer, other)
    t.strictSame(answer, await sandbox.find(known(charge)))
    const { status, captured_at } = (await chargeOf(charge.attemptId))!
    t.equal(status === 'succeeded', captured_at !== null)
    wins[status as keyof typeof wins] += 1
  }
  t.comment(wins)
})

t.test('a hundred races of cancel against the bank’s page: one end, the one answered (S51)', async (t) => {
  const wins = { succeeded: 0, cancelled: 0 }
  for (const index of times(100)) {
    const charge = newCharge()
    await sandbox.pay(charge, asking)
    const { id } = (await chargeOf(charge.attemptId))!
    const accepted = index % 2 ? decideCharge(ledger, id, 'accept') : undefined
    const cancelled = otherSandbox.cancel(known(charge))
    await (accepted ?? decideCharge(ledger, id, 'accept'))
    const answer = await cancelled
    t.strictSame(answer, await sandbox.find(known(charge)))
    wins[answer.status as keyof typeof wins] += 1
  }
  t.comment(wins)
})

type Step = (attemptId: string) => Promise<unknown>
const steps: Record<string, Step> = {
  payGood: (attemptId) => sandbox.pay(newCharge({ attemptId }), good),
  payAsking: (attemptId) => sandbox.pay(newCharge({ attemptId }), asking),
  payDeclined: (attemptId) => otherSandbox.pay(newCharge({ attemptId }), declined),
  accept: (attemptId) => decide(attemptId, 'accept'),
  refuse: (attemptId) => decide(attemptId, 'refuse'),
  cancel: (attemptId) => otherSandbox.cancel(known(newCharge({ attemptId }))),
}
const step = fc.constantFrom(...Object.keys(steps)).map((name) => ({ name, run: steps[name]! }))

t.test('whatever happens in whatever order, a charge is captured once and its end stays (S51)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (sequence) => {
      const attemptId = newId('att')
      let before = await chargeOf(attemptId)
      for (const { run } of sequence) {
        await run(attemptId)
        const after = await chargesOf(attemptId)
        if (after.length > 1) return false
        if (before && before.status !== 'challenged' && !isSame(before, after[0])) return false
        before = after[0]
      }
      return true
    }),
    { numRuns: 100 },
  )
})

t.test('whatever happens at once, everyone is told of the same end (S51)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (sequence) => {
      const attemptId = newId('att')
      await Promise.all(sequence.map(({ run }) => run(attemptId)))
      const end = await sandbox.cancel(known(newCharge({ attemptId })))
      await Promise.all(sequence.map(({ run }) => run(attemptId)))
      return (
        isSame(end, await sandbox.find(known(newCharge({ attemptId })))) &&
        (await chargesOf(attemptId)).length === 1
      )
    }),
    { numRuns: 50 },
  )
})

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
