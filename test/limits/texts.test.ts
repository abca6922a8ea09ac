import t from 'tap'
import { limits } from '../../src/domain/limits.ts'
import { TryLater } from '../../src/domain/message-failures.ts'
import { deliverMessage } from '../../src/messages/deliver.ts'
import { addMerchant, startWorld, startWorldOn } from '../fixtures/app.ts'
import { createRequest, goodForm, htmx, signIn } from '../fixtures/client.ts'
import { forgetCounts } from '../fixtures/security/rows.ts'
import { stage } from '../fixtures/security/stage.ts'
import { waitForRoom } from '../fixtures/security/wire.ts'

const day = 86_400
const one = await startWorld(t, { jobs: false })
const other = await startWorldOn(t, one.deps.databaseUrl, { jobs: false })
const { db } = one.deps
const merchant = await addMerchant(one)
const portals = [await signIn(one, merchant.email), await signIn(other, merchant.email)] as const
await waitForRoom(day, 30)
t.beforeEach(() => forgetCounts(one))

let last = 0
const bySms = () => {
  last += 1
  return { ...goodForm, channel: 'sms', phone: `06 12 34 ${String(last).padStart(4, '0')}` }
}

/** A request by SMS that is queued. Returns the message. */
async function ask() {
  const id = await createRequest(portals[0], bySms())
  return db.selectFrom('messages').selectAll().where('request_id', '=', id).executeTakeFirstOrThrow()
}

const read = (id: string) =>
  db.selectFrom('messages').select(['status', 'failure_reason']).where('id', '=', id).executeTakeFirst()

/** Counts this many SMS as sent today. */
async function spend(count: number): Promise<void> {
  await deliverMessage(one.deps, (await ask()).id)
  await db.updateTable('rate_counts').set({ count }).where('key', 'like', 'texts:%').execute()
}

t.test('the 1,001st SMS of a merchant in a day is not sent, whichever process sends it (S60)', async (t) => {
  const waiting = [await ask(), await ask(), await ask()]
  await spend(limits.texts.most - 1)
  await Promise.all(waiting.map(({ id }, n) => deliverMessage([one, other][n % 2]!.deps, id)))
  const fates = await Promise.all(waiting.map(({ id }) => read(id)))
  t.equal(fates.filter((fate) => fate?.status === 'sent').length, 1)
  const refused = waiting.filter((_, n) => fates[n]?.status === 'failed')
  t.equal(refused.length, 2)
  const detail = await portals[0].get(`/paiements/${refused[0]!.request_id}`)
  t.match(detail.body, 'la limite de 1 000 par jour', 'its detail says why')
  t.match((await portals[0].get('/paiements?status=attention')).body, refused[1]!.request_id)
})

t.test('an SMS that its provider asks to try later is counted once (S60)', async (t) => {
  const sms = await ask()
  const busy = { ...one.deps, texter: { send: () => Promise.reject(new TryLater('busy')) } }
  await deliverMessage(busy, sms.id)
  await deliverMessage(busy, sms.id)
  await deliverMessage(one.deps, sms.id)
  t.match(await read(sms.id), { status: 'sent' })
  const { count } = await db
    .selectFrom('rate_counts')
    .select('count')
    .where('key', 'like', 'texts:%')
    .executeTakeFirstOrThrow()
  t.equal(count, 1)
})

for (const [name, headers] of Object.entries({ 'without htmx': {}, 'with htmx': htmx })) {
  t.test(`beyond the limit no request by SMS is created, and the page says so, ${name} (S60)`, async (t) => {
    await spend(limits.texts.most)
    for (const portal of portals) {
      const answer = await portal.post('/paiements', bySms(), { headers })
      t.equal(answer.statusCode, 429)
      t.ok(Number(answer.headers['retry-after']) > 0)
      t.match(answer.body, 'Vos SMS du jour sont tous partis')
    }
    t.equal((await portals[1].post('/paiements', goodForm)).statusCode, 303, 'e-mails are not meant')
    const ownMail = { ...goodForm, own_mail: 'on' }
    t.equal((await portals[1].post('/paiements', ownMail)).statusCode, 303)
  })

  t.test(`beyond the limit nothing is sent again by SMS, and the field says so, ${name} (S60)`, async (t) => {
    const { request_id } = await ask()
    await spend(limits.texts.most)
    const answer = await portals[0].post(`/paiements/${request_id}/envois`, bySms(), { headers })
    t.equal(answer.statusCode, 429)
    t.match(answer.body, 'Envoyez un e-mail, ou réessayez demain.')
  })
}

t.test('the count outlives every process, and is each merchant’s own (S60)', async (t) => {
  await spend(limits.texts.most)
  const restarted = await startWorldOn(t, one.deps.databaseUrl, { jobs: false })
  const portal = await signIn(restarted, merchant.email)
  t.equal((await portal.post('/paiements', bySms())).statusCode, 429)
  const neighbour = await signIn(restarted, (await addMerchant(restarted, 'Boutique B')).email)
  t.equal((await neighbour.post('/paiements', bySms())).statusCode, 303)
})

t.test(
  'payments that cost nothing fill nobody’s mailbox: 100 test receipts and notices an hour (S60)',
  async (t) => {
    const receiptOf = async (email: string) => {
      const { id } = await stage(one, portals[0], 'paid', { email })
      const receipt = { request_id: id, purpose: 'receipt' as const }
      return db
        .selectFrom('messages')
        .select('id')
        .where((eb) => eb.and(receipt))
        .executeTakeFirstOrThrow()
    }
    const victim = 'victime@courriel.example'
    await deliverMessage(one.deps, (await receiptOf(victim)).id)
    await db
      .updateTable('rate_counts')
      .set({ count: limits.testMessages.most })
      .where('key', 'like', 'test-messages:%')
      .execute()
    const late = await receiptOf(victim.toUpperCase())
    await deliverMessage(one.deps, late.id)
    await deliverMessage(one.deps, (await receiptOf('autre@courriel.example')).id)
    const refused = await db.selectFrom('messages').selectAll().where('id', '=', late.id).executeTakeFirst()
    t.match(refused, { status: 'failed', failure_reason: 'test_limit' })
    const sent = await db
      .selectFrom('local_messages')
      .select('recipient')
      .where('recipient', 'ilike', '%@courriel.example')
      .execute()
    t.strictSame(sent.map(({ recipient }) => recipient).sort(), ['autre@courriel.example', victim])
  },
)
