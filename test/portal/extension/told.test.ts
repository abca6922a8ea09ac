/** Word of a later date to the customer, reminders before the new end, and what happens at the same instant. */
import { sql } from 'kysely'
import t from 'tap'
import { newId } from '../../../src/domain/ids.ts'
import { deliverMessage } from '../../../src/messages/deliver.ts'
import { findDueReminder } from '../../../src/messages/reminder-store.ts'
import { expireRequests } from '../../../src/requests/expire.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { createClient, createRequest, goodCard, htmx, signIn } from '../../fixtures/client.ts'
import { sentRequest, setReminderRules } from '../../fixtures/messages/reminders.ts'
import { dayOf, extend, extensionsOf, inDays, toldOf } from '../../fixtures/requests/extension.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'
import { capturesOf, endYesterday, stage, storedStatus } from '../../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)

t.beforeEach(() => forgetCounts(world))

const later = { expires_on: inDays(60), tell: 'on' }

t.test(
  'the customer is told once, in the language of the request, however often the form comes',
  async (t) => {
    for (const fields of [{}, { channel: 'sms', phone: '06 12 34 56 78' }]) {
      const id = await createRequest(portal, { ...fields, language: 'de' })
      t.match((await portal.get(`/paiements/${id}/echeance`, { headers: htmx })).body, 'name="tell"')
      const answers = await Promise.all([1, 2, 3].map(() => extend(portal, id, later)))
      t.strictSame(
        answers.map(({ statusCode }) => statusCode),
        [303, 303, 303],
      )
      const told = await toldOf(world, id)
      t.equal(told.length, 1)
      t.equal((await extensionsOf(world, id)).length, 1)
      await deliverMessage(world.deps, told[0]!.id)
      const { body } = await portal.get('/messages-locaux.json')
      const [{ text, subject }] = JSON.parse(body)
      t.match(text, 'channel' in fields ? /Neue Frist: / : /gibt Ihnen mehr Zeit für die Zahlung/)
      if (subject) t.match(subject, /Mehr Zeit: Atelier Lumière bittet Sie um 249,00/)
      t.match((await portal.get(`/paiements/${id}`)).body, /Avis de report envoyé au client/)
    }
  },
)

t.test('nobody is told who was not to be, nor by us what the merchant sends', async (t) => {
  const quiet = await createRequest(portal)
  await extend(portal, quiet, { expires_on: inDays(60) })
  const own = await createRequest(portal, { send_by: 'link' })
  await extend(portal, own, later)
  const planned = await createRequest(portal, { send_on: inDays(3) })
  await extend(portal, planned, later)
  for (const id of [quiet, own, planned]) {
    t.equal((await dayOf(world, id)).expires_on, inDays(60))
    t.strictSame(await toldOf(world, id), [])
  }
})

t.test('where too many messages went to the customer, the date stays and the form says so', async (t) => {
  const id = await createRequest(portal)
  const { expires_on } = await dayOf(world, id)
  for (const day of [61, 62, 63, 64]) await extend(portal, id, { expires_on: inDays(day), tell: 'on' })
  const kept = await dayOf(world, id)
  t.not(kept.expires_on, expires_on)
  for (const headers of [{}, htmx]) {
    const { statusCode, body } = await extend(portal, id, { expires_on: inDays(70), tell: 'on' }, headers)
    t.equal(statusCode, 429)
    t.match(body, /id="tell-problem">Cinq messages sont partis/)
    t.match(body, /name="tell"[^>]* checked/)
  }
  t.strictSame(await dayOf(world, id), kept)
  t.equal((await extend(portal, id, { expires_on: inDays(70) })).statusCode, 303, 'without a message')
})

t.test(
  'a reminder before the end comes again before the new one; one after the sending does not',
  async (t) => {
    await setReminderRules(
      db,
      merchant,
      { moment: 'before_expiry', days: 2 },
      { moment: 'after_sending', days: 3 },
    )
    const id = await sentRequest(world, portal)
    const remind = (reminder_rule: number) =>
      db
        .insertInto('messages')
        .values({
          id: newId('msg'),
          request_id: id,
          purpose: 'reminder',
          channel: 'email',
          recipient: 'a@b.fr',
          reminder_rule,
          created_at: sql<Date>`now() - interval '2 days'`,
        })
        .execute()
    await remind(1)
    await remind(2)
    const due = () => db.transaction().execute((trx) => findDueReminder(trx, id))
    const endsOn = (expires_on: string) =>
      db.updateTable('payment_requests').set({ expires_on }).where('id', '=', id).execute()
    await endsOn(inDays(1))
    t.equal(await due(), undefined, 'reminded already')
    await extend(portal, id, { expires_on: inDays(9) })
    t.equal(await due(), undefined, 'not yet')
    await endsOn(inDays(1))
    t.match(await due(), { id, position: 1 })
  },
)

t.test(
  'in the same instant as a payment, a cancellation or the sweep, one comes after the other',
  async (t) => {
    for (let round = 0; round < 12; round += 1) {
      const { id, link } = await stage(world, portal, 'pending', { expires_on: inDays(1) })
      const others = [
        () => customer.post(`${link}/paiement`, goodCard),
        () => portal.post(`/paiements/${id}/annulation`, {}),
        () => endYesterday(world, id).then(() => expireRequests(db)),
      ]
      const [answer] = await Promise.all([
        extend(portal, id, { expires_on: inDays(2) }),
        others[round % 3]!(),
      ])
      const { status } = await dayOf(world, id)
      t.equal((await capturesOf(world, id)).length, status === 'paid' ? 1 : 0)
      const events = await db
        .selectFrom('request_events')
        .select(['kind', 'status_before', 'status_after'])
        .where('request_id', '=', id)
        .orderBy('id')
        .execute()
      for (const [index, { status_before }] of events.entries())
        t.equal(status_before, events[index - 1]?.status_after ?? null, `round ${round}`)
      t.equal(events.at(-1)!.status_after, await storedStatus(world, id))
      t.equal(events.filter(({ kind }) => kind === 'extended').length, answer.statusCode === 303 ? 1 : 0)
    }
  },
)
