/** Killed while a message leaves, whatever it says, by e-mail and by SMS. */
import { sql } from 'kysely'
import t from 'tap'
import { secondsToReminderTime } from '../../src/domain/calendar.ts'
import { newId } from '../../src/domain/ids.ts'
import { type Channel, type Purpose, purposes, teamPurposes } from '../../src/domain/words.ts'
import { queueMessages } from '../../src/outbox/queue-store.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient } from '../fixtures/client.ts'
import { killAll, recover } from '../fixtures/faults/killed.ts'
import { insertPending } from '../fixtures/faults/requests.ts'
import { pay } from '../fixtures/faults/scenes.ts'

t.setTimeout(300_000)
const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const customer = createClient(world)
// The provider must accept a second copy, so that the test sees it.
await sql`alter table local_messages drop constraint local_messages_message_id_key`.execute(db)

const isOfTeam = (purpose: Purpose) => teamPurposes.some((one) => one === purpose)
const kinds = purposes.flatMap((purpose) =>
  (isOfTeam(purpose) ? (['email'] as const) : (['email', 'sms'] as const)).map((channel) => ({
    purpose,
    channel,
  })),
)
const asksForMoney = (purpose: Purpose) => ['request', 'reminder', 'extension'].includes(purpose)

/** A message of a request in the state that it tells of. */
async function queue({ purpose, channel }: { purpose: Purpose; channel: Channel }): Promise<string> {
  const [asked] = await insertPending(world, merchant.id, 1)
  const { id } = asked!
  const recipient = channel === 'sms' ? '+33612345678' : 'lea.martin@courriel.example'
  if (channel === 'sms')
    await sql`update payment_requests set channel = 'sms', phone = ${recipient}, email = null, send_by = 'us'
      where id = ${id}`.execute(db)
  if (!asksForMoney(purpose)) await pay(customer, asked!)
  await sql`delete from messages where request_id = ${id}`.execute(db)
  const [refundId, disputeId] = [newId('ref'), newId('dis')]
  await sql`insert into refunds (id, request_id, amount_cents, status, failure_reason)
    values (${refundId}, ${id}, 5000, 'failed', 'balance_insufficient')`.execute(db)
  await sql`insert into disputes (id, request_id, attempt_id, gateway_ref, amount_cents, reason, status, asked_at)
    select ${disputeId}, request_id, id, id, amount_cents, 'other', 'won', now()
    from attempts where request_id = ${id}`.execute(db)
  await db.transaction().execute((trx) =>
    queueMessages(trx, id, [
      {
        ...{ purpose, channel, recipient },
        ...(purpose === 'reminder' ? { reminderRule: 1 } : {}),
        ...(purpose.startsWith('refund') ? { refundId } : {}),
        ...(purpose === 'dispute_notice' ? { disputeId } : {}),
      },
    ]),
  )
  const queued = db.selectFrom('messages').select('id').where('request_id', '=', id)
  return (await queued.executeTakeFirstOrThrow()).id
}

const fateOf = async (id: string) => {
  const { rows } = await sql<{ status: string; copies: number }>`select status,
    (select count(*)::integer from local_messages l where l.message_id = m.id) as copies
    from messages m where id = ${id}`.execute(db)
  return rows[0]
}

for (const [point, bySms] of [
  ['before send', 0],
  ['after send', 1],
] as const) {
  const fateAt = (purpose: Purpose, channel: Channel) => {
    // Nobody can be asked whether an SMS has left.
    if (channel === 'sms') return { status: 'uncertain', copies: bySms }
    // A reminder that did not leave waits for the hours of reminders, in the evening and on a Sunday.
    const waits =
      purpose === 'reminder' && point === 'before send' && secondsToReminderTime(new Date(), 'FR') > 0
    return waits ? { status: 'queued', copies: 0 } : { status: 'sent', copies: 1 }
  }

  t.test(
    `killed ${point}, a message of any purpose is taken once, or by SMS told as uncertain (I4)`,
    async (t) => {
      const queued = new Map<string, (typeof kinds)[number]>()
      for (const kind of kinds) queued.set(await queue(kind), kind)
      t.equal(queued.size, 16)
      const tasks = [...queued.keys()].map((messageId) => ({ act: 'deliver', messageId, point }) as const)
      await killAll(world, merchant, tasks)
      await recover(world)
      await recover(world)
      for (const [id, { purpose, channel }] of queued) {
        t.strictSame(await fateOf(id), fateAt(purpose, channel), `${purpose} by ${channel}`)
      }
    },
  )
}
