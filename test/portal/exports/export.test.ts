import { execFileSync } from 'node:child_process'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { sql } from 'kysely'
import t from 'tap'
import { newId } from '../../../src/domain/ids.ts'
import { rearm } from '../../../src/portal/exports/csv.ts'
import { addMerchant, addPerson, eventually, password, startWorld } from '../../fixtures/app.ts'
import { createRequest, permalinkOf, signIn } from '../../fixtures/client.ts'
import { startServer } from '../../fixtures/faults/server-process.ts'
import { endYesterday, insertPending, stage } from '../../fixtures/security/stage.ts'

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
    'it is saved, never shown (S40)',
  )
  t.equal(answer.headers['x-content-type-options'], 'nosniff')
  t.ok(answer.body.startsWith('\uFEFFDemandé le;Statut;'))
  t.ok(answer.body.endsWith('\r\n'))
  t.match(answer.body, `;"'=HYPERLINK(""https://evil.example"";""Facture"")";"'+32470123456";`)
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
        Destinataire: '+32470123456',
        'Demandé par': 'Zoé Éluard; @home',
        'Payé le': '',
        'Payable jusqu’au': '31/12/2026',
        Permalien: `http://localhost:3000${await permalinkOf(portal, id)}`,
        Identifiant: id,
        'Contesté (EUR)': '0,00',
        'Contestation perdue (EUR)': '0,00',
      },
    ],
  )
})

t.test('no text begins as a formula does, and each comes back as it was (S40)', async (t) => {
  const starts = [
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '\n',
    '＝',
    '＋',
    '－',
    '＠',
    "'=",
    "''@",
    "'",
    '"',
    ';',
    '\\',
    '\\1',
  ]
  const texts = starts.flatMap((start) => [start, `${start}1+1`, `${start}"a";b,c\r\n=d`])
  const random = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  texts.push(...fc.sample(random, { numRuns: 100, seed: 2026 }).map((text) => text.replaceAll('\0', ' ')))
  for (const text of texts) await insertPending(world, merchant.id, 1, { description: text, reference: text })
  const { body } = await portal.get('/paiements.csv')
  const cells: string[][] = parse(body, { bom: true, delimiter: ';', record_delimiter: '\r\n' })
  t.notOk(cells.flat().some((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell)))
  const written = (await exportAs(portal)).map((row) => [row.Description, row.Référence])
  for (const text of texts)
    t.ok(
      written.some((pair) => pair.every((cell) => cell === text)),
      JSON.stringify(text),
    )
  await db.deleteFrom('payment_requests').where('own_mail', '=', true).execute()
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
  t.match((await portal.get('/paiements?status=paid&q=')).body, 'href="/paiements.csv?status=paid"')
  t.match((await portal.get('/paiements')).body, 'href="/paiements.csv"')
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

t.test('another merchant’s requests are in nobody else’s file (S17)', async (t) => {
  const stranger = await signIn(world, (await addMerchant(world, 'Boutique B')).email)
  t.strictSame(await exportAs(stranger), [])
  t.strictSame(await exportAs(stranger, '?q=HYPERLINK'), [])
})

t.test('ten thousand rows, from a server of its own', async (t) => {
  const shop = await addMerchant(world, 'Grand Magasin')
  // Many at the same instant: the second part of the cursor decides.
  await sql`
    insert into payment_requests (id, token, merchant_id, mode, amount_cents, channel, email, language, description,
      expires_on, idempotency_key, created_at)
    select 'pay_' || lpad(n::text, 22, '0'), lpad(n::text, 22, '0'), ${shop.id}, 'test', 99 + n, 'email',
      'client@courriel.example', 'fr', 'Facture ' || n, current_date + 30, 'row ' || n,
      now() - make_interval(secs => n / 3000)
    from generate_series(1, 10000) n`.execute(db)
  await sql`analyze payment_requests`.execute(db)
  const server = await startServer(t, world.deps.databaseUrl)
  await server.post('/connexion', { email: shop.email, password })
  const readMemory = () =>
    Number(execFileSync('ps', ['-o', 'rss=', '-p', String(server.child.pid)], { encoding: 'utf8' })) / 1024
  const isNoneBusy = async () => {
    const { rows } = await sql`select from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`.execute(db)
    return rows.length === 0
  }

  t.test(
    'come as a stream: the first byte within a second, in little memory, each row once (F19)',
    async (t) => {
      await (await server.get('/paiements')).text()
      const idle = readMemory()
      const asked = performance.now()
      const answer = await server.get('/paiements.csv')
      t.equal(answer.headers.get('transfer-encoding'), 'chunked')
      let [file, most] = ['', idle]
      for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) {
        if (file === '') t.ok(performance.now() - asked < 1000, 'the first byte')
        file += piece
        most = Math.max(most, readMemory())
      }
      t.ok(most - idle < 50, `${(most - idle).toFixed(1)} MB`)
      const rows = readCsv(file)
      t.equal(rows.length, 10_000)
      t.equal(new Set(rows.map((row) => row.Identifiant)).size, 10_000)
    },
  )

  t.test('no connection waits for who reads slowly, or goes away midway (F19)', async (t) => {
    // One more than the pool has connections.
    const slow = await Promise.all(Array.from({ length: 21 }, () => server.get('/paiements.csv')))
    await eventually(isNoneBusy)
    t.equal((await server.get('/paiements')).status, 200, 'others are answered meanwhile')
    const [first, ...others] = slow.map(({ body }) => body!.getReader())
    t.match(Buffer.from((await first!.read()).value!).toString(), 'Demandé le')
    await Promise.all([first, ...others].map((reader) => reader!.cancel()))
    await eventually(isNoneBusy)
    const answers = await Promise.all(Array.from({ length: 21 }, () => server.get('/paiements')))
    t.ok(answers.every(({ status }) => status === 200))
    t.notMatch(server.said(), /"level":(50|60)/)
  })
})
