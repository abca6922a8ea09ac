/** An account with more payable requests than one transaction cancels. */
import { sql } from 'kysely'
import t from 'tap'
import { startJobs } from '../../../src/jobs.ts'
import { startAttempt } from '../../../src/payments/start-store.ts'
import { eventually, startWorld } from '../../fixtures/app.ts'
import { newCharge } from '../../fixtures/charges.ts'
import { createClient } from '../../fixtures/client.ts'
import { closeAccount, closedAt, startShop } from '../../fixtures/closing.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const count = 2500

t.test(
  'closing thousands of pending requests answers at once; none can be paid from then on (S71)',
  async (t) => {
    const shop = await startShop(world, 'Grand Magasin')
    await sql`
    insert into payment_requests (id, token, merchant_id, mode, amount_cents, channel, email, language, description,
      expires_on, idempotency_key)
    select 'pay_' || lpad(n::text, 22, '0'), lpad(n::text, 22, '0'), ${shop.id}, 'test', 99 + n, 'email',
      'client@courriel.example', 'fr', 'Facture ' || n, current_date + 30, 'row ' || n
    from generate_series(1, ${count}::integer) n`.execute(db)
    t.equal((await closeAccount(shop)).statusCode, 303)
    t.ok(await closedAt(db, shop.id))
    const left = await pending()
    t.ok(left.length > 0, 'jobs cancel the rest')
    const { id, token } = left[0]!
    t.match((await createClient(world).get(`/p/${token}`)).body, 'data-state="cancelled"')
    const charge = newCharge({ requestId: id, merchantId: shop.id })
    t.notOk(await startAttempt(db, { name: 'sandbox' }, charge))

    const jobs = await startJobs(world.deps, world.app.log)
    await eventually(async () => (await pending()).length === 0)
    await jobs.stop()
    const { rows } = await sql<{ count: number }>`select count(*)::integer as count from request_events
    where kind = 'cancelled' and user_id = ${shop.userId}`.execute(db)
    t.equal(rows[0]!.count, count)
  },
)

const pending = () =>
  db.selectFrom('payment_requests').select(['id', 'token']).where('status', '=', 'pending').execute()
