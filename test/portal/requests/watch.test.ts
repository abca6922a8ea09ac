/** What a page learns while somebody looks at it, from a process that did not make it. */
import { sql } from 'kysely'
import t from 'tap'
import { addMerchant, startWorld, startWorldOn } from '../../fixtures/app.ts'
import {
  type Client,
  createClient,
  createRequest,
  goodCard,
  htmx,
  permalinkOf,
  signIn,
} from '../../fixtures/client.ts'
import { insertPending, stage } from '../../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const elsewhere = await startWorldOn(t, world.deps.databaseUrl, { jobs: false })
const { db } = world.deps

async function open() {
  const merchant = await addMerchant(world)
  return {
    merchant,
    portal: await signIn(world, merchant.email),
    watcher: await signIn(elsewhere, merchant.email),
  }
}

/** By the merchant's own mail, so that no recipient's limit is spent. */
const ask = (client: Client, fields = {}) => createRequest(client, { own_mail: 'on', ...fields })

/** Where the page asks: the hidden fields of its `#watch`, as htmx sends them. */
function watchOf(body: string): string {
  const [, attributes = '', inner = ''] = /<div id="watch"([^>]*)>(.*?)<\/div>/s.exec(body) ?? []
  const path = /hx-get="([^"]+)"/.exec(attributes)![1]!
  const fields = [...inner.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(
    ([, name, value]): [string, string] => [name!, value!],
  )
  return `${path}?${new URLSearchParams(fields)}`
}

const look = (client: Client, body: string) => client.get(watchOf(body), { headers: htmx })
const idsIn = (body: string) => [...body.matchAll(/<tr id="(pay_\w{22})"/g)].map(([, id]) => id)
const said = (body: string) => /<div id="announcer"[^>]*>([^<]*)</.exec(body)?.[1]?.replace(/\s/g, ' ')

t.test('a payment in one process reaches the list that another has shown, once, and politely', async (t) => {
  const { portal, watcher } = await open()
  const id = await ask(portal)
  await ask(portal, { email: 'paul@courriel.example' })
  const page = await watcher.get('/paiements')
  const quiet = await look(watcher, page.body)
  t.equal(quiet.statusCode, 204)
  t.equal(quiet.body, '')
  await createClient(world).post(`${await permalinkOf(portal, id)}/paiement`, goodCard)
  const news = await look(watcher, page.body)
  t.equal(news.statusCode, 200)
  t.strictSame(idsIn(news.body), [id])
  t.match(news.body, /<tr id="pay_\w+" class="changed" hx-swap-oob="outerMorph">/)
  t.match(news.body, /data-label="paid"/)
  t.equal(said(news.body), 'lea.martin@courriel.example : Payé')
  t.match(
    news.body,
    /<div id="totals" hx-swap-oob="outerMorph">\s*<p[^>]*>249,00\s€ en attente · 249,00\s€ encaissés/,
  )
  t.equal((await look(watcher, news.body)).statusCode, 204, 'what was said is not said again')
})

t.test('new requests are offered, where they meet the filter, on the first page only', async (t) => {
  const { merchant, portal, watcher } = await open()
  await insertPending(world, merchant.id, 30)
  const first = await watcher.get('/paiements?q=facture')
  const next = /href="([^"]+)" rel="next"/.exec(first.body)![1]!.replaceAll('&amp;', '&')
  const second = await watcher.get(next)
  await ask(portal, { description: 'Lampe' })
  t.equal((await look(watcher, first.body)).statusCode, 204)
  await ask(portal, { description: 'Facture neuve' })
  await ask(portal, { description: 'Facture, encore', email: 'paul@courriel.example' })
  const { body } = await look(watcher, first.body)
  t.match(
    body,
    /<p id="news" hx-swap-oob="outerMorph"><a class="btn plain" href="\/paiements\?q=facture">2 nouvelles demandes</,
  )
  t.equal(said(body), '2 nouvelles demandes')
  t.strictSame(idsIn(body), [])
  t.equal((await look(watcher, body)).statusCode, 204)
  t.equal((await look(watcher, second.body)).statusCode, 204)
  const empty = await watcher.get('/paiements?q=abricot')
  await ask(portal, { description: 'Abricot' })
  t.equal(said((await look(watcher, empty.body)).body), 'Une nouvelle demande')
})

