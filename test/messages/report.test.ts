import fc from 'fast-check'
import t from 'tap'
import { recordMessage } from '../../src/messages/record.ts'
import { type Report, takeMessageReport } from '../../src/messages/report.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { signIn } from '../fixtures/client.ts'
import { createSender } from '../fixtures/messages/sent.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

const { sentMessage, statusOf } = createSender(world, portal)

let reported = 0
function report(message: { id: string }, fate: Report['fate'], more: Partial<Report> = {}): Report {
  reported += 1
  const about = {
    provider: 'postmark',
    eventId: `event-${reported}`,
    messageId: message.id,
    ref: undefined,
  } as const
  return { ...about, fate, reason: fate === 'bounced' ? 'unknown_address' : null, suppresses: false, ...more }
}

const eventsOf = (message: { id: string }) =>
  db.selectFrom('request_events').select('kind').where('message_id', '=', message.id).execute()

t.test('fifty copies of a report at once have one effect (F13, S46)', async (t) => {
  const message = await sentMessage()
  const one = report(message, 'delivered')
  await Promise.all(Array.from({ length: 50 }, () => takeMessageReport(db, one)))
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
      for (const fate of order) await takeMessageReport(db, report(message, fate))
      const best = [...fates].reverse().find((fate) => order.includes(fate))
      t.equal(await statusOf(message), best, order.join(', '))
    }),
    { numRuns: 15 },
  )
})

t.test('a report about a message nobody knows does nothing', async (t) => {
  await takeMessageReport(db, report({ id: 'msg_0000000000000000000000' }, 'delivered'))
  await takeMessageReport(db, { ...report({ id: '' }, 'delivered'), messageId: undefined, ref: 'unknown' })
  t.pass()
})

t.test('a report that comes before our own commit finds the message by the id we gave (F15)', async (t) => {
  const message = await sentMessage()
  await db
    .updateTable('messages')
    .set({ status: 'sending', provider_ref: null })
    .where('id', '=', message.id)
    .execute()
  await takeMessageReport(db, report(message, 'delivered'))
  t.equal(await statusOf(message), 'delivered')
})

t.test(
  'an address that does not exist is written to no more until the merchant has checked it',
  async (t) => {
    const message = await sentMessage()
    const { request_id: id, recipient: email } = message
    await takeMessageReport(db, report(message, 'bounced', { suppresses: true }))
    t.match((await portal.get(`/paiements/${id}`)).body, /data-event="message_bounced"/)

    const refused = await portal.post(`/paiements/${id}/envois`, { channel: 'email', email })
    t.equal(refused.statusCode, 422)
    const checked = await portal.post(`/paiements/${id}/envois`, { channel: 'email', email, checked: 'on' })
    t.equal(checked.statusCode, 303)
    const sends = await db
      .selectFrom('messages')
      .selectAll()
      .where('request_id', '=', id)
      .where('purpose', '=', 'request')
      .execute()
    t.equal(sends.length, 2)
  },
)

t.test('a request goes out again to a corrected address, under the same permalink', async (t) => {
  const message = await sentMessage()
  const before = await portal.get(`/paiements/${message.request_id}`)
  const email = 'corrige@courriel.example'
  const answer = await portal.post(`/paiements/${message.request_id}/envois`, { channel: 'email', email })
  t.equal(answer.statusCode, 303)
  const after = await portal.get(`/paiements/${message.request_id}`)
  const link = /\/p\/[0-9A-Za-z]{22}/
  t.equal(after.body.match(link)?.[0], before.body.match(link)?.[0])
  t.match(after.body, email)
})

t.test('a request that is paid, cancelled or expired is not sent again', async (t) => {
  const message = await sentMessage()
  await portal.post(`/paiements/${message.request_id}/annulation`, {})
  const answer = await portal.post(`/paiements/${message.request_id}/envois`, {
    channel: 'email',
    email: 'a@courriel.example',
  })
  t.equal(answer.statusCode, 409)
})

t.test('a button pressed twice sends once', async (t) => {
  const message = await sentMessage()
  const again = () =>
    portal.post(`/paiements/${message.request_id}/envois`, { channel: 'email', email: message.recipient })
  t.strictSame(
    (await Promise.all([again(), again()])).map((answer) => answer.statusCode),
    [303, 303],
  )
  const sends = db.selectFrom('messages').select('id').where('request_id', '=', message.request_id)
  t.equal((await sends.execute()).length, 2)
})

t.test('the sixth message of an hour to one address has to wait (S60)', async (t) => {
  const message = await sentMessage()
  const fields = { channel: 'email', email: message.recipient }
  const answers = []
  for (let times = 0; times < 5; times += 1) {
    answers.push(await portal.post(`/paiements/${message.request_id}/envois`, fields))
    await db
      .updateTable('messages')
      .set({ status: 'sent' })
      .where('request_id', '=', message.request_id)
      .execute()
  }
  t.strictSame(
    answers.map((answer) => answer.statusCode),
    [303, 303, 303, 303, 429],
  )
  t.ok(Number(answers.at(-1)!.headers['retry-after']) > 0)
})
