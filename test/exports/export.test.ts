import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import t from 'tap'
import { rearm } from '../../src/exports/csv.ts'
import { newId } from '../../src/ids.ts'
import { addMerchant, addPerson, startWorld } from '../fixtures/app.ts'
import { createRequest, permalinkOf, signIn } from '../fixtures/client.ts'
import { endYesterday, insertPending, stage } from '../security/stage.ts'
import { cookieOf, host } from '../security/wire.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

type Row = Record<string, string>

/** Rows by the French name of their column. */
function readCsv(body: string): Row[] {
  const rows: Row[] = parse(body, { bom: true, delimiter: ';', record_delimiter: '\r\n', columns: true })
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, rearm(cell)])))
}

const exportAs = async (client: typeof portal, query = '') =>
  readCsv((await client.get(`/paiements.csv${query}`)).body)

async function refund(id: string, amount_cents: number, status: 'pending' | 'succeeded' | 'failed') {
  await db
    .insertInto('refunds')
    .values({ id: newId('ref'), request_id: id, amount_cents, status })
    .execute()
}

t.test('a request is a row that a French spreadsheet reads: amount, days, names', async (t) => {
  const { email } = await addPerson(world, merchant.id, 'member', 'Zoé Éluard; @home')
  const colleague = await signIn(world, email)
  const id = await createRequest(colleague, {
    amount: '1 234,50',
    channel: 'sms',
    phone: '+32 470 12 34 56',
    description: '=HYPERLINK("https://evil.example";"Facture")',
    reference: '-118',
    expires_on: '2026-12-31',
    own_mail: '',
  }).catch(() => '')
  t.ok(id)
  await sql`update payment_requests set created_at = '2026-07-14T22:30:00Z' where id = ${id}`.execute(db)
  const answer = await portal.get('/paiements.csv')
  t.equal(answer.headers['content-type'], 'text/csv; charset=utf-8')
  t.match(
    answer.headers['content-disposition'],
    /^attachment; filename="paiements-\d{4}-\d\d-\d\d\.csv"$/,
    'S40 it is saved, never shown',
  )
  t.equal(answer.headers['x-content-type-options'], 'nosniff')
  t.ok(answer.body.startsWith('\uFEFFDemandé le;Statut;'))
  t.ok(answer.body.endsWith('\r\n'))
  t.match(answer.body, `;"'=HYPERLINK(""https://evil.example"";""Facture"")";'+32 470 12 34 56;`)
  t.strictSame(
    readCsv(answer.body).filter((row) => row.Identifiant === id),
    [
      {
        'Demandé le': '15/07/2026 00:30',
        Statut: 'En attente',
        'Montant (EUR)': '1234,50',
        'Remboursé (EUR)': '0,00',
        Référence: '-118',
        Description: '=HYPERLINK("https://evil.example";"Facture")',
        Destinataire: '+32 470 12 34 56',
        'Demandé par': 'Zoé Éluard; @home',
        'Payé le': '',
        'Payable jusqu’au': '31/12/2026',
        Permalien: `http://localhost:3000${await permalinkOf(portal, id)}`,
        Identifiant: id,
      },
    ],
  )
})

t.test('each status, with its refunds, is written as the list says it', async (t) => {
  const situations = {
    pending: ['pending', 'En attente', '0,00'],
    declined: ['declined', 'En attente', '0,00'],
    'being paid past its date': ['started', 'En attente', '0,00'],
    cancelled: ['cancelled', 'Annulé', '0,00'],
    expired: ['expired', 'Expiré', '0,00'],
    'past its date': ['past its date', 'Expiré', '0,00'],
    paid: ['paid', 'Payé', '0,00'],
    'a refund refused': ['paid', 'Payé', '0,00', [[10_000, 'failed']]],
    'a refund on its way': ['paid', 'Payé', '0,00', [[10_000, 'pending']]],
    'a part given back': ['paid', 'Partiellement remboursé', '100,00', [[10_000, 'succeeded']]],
    'all given back, in two parts': [
      'paid',
      'Remboursé',
      '249,00',
      [
        [10_000, 'succeeded'],
        [14_900, 'succeeded'],
      ],
    ],
  } as const
  const ids = new Map<string, string>()
  for (const [name, [situation, , , refunds = []]] of Object.entries(situations)) {
    const { id } = await stage(world, portal, situation, { reference: name })
    for (const [cents, status] of refunds) await refund(id, cents, status)
    if (name === 'being paid past its date') await endYesterday(world, id)
    ids.set(id, name)
  }
  for (const after of ['cancelled', 'expired'] as const) {
    for (const cents of [0, 24_900]) {
      const { id } = await stage(world, portal, 'paid', { reference: `late ${after} ${cents}` })
      await db.updateTable('payment_requests').set({ paid_after: after }).where('id', '=', id).execute()
      if (cents > 0) await refund(id, cents, 'succeeded')
    }
  }
  const rows = await exportAs(portal)
  const said = Object.fromEntries(
    rows.map((row) => [row.Référence, [row.Statut, row['Remboursé (EUR)'], row['Payé le'] !== '']]),
  )
  for (const [name, [situation, label, refunded]] of Object.entries(situations))
    t.strictSame(said[name], [label, refunded, situation === 'paid'], name)
  t.strictSame(said['late cancelled 0'], ['Payé après annulation', '0,00', true])
  t.strictSame(said['late expired 0'], ['Payé après expiration', '0,00', true])
  for (const after of ['cancelled', 'expired'])
    t.strictSame(said[`late ${after} 24900`], ['Remboursé', '249,00', true])
  for (const { Identifiant: id, Statut: label } of rows) {
    const { body } = await portal.get(`/paiements/${id}`)
    t.match(body, `>${label}</span>`, 'the detail says the same')
  }
})

