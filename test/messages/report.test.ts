import fc from 'fast-check'
import t from 'tap'
import { recordMessage } from '../../src/messages/record.ts'
import { recordReport } from '../../src/messages/report.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { signIn } from '../fixtures/client.ts'
import { report } from '../fixtures/messages/reports.ts'
import { createSender } from '../fixtures/messages/sent.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const { sentMessage, statusOf } = createSender(world, portal)

const eventsOf = (message: { id: string }) =>
  db.selectFrom('request_events').select('kind').where('message_id', '=', message.id).execute()

t.test('fifty copies of a report at once have one effect (F13, S46)', async (t) => {
  const message = await sentMessage()
  const one = report(message, 'delivered')
  await Promise.all(Array.from({ length: 50 }, () => recordReport(db, one)))
  t.equal(await statusOf(message), 'delivered')
  t.strictSame(await eventsOf(message), [{ kind: 'message_delivered' }])
})

t.test('a message we took for lost is corrected by who has it, and by nobody else', async (t) => {
  const message = await sentMessage()
  await db
    .updateTable('messages')
    .set({ status: 'failed', failure_reason: 'not_taken' })
    .where('id', '=', message.id)
    .execute()
  await recordMessage(db, message.id, 'failed', { reason: 'unknown_address' })
  await recordMessage(db, message.id, 'uncertain')
  t.equal(await statusOf(message), 'failed')
  t.strictSame(await eventsOf(message), [])
  await recordMessage(db, message.id, 'delivered')
  t.equal(await statusOf(message), 'delivered')
  t.strictSame(await eventsOf(message), [{ kind: 'message_delivered' }])
})

t.test('whatever the order of reports, a message ends the same (F14)', async (t) => {
  const fates = ['sent', 'delivered', 'bounced'] as const
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...fates], { minLength: 1 }), async (order) => {
      const message = await sentMessage()
      for (const fate of order) await recordReport(db, report(message, fate))
      const best = [...fates].reverse().find((fate) => order.includes(fate))
      t.equal(await statusOf(message), best, order.join(', '))
    }),
    { numRuns: 15 },
  )
})

t.test('a report about a message nobody knows does nothing', async (t) => {
  await recordReport(db, report({ id: 'msg_0000000000000000000000' }, 'delivered'))
  await recordReport(db, { ...report({ id: '' }, 'delivered'), messageId: undefined, ref: 'unknown' })
  t.pass()
})

t.test('a report that comes before our own commit finds the message by the id we gave (F15)', async (t) => {
  const message = await sentMessage()
  await db
    .updateTable('messages')
    .set({ status: 'sending', provider_ref: null })
    .where('id', '=', message.id)
    .execute()
  await recordReport(db, report(message, 'delivered'))
  t.equal(await statusOf(message), 'delivered')
})
