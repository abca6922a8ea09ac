import t from 'tap'
import { startWorld } from '../fixtures/app.ts'
import { createRequest } from '../fixtures/client.ts'
import { validateHtml } from '../fixtures/html-validate.ts'
import { deliverAll, type Fate, newPortal, reportFate, sentRequest } from '../fixtures/messages/lost.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const rowsOf = (body: string) => body.match(/<tr id="pay_.*?<\/tr>/gs) ?? []
const rowOf = (body: string, id: string) => rowsOf(body).find((row) => row.includes(id))!
/** What the tab of the requests to check counts. */
const headOf = (body: string) => />À vérifier <span class="count">(\d+)</.exec(body)?.[1]

t.test('a list where every message has arrived flags nothing, and says so when asked', async (t) => {
  const portal = await newPortal(world)
  const id = await sentRequest(world, portal)
  await reportFate(db, id, 'delivered')
  const { body } = await portal.get('/paiements')
  t.equal(headOf(body), undefined)
  t.notMatch(rowOf(body, id), 'data-status="failed"')
  const filtered = await portal.get('/paiements?status=attention')
  t.match(filtered.body, 'Rien à vérifier')
  t.match(filtered.body, /<a [^>]*href="\/paiements"[^>]*>Voir tous les paiements</)
  await validateHtml(t, filtered.body)
})

t.test(
  'a request whose last message has a problem is flagged in words, and still reads as pending',
  async (t) => {
    const portal = await newPortal(world)
    const flags = { bounced: 'E-mail refusé', failed: 'Non envoyé', uncertain: 'Envoi incertain' } as const
    const ids: string[] = []
    for (const [fate, words] of Object.entries(flags)) {
      const id = await sentRequest(world, portal)
      ids.push(id)
      await reportFate(db, id, fate as Fate)
      const row = rowOf((await portal.get('/paiements')).body, id)
      t.match(row, new RegExp(`data-status="failed">${words}<`), fate)
      t.match(row, /data-status="pending"[^>]*>En attente</, fate)
    }
    const bySms = await sentRequest(world, portal, { channel: 'sms', phone: '06 12 34 56 78' })
    await reportFate(db, bySms, 'bounced')
    const fine = await sentRequest(world, portal)
    const { body } = await portal.get('/paiements')
    t.match(rowOf(body, bySms), /data-status="failed">SMS refusé</)
    t.notMatch(rowOf(body, fine), 'data-status="failed"')
    t.equal(headOf(body), '4')
    await validateHtml(t, body)

    const filtered = (await portal.get('/paiements?status=attention')).body
    t.equal(rowsOf(filtered).length, 4)
    for (const id of [...ids, bySms]) t.ok(rowOf(filtered, id))
    t.match(filtered, /id="found"[^>]*>4 paiements · /)
    t.match(filtered, 'Votre client n’a pas reçu le dernier message')
    await validateHtml(t, filtered)
  },
)

t.test('the filter stays from page to page', async (t) => {
  const portal = await newPortal(world)
  const first = await sentRequest(world, portal)
  const { merchant_id } = await db
    .selectFrom('payment_requests')
    .select('merchant_id')
    .where('id', '=', first)
    .executeTakeFirstOrThrow()
  for (let n = 0; n < 30; n += 1) await createRequest(portal, { email: `page${n}@courriel.example` })
  await db
    .updateTable('payment_requests')
    .set({ message_problem: 'bounced' })
    .where('merchant_id', '=', merchant_id)
    .where('id', '!=', first)
    .execute()
  const { body } = await portal.get('/paiements?status=attention')
  const next = /href="(\/paiements\?[^"]+)" rel="next"/.exec(body)![1]!.replaceAll('&amp;', '&')
  t.match(next, /^\/paiements\?status=attention&after=\w+/)
  const second = (await portal.get(next)).body
  t.equal(rowsOf(body).length + rowsOf(second).length, 30)
  t.match(second, /href="\/paiements\?status=attention">Les plus récents</)
  t.notOk(rowOf(second, first))
})

t.test('a flag is gone once the request is sent again, and its message has left', async (t) => {
  const portal = await newPortal(world)
  const id = await sentRequest(world, portal)
  await reportFate(db, id, 'bounced', true)
  t.equal(headOf((await portal.get('/paiements')).body), '1')
  const fields = { channel: 'email', email: 'corrigee@courriel.example' }
  t.equal((await portal.post(`/paiements/${id}/envois`, fields)).statusCode, 303)
  await deliverAll(world, id)
  const { body } = await portal.get('/paiements')
  t.equal(headOf(body), undefined)
  t.notMatch(rowOf(body, id), 'data-status="failed"')
  t.notMatch((await portal.get(`/paiements/${id}`)).body, 'data-problem')
})

t.test('a request that is over is not flagged', async (t) => {
  const portal = await newPortal(world)
  const id = await sentRequest(world, portal)
  await reportFate(db, id, 'bounced')
  await portal.post(`/paiements/${id}/annulation`, {})
  const { body } = await portal.get('/paiements')
  t.equal(headOf(body), undefined)
  t.notMatch(rowOf(body, id), 'data-status="failed"')
  const detail = (await portal.get(`/paiements/${id}`)).body
  t.notMatch(detail, 'data-problem')
  t.notMatch(detail, 'id="send-again"')
})

t.test('nobody sees another merchant’s flags (S17)', async (t) => {
  const [portal, stranger] = [await newPortal(world), await newPortal(world)]
  await reportFate(db, await sentRequest(world, portal), 'bounced')
  const { body } = await stranger.get('/paiements?status=attention')
  t.match(body, 'Rien à vérifier')
  t.equal(headOf((await stranger.get('/paiements')).body), undefined)
})
