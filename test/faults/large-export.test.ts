import { execFileSync } from 'node:child_process'
import { sql } from 'kysely'
import t from 'tap'
import { addMerchant, eventually, password, startWorld } from '../fixtures/app.ts'
import { readCsv } from '../fixtures/exports.ts'
import { startServer } from '../fixtures/faults/server-process.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps

t.test('ten thousand rows, from a server of its own', async (t) => {
  const shop = await addMerchant(world, 'Grand Magasin')
  // Many at the same instant, so that the second part of the cursor decides.
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
