import t from 'tap'
import { createStripeGateway } from '../../../src/providers/stripe/gateway.ts'
import { known, newCharge } from '../../fixtures/charges.ts'
import { startStripe } from '../../fixtures/providers/stripe/server.ts'

const stripe = await startStripe(t)
const { account, base: apiBase, books } = stripe
const gateway = createStripeGateway({ secretKey: account.secretKey, apiBase })
const other = createStripeGateway({ secretKey: account.secretKey, apiBase })

const newStripeCharge = () => newCharge({ endsAt: new Date(Date.now() + 36 * 60_000).toISOString() })
const sessionsOf = (attemptId: string) =>
  books.sessions.filter(({ metadata }) => metadata.attempt_id === attemptId)

async function inTwenties(count: number, race: (index: number) => Promise<void>): Promise<void> {
  for (let start = 0; start < count; start += 20)
    await Promise.all(Array.from({ length: Math.min(20, count - start) }, (_, index) => race(start + index)))
}

t.test(
  'a thousand races of cancel against the customer’s card: one end, the one that is said (S52)',
  async (t) => {
    const ends: Record<string, number> = {}
    let answerMs = 6
    await inTwenties(1000, async (index) => {
      const charge = newStripeCharge()
      const { ref } = { ref: null, ...(await gateway.pay(charge, null)) }
      const pay = async () => {
        // From before the cancel request leaves until after its answer, however slow the machine is.
        await new Promise((resolve) => setTimeout(resolve, ((index % 12) / 6) * answerMs))
        await books.pay(ref!)
      }
      const cancel = async () => {
        const start = performance.now()
        const said = await other.cancel({ ...charge, ref })
        answerMs = performance.now() - start
        return said
      }
      const [said] = await Promise.all([cancel(), pay()])
      t.strictSame(await gateway.find({ ...charge, ref }), said)
      const isCaptured = books.find(ref!).payment_intent?.status === 'succeeded'
      if (isCaptured !== (said.status === 'succeeded')) t.fail(`${said.status}, captured: ${isCaptured}`)
      ends[said.status] = (ends[said.status] ?? 0) + 1
    })
    t.comment(ends)
    t.ok(ends.cancelled! > 0 && ends.succeeded! > 0)
  },
)

t.test('two hundred races of cancel against the request itself: never an open page left (S52)', async (t) => {
  await inTwenties(200, async (index) => {
    const charge = newStripeCharge()
    const pay = () => gateway.pay(charge, null).catch(() => undefined)
    const cancel = () => other.cancel(known(charge)).catch(() => undefined)
    const first = index % 2 ? pay() : undefined
    const [said] = await Promise.all([cancel(), first ?? pay()])
    // Stripe was still working on the key, so the answer is unknown and the sweep asks again.
    const end = said ?? (await other.cancel(known(charge)))
    const sessions = sessionsOf(charge.attemptId)
    if (sessions.length > 1) t.fail(`${sessions.length} sessions`)
    if (sessions.some(({ status }) => status !== 'expired')) t.fail(`left ${sessions[0]?.status}`)
    t.equal(end.status, 'cancelled')
  })
})