t.test('a request whose date passes reads as expired, before any sweep', async (t) => {
  const { portal, watcher } = await open()
  const { id } = await stage(world, portal, 'pending')
  const page = await watcher.get('/paiements')
  await sql`update payment_requests set expires_on = current_date - 2 where id = ${id}`.execute(db)
  t.match(said((await look(watcher, page.body)).body), /: Expiré$/)
})

t.test(
  'a page says nothing of another merchant’s requests, nor once another list is chosen (S17)',
  async (t) => {
    const [mine, theirs] = [await open(), await open()]
    await ask(theirs.portal)
    const page = (await theirs.portal.get('/paiements')).body
    await theirs.portal.post(`/paiements/${idsIn(page)[0]}/annulation`, {})
    t.equal((await look(mine.portal, page)).statusCode, 204)
    const forged = watchOf(page).replace(
      /list=[^&]+/,
      `list=${encodeURIComponent(`${mine.merchant.id}/test`)}`,
    )
    const { body } = await mine.portal.get(forged, { headers: htmx })
    t.strictSame(idsIn(body), [])
    const own = (await mine.portal.get('/paiements')).body
    await ask(mine.portal)
    await db
      .updateTable('memberships')
      .set({ mode: 'live' })
      .where('user_id', '=', mine.merchant.userId)
      .execute()
    t.equal((await look(mine.portal, own)).statusCode, 204)
  },
)

t.test('a request’s own page learns its status and its history, and what can be done now', async (t) => {
  const { portal, watcher } = await open()
  const id = await ask(portal)
  const page = await watcher.get(`/paiements/${id}`)
  t.equal((await look(watcher, page.body)).statusCode, 204)
  await createClient(world).post(`${await permalinkOf(portal, id)}/paiement`, {
    ...goodCard,
    card_number: '4000 0000 0000 0002',
  })
  const declined = (await look(watcher, page.body)).body
  t.match(declined, /<section id="history"[^>]* hx-swap-oob="outerMorph">.*Paiement refusé/s)
  t.equal(said(declined), undefined, 'a status that stays is not said')
  await createClient(world).post(`${await permalinkOf(portal, id)}/paiement`, goodCard)
  const paid = (await look(watcher, declined)).body
  t.match(paid, /<div id="state" class="head" hx-swap-oob="outerMorph">/)
  t.match(paid, 'Rembourser')
  t.notMatch(paid, 'annulation"')
  t.equal(said(paid), 'Payé')
  t.equal((await look(watcher, paid)).statusCode, 204)
})

t.test('a page that only watches keeps no session alive (S31)', async (t) => {
  const { merchant, portal } = await open()
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
  t.equal((await look(portal, body)).statusCode, 204)
  t.strictSame(await seen(), before)
  await portal.get('/paiements')
  t.notSame(await seen(), before)
  await portal.post('/deconnexion', {})
  const { statusCode, headers } = await look(portal, body)
  t.strictSame(
    [statusCode, headers['hx-redirect']],
    [401, undefined],
    'nor does it leave what is typed on it',
  )
})

t.test('a state that is not one we wrote changes nothing and breaks nothing', async (t) => {
  const { merchant, portal } = await open()
  const list = encodeURIComponent(`${merchant.id}/test`)
  for (const rest of ['', '&seen=x', `&seen=${'a'.repeat(9000)}`, '&since=zzz', '&from=never', '&offered=x'])
    t.ok(
      [200, 204].includes((await portal.get(`/paiements/changements?list=${list}${rest}`)).statusCode),
      rest,
    )
  t.equal((await portal.get('/paiements/pay_aaaaaaaaaaaaaaaaaaaaaa/changements')).statusCode, 404)
})
