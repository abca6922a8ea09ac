import { sql } from 'kysely'
import t from 'tap'
import { startWorld, startWorldOn } from '../../fixtures/app.ts'
import { createClient, goodCard, permalinkOf } from '../../fixtures/client.ts'
import { askForMoney, lookAgain, openPages, saidIn } from '../../fixtures/requests/watched.ts'

const world = await startWorld(t, { jobs: false })
const elsewhere = await startWorldOn(t, world.deps.databaseUrl, { jobs: false })
const { db } = world.deps

t.test('a request’s own page learns its status and its history, and what can be done now', async (t) => {
  const { portal, watcher } = await openPages(world, elsewhere)
  const id = await askForMoney(portal)
  const page = await watcher.get(`/paiements/${id}`)
  t.equal((await lookAgain(watcher, page.body)).statusCode, 204)
  await createClient(world).post(`${await permalinkOf(portal, id)}/paiement`, {
    ...goodCard,
    card_number: '4000 0000 0000 0002',
  })
  const declined = (await lookAgain(watcher, page.body)).body
  t.match(declined, /<section id="history"[^>]* hx-swap-oob="outerMorph">.*Paiement refusé/s)
  t.equal(saidIn(declined), undefined, 'a status that stays is not said')
  await createClient(world).post(`${await permalinkOf(portal, id)}/paiement`, goodCard)
  const paid = (await lookAgain(watcher, declined)).body
  t.match(paid, /<section id="state"[^>]* hx-swap-oob="outerMorph">/)
  t.match(paid, 'Rembourser')
  t.notMatch(paid, 'annulation"')
  t.equal(saidIn(paid), 'Payé')
  t.equal((await lookAgain(watcher, paid)).statusCode, 204)
})

t.test('a page that only watches keeps no session alive (S31)', async (t) => {
  const { merchant, portal } = await openPages(world, elsewhere)
  const { body } = await portal.get('/paiements')
  const seen = () =>
    db
      .selectFrom('sessions')
      .select('last_seen_at')
      .where('user_id', '=', merchant.userId)
      .orderBy('last_seen_at')
      .execute()
  await db
    .updateTable('sessions')
    .set({ last_seen_at: sql<Date>`now() - interval '20 minutes'` })
    .where('user_id', '=', merchant.userId)
    .execute()
  const before = await seen()
  t.equal((await lookAgain(portal, body)).statusCode, 204)
  t.strictSame(await seen(), before)
  await portal.get('/paiements')
  t.notSame(await seen(), before)
  await portal.post('/deconnexion', {})
  const { statusCode, headers } = await lookAgain(portal, body)
  t.strictSame(
    [statusCode, headers['hx-redirect']],
    [401, undefined],
    'nor does it leave what is typed on it',
  )
})

t.test('a state that is not one we wrote changes nothing and breaks nothing', async (t) => {
  const { merchant, portal } = await openPages(world, elsewhere)
  const list = encodeURIComponent(`${merchant.id}/test`)
  for (const rest of ['', '&seen=x', `&seen=${'a'.repeat(9000)}`, '&since=zzz', '&from=never', '&offered=x'])
    t.ok(
      [200, 204].includes((await portal.get(`/paiements/changements?list=${list}${rest}`)).statusCode),
      rest,
    )
  t.equal((await portal.get('/paiements/pay_aaaaaaaaaaaaaaaaaaaaaa/changements')).statusCode, 404)
})
