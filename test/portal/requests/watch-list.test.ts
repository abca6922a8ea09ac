import { sql } from 'kysely'
import t from 'tap'
import { startWorld, startWorldOn } from '../../fixtures/app.ts'
import { createClient, goodCard, htmx, permalinkOf } from '../../fixtures/client.ts'
import { askForMoney, lookAgain, openPages, saidIn, watchOf } from '../../fixtures/requests/watched.ts'
import { insertPending, stage } from '../../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const elsewhere = await startWorldOn(t, world.deps.databaseUrl, { jobs: false })
const { db } = world.deps
const idsIn = (body: string) => [...body.matchAll(/<tr id="(pay_\w{22})"/g)].map(([, id]) => id)

t.test('a payment in one process reaches the list that another has shown, once, and politely', async (t) => {
  const { portal, watcher } = await openPages(world, elsewhere)
  const id = await askForMoney(portal)
  await askForMoney(portal, { email: 'paul@courriel.example' })
  const page = await watcher.get('/paiements')
  const quiet = await lookAgain(watcher, page.body)
  t.equal(quiet.statusCode, 204)
  t.equal(quiet.body, '')
  await createClient(world).post(`${await permalinkOf(portal, id)}/paiement`, goodCard)
  const news = await lookAgain(watcher, page.body)
  t.equal(news.statusCode, 200)
  t.strictSame(idsIn(news.body), [id])
  t.match(news.body, /<tr id="pay_\w+" class="changed" hx-swap-oob="outerMorph">/)
  t.match(news.body, /data-label="paid"/)
  t.equal(saidIn(news.body), 'lea.martin@courriel.example : Payé')
  t.match(
    news.body,
    /<div id="totals" hx-swap-oob="outerMorph">\s*<p[^>]*>249,00\s€ en attente · 249,00\s€ encaissés/,
  )
  t.equal((await lookAgain(watcher, news.body)).statusCode, 204, 'what was said is not said again')
})

t.test('new requests are offered, where they meet the filter, on the first page only', async (t) => {
  const { merchant, portal, watcher } = await openPages(world, elsewhere)
  await insertPending(world, merchant.id, 30)
  const first = await watcher.get('/paiements?q=facture')
  const next = /href="([^"]+)" rel="next"/.exec(first.body)![1]!.replaceAll('&amp;', '&')
  const second = await watcher.get(next)
  await askForMoney(portal, { description: 'Lampe' })
  t.equal((await lookAgain(watcher, first.body)).statusCode, 204)
  await askForMoney(portal, { description: 'Facture neuve' })
  await askForMoney(portal, { description: 'Facture, encore', email: 'paul@courriel.example' })
  const { body } = await lookAgain(watcher, first.body)
  t.match(
    body,
    /<p id="news" hx-swap-oob="outerMorph"><a class="btn plain" href="\/paiements\?q=facture">2 nouvelles demandes</,
  )
  t.equal(saidIn(body), '2 nouvelles demandes')
  t.strictSame(idsIn(body), [])
  t.equal((await lookAgain(watcher, body)).statusCode, 204)
  t.equal((await lookAgain(watcher, second.body)).statusCode, 204)
  const empty = await watcher.get('/paiements?q=abricot')
  await askForMoney(portal, { description: 'Abricot' })
  t.equal(saidIn((await lookAgain(watcher, empty.body)).body), 'Une nouvelle demande')
})

t.test('a request whose date passes reads as expired, before any sweep', async (t) => {
  const { portal, watcher } = await openPages(world, elsewhere)
  const { id } = await stage(world, portal, 'pending')
  const page = await watcher.get('/paiements')
  await sql`update payment_requests set expires_on = current_date - 2 where id = ${id}`.execute(db)
  t.match(saidIn((await lookAgain(watcher, page.body)).body), /: Expiré$/)
})

t.test(
  'a page says nothing of another merchant’s requests, nor once another list is chosen (S17)',
  async (t) => {
    const [mine, theirs] = [await openPages(world, elsewhere), await openPages(world, elsewhere)]
    await askForMoney(theirs.portal)
    const page = (await theirs.portal.get('/paiements')).body
    await theirs.portal.post(`/paiements/${idsIn(page)[0]}/annulation`, {})
    t.equal((await lookAgain(mine.portal, page)).statusCode, 204)
    const forged = watchOf(page).replace(
      /list=[^&]+/,
      `list=${encodeURIComponent(`${mine.merchant.id}/test`)}`,
    )
    const { body } = await mine.portal.get(forged, { headers: htmx })
    t.strictSame(idsIn(body), [])
    const own = (await mine.portal.get('/paiements')).body
    await askForMoney(mine.portal)
    await db
      .updateTable('memberships')
      .set({ mode: 'live' })
      .where('user_id', '=', mine.merchant.userId)
      .execute()
    t.equal((await lookAgain(mine.portal, own)).statusCode, 204)
  },
)
