import t from 'tap'
import { findToday } from '../../src/db/clock.ts'
import { closeOverdueAttempts } from '../../src/payments/reconcile-attempt.ts'
import { expireRequests } from '../../src/requests/expire.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { cardFor } from '../fixtures/cards.ts'
import { createClient, createRequest, goodCard, permalinkOf, signIn } from '../fixtures/client.ts'

const hour = 3_600_000

/** Runs `work` with a wrong clock in this process. PostgreSQL's clock stays right. */
async function withClockOff<Result>(milliseconds: number, run: () => Promise<Result>): Promise<Result> {
  const Right = Date
  class Wrong extends Right {
    constructor(...given: [] | [number | string | Date]) {
      if (given.length === 0) super(Right.now() + milliseconds)
      else super(given[0])
    }
    static override now() {
      return Right.now() + milliseconds
    }
  }
  globalThis.Date = Wrong as DateConstructor
  try {
    return await run()
  } finally {
    globalThis.Date = Right
  }
}

const world = await startWorld(t, { jobs: false })
const { db, gateways } = world.deps
const portal = await signIn(world, (await addMerchant(world)).email)
const customer = createClient(world)
const statusOf = async (id: string) =>
  (await db.selectFrom('payment_requests').select('status').where('id', '=', id).executeTakeFirstOrThrow())
    .status

for (const [name, off] of [
  ['an hour ahead', hour],
  ['an hour behind', -hour],
  ['five minutes ahead', hour / 12],
] as const) {
  t.test(
    `a process whose clock is ${name} expires and closes nothing early, and takes payments (S57, F22)`,
    async (t) => {
      await withClockOff(off, async () => {
        const today = await findToday(db)
        const pending = await createRequest(portal, { email: `p${off}@courriel.example`, expires_on: today })
        const asked = await createRequest(portal, { email: `c${off}@courriel.example` })
        const link = await permalinkOf(portal, asked)
        await customer.post(`${link}/paiement`, { ...goodCard, card_number: cardFor('challenge') })
        await expireRequests(db)
        await closeOverdueAttempts(db, gateways, (error) => t.fail(String(error)))
        t.equal(await statusOf(pending), 'pending')
        const attempts = db.selectFrom('attempts').select('status').where('request_id', '=', asked)
        t.strictSame(await attempts.execute(), [{ status: 'challenged' }])
        await customer.post(`${await permalinkOf(portal, pending)}/paiement`, goodCard)
        t.equal(await statusOf(pending), 'paid')
      })
    },
  )
}
