import t from 'tap'
import { queueReminders } from '../../src/messages/remind.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { htmx, signIn } from '../fixtures/client.ts'
import { validateHtml } from '../fixtures/html-validate.ts'
import {
  daytime,
  deliverAll,
  remindedBy,
  sentRequest,
  setReminderRules,
  startAfresh,
} from '../fixtures/messages/reminders.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.beforeEach(() => startAfresh(db, merchant))

t.test('a reminder is seen in the history of its request', async (t) => {
  const id = await sentRequest(world, portal)
  await queueReminders(db, daytime)
  await deliverAll(world, id)
  const { body } = await portal.get(`/paiements/${id}`)
  t.match(body, '<strong>Rappel envoyé</strong>')
  t.match((await portal.get('/messages-locaux')).body, 'Pour mémoire, Atelier Lumière')
})

t.test('the merchant stops the reminders of one request, once, JavaScript or not', async (t) => {
  for (const headers of [{}, htmx]) {
    const id = await sentRequest(world, portal)
    const before = (await portal.get(`/paiements/${id}`)).body
    t.match(before, new RegExp(`action="/paiements/${id}/arret-des-rappels"`))
    const answer = await portal.post(`/paiements/${id}/arret-des-rappels`, {}, { headers })
    t.equal(answer.statusCode, headers === htmx ? 200 : 303)
    const { body } = headers === htmx ? answer : await portal.get(`/paiements/${id}`)
    t.match(body, 'Les rappels de cette demande sont arrêtés.')
    t.match(body, '<strong>Rappels arrêtés</strong>')
    t.notMatch(body, 'arret-des-rappels')
    if (headers !== htmx) await validateHtml(t, body)
    await portal.post(`/paiements/${id}/arret-des-rappels`, {})
    const stops = db.selectFrom('request_events').select('id').where('request_id', '=', id)
    t.equal((await stops.where('kind', '=', 'reminders_stopped').execute()).length, 1)
  }
})

t.test('without a rule there is nothing to stop', async (t) => {
  await setReminderRules(db, merchant)
  t.notMatch((await portal.get(`/paiements/${await sentRequest(world, portal)}`)).body, 'arret-des-rappels')
})

t.test('a stranger cannot stop them (S16)', async (t) => {
  const id = await sentRequest(world, portal)
  const stranger = await signIn(world, (await addMerchant(world)).email)
  t.equal((await stranger.post(`/paiements/${id}/arret-des-rappels`, {})).statusCode, 404)
  await queueReminders(db, daytime)
  await remindedBy(db, t, id, [1], 'still reminded')
})
