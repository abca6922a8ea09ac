/** What the statements about messages refuse, each by itself: a worker may be paused between any two of them. */
import t from 'tap'
import type { Trx } from '../../src/db/connect.ts'
import type { MessageStatus } from '../../src/domain/message-lifecycle.ts'
import { findDispatch } from '../../src/messages/dispatch-store.ts'
import { advanceMessage, claimMessage, markHanded, postponeMessage } from '../../src/messages/status-store.ts'
import { wasWrittenTo } from '../../src/messages/store.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { signIn } from '../fixtures/client.ts'
import { endYesterday } from '../fixtures/faults/requests.ts'
import { askByEmail, readMessage } from '../fixtures/messages/delivering.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

let asked = 0
async function claimed() {
  asked += 1
  const { id } = await askByEmail(db, portal, `client${asked}@courriel.example`)
  return (await claimMessage(db, id))!
}

const set = (id: string, status: MessageStatus, failure_reason: 'not_taken' | 'other' | null = null) =>
  db.updateTable('messages').set({ status, failure_reason }).where('id', '=', id).execute()
const within = <Done>(run: (trx: Trx) => Promise<Done>) => db.transaction().execute(run)
const statusOf = async (id: string) => (await readMessage(db, id)).status

t.test('a message that was claimed cannot be claimed again', async (t) => {
  const { id } = await claimed()
  t.equal(await claimMessage(db, id), undefined)
})

t.test('only the last try may hand a message over (F35)', async (t) => {
  const first = await claimed()
  t.equal(await markHanded(db, { ...first, tries: first.tries + 1 }), false)
  t.equal(await markHanded(db, first), true)
})

t.test('a message that was taken from its try is not handed over by it (F35)', async (t) => {
  for (const status of ['queued', 'uncertain', 'failed'] as const) {
    const message = await claimed()
    await set(message.id, status)
    t.equal(await markHanded(db, message), false, status)
  }
})

t.test('a try queues a message again only while it is its own (F35)', async (t) => {
  const message = await claimed()
  const other = { ...message, tries: message.tries - 1 }
  t.equal(await within((trx) => postponeMessage(trx, other, 60)), undefined)
  t.equal(await statusOf(message.id), 'sending')
})

t.test('a message that has left, or has ended, is not queued again', async (t) => {
  for (const status of ['sent', 'delivered', 'bounced', 'failed'] as const) {
    const message = await claimed()
    await set(message.id, status)
    t.equal(await within((trx) => postponeMessage(trx, message, 60)), undefined, status)
    t.equal(await statusOf(message.id), status)
  }
})

t.test(
  'one that failed is known to have left only if the provider seemed not to have taken it',
  async (t) => {
    const { id } = await claimed()
    await set(id, 'failed', 'other')
    t.equal(await within((trx) => advanceMessage(trx, id, 'delivered')), undefined)
    await set(id, 'failed', 'not_taken')
    t.ok(await within((trx) => advanceMessage(trx, id, 'delivered')))
    t.equal(await statusOf(id), 'delivered')
  },
)

t.test('a customer was written to when a message that asks has left, or perhaps has', async (t) => {
  const message = await claimed()
  for (const [status, was] of [
    ['queued', false],
    ['failed', false],
    ['bounced', false],
    ['sending', true],
    ['sent', true],
    ['delivered', true],
    ['uncertain', true],
  ] as const) {
    await set(message.id, status)
    t.equal(await wasWrittenTo(db, message.request_id), was, status)
  }
  await db.updateTable('messages').set({ purpose: 'receipt' }).where('id', '=', message.id).execute()
  t.equal(await wasWrittenTo(db, message.request_id), false, 'a receipt asks for nothing')
})

t.test('a request past its date is not asked for, before the sweep has seen it', async (t) => {
  const message = await claimed()
  t.equal((await findDispatch(db, message.id))!.is_payable, true)
  await endYesterday(world, message.request_id)
  t.equal((await findDispatch(db, message.id))!.is_payable, false)
})
