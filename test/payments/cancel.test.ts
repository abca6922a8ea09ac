import { sql } from 'kysely'
import t from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, goodCard, htmx, signIn } from '../fixtures/client.ts'
import {
  bankPageOf,
  capturesOf,
  type Situation,
  situations,
  stage,
  storedStatus,
} from '../fixtures/security/stage.ts'

/** For each situation: the answer to cancelling, what is stored afterwards, and what the merchant reads. */
const table: Record<Situation, { code: 303 | 409; stored: string; shown: string; notice: string }> = {
  pending: { code: 303, stored: 'cancelled', shown: 'cancelled', notice: 'cancelled' },
  declined: { code: 303, stored: 'cancelled', shown: 'cancelled', notice: 'cancelled' },
  challenged: { code: 303, stored: 'cancelled', shown: 'cancelled', notice: 'cancelled' },
  started: { code: 409, stored: 'pending', shown: 'pending', notice: 'being_paid' },
  unknown: { code: 409, stored: 'pending', shown: 'pending', notice: 'being_paid' },
  paid: { code: 409, stored: 'paid', shown: 'paid', notice: 'not_cancellable' },
  cancelled: { code: 409, stored: 'cancelled', shown: 'cancelled', notice: 'not_cancellable' },
  expired: { code: 409, stored: 'expired', shown: 'expired', notice: 'not_cancellable' },
  'settled otherwise': {
    code: 409,
    stored: 'settled_otherwise',
    shown: 'settled_otherwise',
    notice: 'not_cancellable',
  },
  'past its date': { code: 409, stored: 'pending', shown: 'expired', notice: 'not_cancellable' },
}

t.test('cancelling', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const { db } = world.deps
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)
  const customer = createClient(world)
  const cancel = (id: string, headers = {}) => portal.post(`/paiements/${id}/annulation`, {}, { headers })
  const eventsOf = (id: string) =>
    db
      .selectFrom('request_events')
      .select(['kind', 'actor', 'user_id', 'status_before'])
      .where('request_id', '=', id)
      .where('kind', '=', 'cancelled')
      .execute()

  for (const situation of situations) {
    const { code, stored, shown, notice } = table[situation]

    t.test(
      `a request that is ${situation}: ${code}, and the page says what it is now, without htmx`,
      async (t) => {
        const { id, link } = await stage(world, portal, situation)
        const answer = await cancel(id)
        t.equal(answer.statusCode, code)
        const page = code === 303 ? await portal.get(answer.headers.location!) : answer
        if (code === 303) t.equal(answer.headers.location, `/paiements/${id}`)
        t.match(page.body, /<html/)
        t.match(page.body, new RegExp(`data-status="${shown}"`))
        t.match(page.body, new RegExp(`data-notice="${notice}"`))
        t.equal(await storedStatus(world, id), stored)
        if (shown === 'cancelled') t.match((await customer.get(link)).body, /data-state="cancelled"/)
        if (situation === 'pending') {
          const author = {
            kind: 'cancelled',
            actor: 'merchant',
            user_id: merchant.userId,
            status_before: 'pending',
          }
          t.strictSame(await eventsOf(id), [author])
        }
      },
    )

    t.test(`a request that is ${situation}: the same with htmx, as a fragment`, async (t) => {
      const { id } = await stage(world, portal, situation)
      const answer = await cancel(id, htmx)
      t.equal(answer.statusCode, code === 303 ? 200 : 409)
      t.notMatch(answer.body, /<html/)
      t.match(answer.body, new RegExp(`data-status="${shown}"`))
      t.match(answer.body, new RegExp(`data-notice="${notice}"`))
      t.equal(await storedStatus(world, id), stored)
    })
  }

  t.test('cancelling twice at once: one 303, one 409, one line of history', async (t) => {
    const { id } = await stage(world, portal, 'pending')
    const answers = await Promise.all([cancel(id), cancel(id)])
    t.strictSame(answers.map((answer) => answer.statusCode).sort(), [303, 409])
    t.equal((await eventsOf(id)).length, 1)
  })

  t.test('a customer at the bank’s page is stopped there: their answer moves no money', async (t) => {
    const { id, link } = await stage(world, portal, 'challenged')
    const bank = await bankPageOf(world, id)
    t.equal((await cancel(id)).statusCode, 303)
    await customer.post(bank, { decision: 'accept' })
    t.strictSame(await capturesOf(world, id), [])
    t.equal(await storedStatus(world, id), 'cancelled')
    const attempts = await db
      .selectFrom('attempts')
      .select(['status', 'failure_code'])
      .where('request_id', '=', id)
      .execute()
    t.strictSame(attempts, [{ status: 'abandoned', failure_code: 'timeout' }])
    t.match((await customer.get(link)).body, /data-state="cancelled"/)
  })

  t.test('a confirmation the bank had taken before us wins: 409, and the request is paid', async (t) => {
    const { id } = await stage(world, portal, 'challenged')
    await sql`update sandbox.charges set status = 'succeeded', captured_at = now()
      where attempt_id in (select a.id from attempts a where a.request_id = ${id})`.execute(db)
    const answer = await cancel(id)
    t.equal(answer.statusCode, 409)
    t.match(answer.body, /data-status="paid"/)
    t.equal(await storedStatus(world, id), 'paid')
    t.strictSame(await capturesOf(world, id), [24_900])
  })

  t.test('a cancelled or expired link takes no money, whatever is posted', async (t) => {
    for (const situation of ['cancelled', 'expired', 'past its date'] as const) {
      const { id, link } = await stage(world, portal, situation)
      const answer = await customer.post(`${link}/paiement`, goodCard)
      t.equal(answer.statusCode, 303)
      t.equal(answer.headers.location, link)
      t.strictSame(await capturesOf(world, id), [])
    }
  })

  t.test('what is no longer payable offers no cancelling', async (t) => {
    for (const situation of situations) {
      const { id } = await stage(world, portal, situation)
      const { body } = await portal.get(`/paiements/${id}`)
      const isOffered = body.includes(`/paiements/${id}/annulation`)
      t.equal(isOffered, table[situation].notice !== 'not_cancellable', situation)
    }
  })
})