t.test('the file holds what the list shows: its filter, its mode, newest first', async (t) => {
  const ids = async (query: string) => (await exportAs(portal, query)).map((row) => row.Identifiant)
  const all = await ids('')
  t.strictSame(await ids('?status=&q=&after=whatever'), all)
  const paid = await ids('?status=paid')
  t.ok(paid.length > 0 && paid.length < all.length)
  t.strictSame(
    paid,
    all.filter((id) => paid.includes(id)),
  )
  const [found] = await exportAs(portal, '?q=HYPERLINK')
  t.equal(found?.Référence, '-118')
  t.strictSame(await ids('?channel=sms'), [found?.Identifiant])
  await portal.post('/mode', { mode: 'live' })
  t.strictSame(await ids(''), [])
  await portal.post('/mode', { mode: 'test' })
  const refused = await portal.get('/paiements.csv?from=demain&q=x')
  t.equal(refused.statusCode, 303)
  t.match(refused.headers.location, /^\/paiements\?.*from=demain/, 'the list says what is wrong')
})

t.test('an English-speaking person reads English words, in the same columns', async (t) => {
  const { email } = await addPerson(world, merchant.id, 'member', 'Sam')
  const english = await signIn(world, email)
  await english.post('/langue', { language: 'en', page: '/paiements' })
  const rows = await exportAs(english, '?status=paid')
  t.equal(rows[0]?.Status, 'Paid')
  t.equal(rows[0]?.['Amount (EUR)'], '249,00')
})

t.test('S17 another merchant’s requests are in nobody else’s file', async (t) => {
  const stranger = await signIn(world, (await addMerchant(world, 'Boutique B')).email)
  t.strictSame(await exportAs(stranger), [])
  t.strictSame(await exportAs(stranger, '?q=HYPERLINK'), [])
})

t.test('ten thousand rows', async (t) => {
  const shop = await addMerchant(world, 'Grand Magasin')
  const client = await signIn(world, shop.email)
  const [sample] = await insertPending(world, shop.id, 1)
  // Same instants, and more than a page of them: the cursor's second part decides.
  await sql`
    insert into payment_requests (id, token, merchant_id, mode, amount_cents, channel, email, language, description,
      expires_on, idempotency_key, created_at)
    select 'pay_' || lpad(n::text, 22, '0'), lpad(n::text, 22, '0'), ${shop.id}, 'test', 99 + n, 'email',
      'client@courriel.example', 'fr', 'Facture ' || n, current_date + 30, 'row ' || n,
      now() - make_interval(secs => n / 3000)
    from generate_series(1, 9999) n`.execute(db)
  await sql`analyze payment_requests`.execute(db)
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = world.app.server.address() as AddressInfo

  const start = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { host, cookie: cookieOf(client) }
      const asked = httpRequest({ port, host: '127.0.0.1', path: '/paiements.csv', headers, agent: false })
      asked.on('response', resolve).on('error', reject).end()
    })
  const countBusy = async () => {
    const { rows } = await sql<{ count: number }>`select count(*)::integer as count from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`.execute(db)
    return rows[0]!.count
  }

  t.test(
    'F19 come as a stream: the first byte within a second, in little memory, each row once',
    async (t) => {
      const before = process.memoryUsage().rss
      let most = before
      const asked = performance.now()
      const answer = await start()
      t.equal(answer.headers['transfer-encoding'], 'chunked')
      const pieces: Buffer[] = []
      for await (const piece of answer) {
        if (pieces.length === 0) t.ok(performance.now() - asked < 1000, 'first byte')
        pieces.push(piece)
        most = Math.max(most, process.memoryUsage().rss)
      }
      const megabytes = (most - before) / 2 ** 20
      t.ok(megabytes < 50, `${megabytes.toFixed(1)} MB`)
      const rows = readCsv(Buffer.concat(pieces).toString())
      t.equal(new Set(rows.map((row) => row.Identifiant)).size, 10_000)
      t.equal(rows.length, 10_000)
      t.ok(rows.some((row) => row.Identifiant === sample!.id))
    },
  )

  t.test('F19 a client who goes away leaves no connection busy, nor do thirty who read slowly', async (t) => {
    const slow = await Promise.all(Array.from({ length: 30 }, start))
    t.equal((await client.get('/paiements')).statusCode, 200, 'the pool has twenty connections')
    while ((await countBusy()) > 0) await new Promise((resolve) => setTimeout(resolve, 20))
    for (const answer of slow) answer.on('error', () => {}).destroy()
    await new Promise((resolve) => setTimeout(resolve, 50))
    t.equal(await countBusy(), 0)
    const answers = await Promise.all(Array.from({ length: 25 }, () => client.get('/paiements?status=paid')))
    t.ok(answers.every(({ statusCode }) => statusCode === 200))
    t.notMatch(world.log.join('\n'), /"level":[56]0/)
  })
})
