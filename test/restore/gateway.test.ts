/** A backup is restored, and the gateway knows more than it does. */
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { closeOverdueAttempts } from '../../src/payments/reconcile-attempt.ts'
import { holdIfRestored } from '../../src/restore/store.ts'
import { startWorldOn } from '../fixtures/app.ts'
import { createClient } from '../fixtures/client.ts'
import { copyDatabase } from '../fixtures/database.ts'
import { openShop } from '../fixtures/providers/stripe/shop.ts'

t.test(
  'paid at the gateway after the backup: it is paid here too, once, and nothing leaves (F23)',
  async (t) => {
    const shop = await openShop(t, { jobs: false })
    const { books } = shop.stripe
    await holdIfRestored(shop.world.deps.db)
    const { id, link } = await shop.askForMoney()
    const session = shop.sessionOf(await shop.press(link))
    const backup = await copyDatabase(t, shop.world.deps.databaseUrl)
    await books.pay(session.id)
    t.equal(await shop.statusOf(id), 'paid')

    const restored = await startWorldOn(t, backup, { env: { STRIPE_API_BASE: shop.stripe.base } })
    const { db, gateways } = restored.deps
    const statusOf = () =>
      db.selectFrom('payment_requests').select('status').where('id', '=', id).executeTakeFirstOrThrow()
    t.match(await statusOf(), { status: 'pending' }, 'as the backup has it')
    await db
      .updateTable('attempts')
      .set({ check_at: new Date(0) })
      .execute()
    await closeOverdueAttempts(db, gateways, (error) => t.fail(String(error)))
    t.match(await statusOf(), { status: 'paid' })
    t.match((await createClient(restored).get(link)).body, 'data-state="paid"')
    t.equal(books.sessions.length, 1, 'the customer was not asked again')

    await pause(2_000)
    t.strictSame(await db.selectFrom('local_messages').select('id').execute(), [])
    const messages = await db
      .selectFrom('messages')
      .select(['purpose', 'status'])
      .orderBy('purpose')
      .execute()
    t.ok(messages.some(({ purpose }) => purpose === 'receipt'))
    t.strictSame(
      messages.filter(({ status }) => status !== 'queued'),
      [],
      'all wait for the operator',
    )
  },
)
