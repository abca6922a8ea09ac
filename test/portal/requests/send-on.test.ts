/** "Envoyer le …": the form, and what the pages say until that day. */
import { sql } from 'kysely'
import t from 'tap'
import { sendingTime } from '../../../src/domain/calendar.ts'
import { addDays, formatDay, formatRecent, isoDay } from '../../../src/domain/formats.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { goodForm, htmx, signIn } from '../../fixtures/client.ts'
import { askedFor, bringDay, inDays, takenOf } from '../../fixtures/messages/planned.ts'
import { deliverAll } from '../../fixtures/messages/reminders.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

const due = sendingTime(inDays(20), 'FR')
const sentOn = isoDay(due)
const day = formatDay(due, 'fr')
const recent = formatRecent(due, new Date(), 'fr')
const expiryOf = async (id: string) =>
  (
    await db
      .selectFrom('payment_requests')
      .select('expires_on')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).expires_on

t.test('the field is among the options, and keeps its day when they are folded', async (t) => {
  for (const headers of [{}, htmx]) {
    const typed = { ...goodForm, send_on: inDays(20) }
    const shown = await portal.post('/paiements/nouveau', { ...typed, options: 'show' }, { headers })
    t.match(shown.body, new RegExp(`<input id="send_on" name="send_on" type="date" value="${inDays(20)}"`))
    const hidden = await portal.post('/paiements/nouveau', { ...typed, options: 'hide' }, { headers })
    t.match(hidden.body, `<input type="hidden" name="send_on" value="${inDays(20)}">`)
  }
})

t.test('answer, list and detail say when it will be sent, and the link can be paid before', async (t) => {
  for (const headers of [{}, htmx]) {
    const answer = await portal.post('/paiements', { ...goodForm, send_on: inDays(20) }, { headers })
    const id = /pay_\w{22}/.exec(answer.headers.location?.toString() ?? answer.body)![0]
    const { body } = answer.statusCode === 303 ? await portal.get(`/paiements/${id}`) : answer
    t.match(body, `créée. Elle sera envoyée à lea.martin@courriel.example le ${day}.`)
    t.match(body, `<dt>Sera envoyée le</dt><dd>${day} à 09:00</dd>`)
    t.match((await portal.get('/paiements')).body, new RegExp(`Sera envoyée le <time[^>]*>${recent}</time>`))
    const link = /\/p\/\w{22}/.exec(body)![0]
    t.match((await portal.get(link)).body, 'Payer 249,00')
    await bringDay(db, id, '5 minutes')
    t.notMatch((await portal.get(`/paiements/${id}`)).body, 'Sera envoyée le')
    t.notMatch((await portal.get('/paiements')).body, 'Sera envoyée le')
  }
})

t.test('on its day the list still names the day, not the hour', async (t) => {
  const { id } = await askedFor(world, portal, 20)
  await db
    .updateTable('payment_requests')
    .set({ send_at: sql`now() + interval '1 minute'` })
    .where('id', '=', id)
    .execute()
  t.match((await portal.get('/paiements')).body, /Sera envoyée le <time[^>]*>\d/)
  t.notMatch((await portal.get('/paiements')).body, /Sera envoyée le <time[^>]*>\D/)
})

t.test('what the form proposed, or nothing, is counted from the sending; a later day stays', async (t) => {
  const cases = { '': addDays(sentOn, 30), [inDays(30)]: addDays(sentOn, 30), [inDays(35)]: inDays(35) }
  for (const [expires_on, expected] of Object.entries(cases)) {
    const { id } = await askedFor(world, portal, 20, { expires_on })
    t.equal(await expiryOf(id), expected, expires_on)
  }
  const last = addDays(isoDay(sendingTime(inDays(90), 'FR')), 90)
  t.equal(await expiryOf((await askedFor(world, portal, 90, { expires_on: last })).id), last)
})

t.test('"Envoyer maintenant" sends it at once, and not again on its day', async (t) => {
  for (const headers of [{}, htmx]) {
    const { id, message } = await askedFor(world, portal, 20)
    const { body } = await portal.get(`/paiements/${id}`)
    t.match(body, '<summary><h2>Envoyer maintenant</h2></summary>')
    const fields = { channel: 'email', email: message.recipient, last_message: message.id }
    const sent = await portal.post(`/paiements/${id}/envois`, fields, { headers })
    const page = sent.statusCode === 303 ? await portal.get(`/paiements/${id}`) : sent
    t.match(page.body, 'La demande est envoyée à votre client.')
    t.notMatch(page.body, 'Sera envoyée le')
    await portal.post(`/paiements/${id}/envois`, fields, { headers })
    await deliverAll(world, id)
    t.strictSame(await takenOf(db, id), [{ purpose: 'request', recipient: message.recipient }])
  }
})

t.test('sent now to a corrected address, the first one gets nothing', async (t) => {
  const { id } = await askedFor(world, portal, 20)
  const email = 'corrigee@courriel.example'
  t.equal((await portal.post(`/paiements/${id}/envois`, { channel: 'email', email })).statusCode, 303)
  await deliverAll(world, id)
  t.strictSame(await takenOf(db, id), [{ purpose: 'request', recipient: email }])
})
