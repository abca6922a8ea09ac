import { sql } from 'kysely'
import t from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { cardFor } from '../fixtures/cards.ts'
import { createClient, createRequest, signIn } from '../fixtures/client.ts'
import { endTimeAtBank, killAll, recover } from '../fixtures/faults/killed.ts'
import { type Asked, amountCents, insertPending, readStanding } from '../fixtures/faults/requests.ts'
import { pay, scenes } from '../fixtures/faults/scenes.ts'
import type { Task } from '../fixtures/faults/victim.ts'

// About eighty processes start, and the machine may be busy.
t.setTimeout(300_000)

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)
// The provider must accept a second copy, so that the test sees it.
await sql`alter table local_messages drop constraint local_messages_message_id_key`.execute(db)

const stateOf = async ({ link }: Asked) => (await customer.get(link)).body.match(/data-state="(\w+)"/)?.[1]
const kill = (tasks: Task[]) => killAll(world, merchant, tasks)

t.test(
  'killed at any point of a payment: money is taken at most once, and the truth is found (F9, S53)',
  async (t) => {
    const requests = await insertPending(world, merchant.id, scenes.length)
    const played = scenes.map((scene, index) => ({ ...scene, asked: requests[index]! }))
    for (const { asked, prepare } of played) await prepare?.({ world, customer }, asked)
    const tasks = played.map(({ asked, task }) => task(asked))
    await kill(tasks)
    for (const { asked, name, meanwhile } of played) {
      t.equal(await stateOf(asked), meanwhile, name)
      if (meanwhile === 'payable') continue
      // Money may be on its way: nobody can pay again or cancel.
      t.equal((await pay(customer, asked)).headers.location, asked.link)
      t.equal((await portal.post(`/paiements/${asked.id}/annulation`, {})).statusCode, 409)
    }
    await recover(world)
    for (const [index, { asked, name, ends }] of played.entries()) {
      const label = `${name}, killed ${tasks[index]!.point}`
      const isPaid = ends.includes('succeeded')
      const { status, captures, attempts } = await readStanding(world, asked.id)
      t.strictSame({ status, attempts }, { status: isPaid ? 'paid' : 'pending', attempts: ends }, label)
      t.strictSame(captures, isPaid ? [amountCents] : [], label)
      await pay(customer, asked)
      t.equal(await stateOf(asked), 'paid', label)
      t.strictSame((await readStanding(world, asked.id)).captures, [amountCents], label)
    }
  },
)

t.test(
  'killed at any point of a refund, and again while it recovers, it is given once (F9, S53)',
  async (t) => {
    const requests = await insertPending(world, merchant.id, 4)
    for (const asked of requests) await pay(customer, asked)
    const refunding = { act: 'refund', amountCents: 10_000 } as const
    const points = ['before refund', 'after refund', 'before refund', 'after refund'] as const
    await kill(requests.map(({ id }, index) => ({ ...refunding, id, point: points[index]! })))
    for (const { id } of requests) t.strictSame((await readStanding(world, id)).refunds, ['pending'])
    for (const point of ['before findRefund', 'after findRefund', 'before refund', 'after refund'] as const) {
      await sql`update refunds set check_at = now() where status = 'pending'`.execute(db)
      await kill([{ act: 'sweep', point }])
    }
    await recover(world)
    for (const { id } of requests) {
      const { given, refunds } = await readStanding(world, id)
      t.strictSame({ given, refunds }, { given: [10_000], refunds: ['succeeded'] })
    }
  },
)

t.test('killed while it ends what was left at the bank, the sweep ends it the next time (F9)', async (t) => {
  const requests = await insertPending(world, merchant.id, 2)
  for (const asked of requests) await pay(customer, asked, cardFor('challenge'))
  for (const point of ['before cancel', 'after cancel'] as const) {
    await endTimeAtBank(db)
    await kill([{ act: 'sweep', point }])
  }
  await recover(world)
  for (const { id } of requests) {
    t.match(await readStanding(world, id), { status: 'pending', attempts: ['timeout'], captures: [] })
  }
})

const ask = async (index: number) => {
  const id = await createRequest(portal, { email: `client${index}@courriel.example` })
  return db.selectFrom('messages').select('id').where('request_id', '=', id).executeTakeFirstOrThrow()
}
const readMessages = (ids: string[]) =>
  db
    .selectFrom('messages as m')
    .innerJoin('payment_requests as r', 'r.id', 'm.request_id')
    .select(['m.status', 'm.failure_reason', 'r.message_problem'])
    .select((eb) =>
      eb
        .selectFrom('local_messages as l')
        .select(sql<number>`count(*)::integer`.as('copies'))
        .whereRef('l.message_id', '=', 'm.id')
        .as('copies'),
    )
    .where('m.id', 'in', ids)
    .execute()

async function askAndKill(count: number, point: 'before send' | 'after send') {
  const asked = []
  for (let index = 0; index < count; index += 1) asked.push((await ask(index)).id)
  await kill(asked.map((messageId) => ({ act: 'deliver', messageId, point })))
  return asked
}

t.test(
  'killed 50 times between the provider’s answer and our commit: sent once each, none lost (I4, S56)',
  async (t) => {
    const asked = await askAndKill(50, 'after send')
    const sending = { status: 'sending', failure_reason: null, message_problem: null, copies: 1 }
    t.strictSame(
      await readMessages(asked),
      asked.map(() => sending),
    )
    await recover(world)
    t.strictSame(
      await readMessages(asked),
      asked.map(() => ({ ...sending, status: 'sent' })),
    )
  },
)

t.test(
  'killed before its provider is called, a message is queued again, and sent once (F30, I4, S56)',
  async (t) => {
    const asked = await askAndKill(4, 'before send')
    await recover(world)
    const sent = { status: 'sent', failure_reason: null, message_problem: null, copies: 1 }
    t.strictSame(
      await readMessages(asked),
      asked.map(() => sent),
    )
    const notices = await db
      .selectFrom('messages')
      .select('id')
      .where('about_message_id', 'in', asked)
      .execute()
    t.strictSame(notices, [], 'nobody is told that it failed')
  },
)
