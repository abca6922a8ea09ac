import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import t from 'tap'
import { limits, limitsOfFiles } from '../../../src/domain/limits.ts'
import { recoverImports, runImport } from '../../../src/portal/imports/run.ts'
import { addMerchant, eventually, startWorld, startWorldOn } from '../../fixtures/app.ts'
import { type Client, goodForm, signIn } from '../../fixtures/client.ts'
import { fileOf, uploadGood, writeFile } from '../../fixtures/imports/files.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'
import { waitForRoom } from '../../fixtures/security/wire.ts'

const hour = 3600
const victim = fileURLToPath(new URL('../../fixtures/imports/victim.ts', import.meta.url))
const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
t.beforeEach(() => forgetCounts(world))

async function start(file: string, as: Client = portal): Promise<string> {
  const id = await uploadGood(world, as, file)
  await as.post(`/paiements/import/${id}/envoi`, {})
  return id
}

const read = (id: string) =>
  db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const see = async (id: string) => (await portal.get(`/paiements/import/${id}`)).body

/** How many requests, messages and lines of history each line of the import has. */
async function countOf(id: string) {
  const { rows } = await sql<{ requests: number; messages: number; events: number; lines: number }>`
    with r as (select * from payment_requests where idempotency_key like ${`${id}-%`})
    select (select count(*)::integer from r) as requests,
      (select count(distinct idempotency_key)::integer from r) as lines,
      (select count(*)::integer from messages m join r on r.id = m.request_id) as messages,
      (select count(*)::integer from request_events e join r on r.id = e.request_id) as events`.execute(db)
  return rows[0]!
}
const each = (count: number) => ({ requests: count, lines: count, messages: count, events: count })

async function runAll(id: string): Promise<void> {
  for (let runs = 0; runs < 300; runs += 1) {
    const { status, resumes_at } = await read(id)
    if (status !== 'running' || resumes_at! > new Date()) return
    await runImport(world.deps, id)
  }
}

const setCount = (limit: string, count: number) =>
  db.updateTable('rate_counts').set({ count }).where('key', 'like', `${limit}:%`).execute()
/** As if the window of every limit had ended. */
async function passTime(id: string): Promise<void> {
  await forgetCounts(world)
  await db.updateTable('imports').set({ resumes_at: new Date() }).where('id', '=', id).execute()
}

t.test('killed five times on its way, an import asks each customer once, and is finished (F9)', async (t) => {
  await waitForRoom(hour, 60)
  const id = await start(writeFile(200, 'killed'))
  for (const after of [1, 30, 61, 90, 130]) {
    const child = spawn(process.execPath, [victim, world.deps.databaseUrl, id], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    await eventually(async () => (await countOf(id)).requests >= after)
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  t.equal((await read(id)).status, 'running')
  t.ok((await countOf(id)).requests < 200)
  // Nobody has its job any more: the sweep finds it after two minutes.
  await sql`delete from graphile_worker._private_jobs`.execute(db)
  await sql`update imports set resumes_at = now() - interval '3 minutes' where id = ${id}`.execute(db)
  await recoverImports(db)
  await recoverImports(db)
  const { rows } = await sql`select from graphile_worker.jobs where key = ${`import ${id}`}`.execute(db)
  t.equal(rows.length, 1)
  await runAll(id)
  t.strictSame(await countOf(id), each(200))
  t.equal((await read(id)).status, 'done')
})

t.test('two workers at once send each line once (F11)', async (t) => {
  const other = await startWorldOn(t, world.deps.databaseUrl, { jobs: false })
  const id = await start(writeFile(60, 'two'))
  await Promise.all([runAll(id), runAll(id), runImport(other.deps, id), runImport(other.deps, id)])
  await runAll(id)
  t.strictSame(await countOf(id), each(60))
  t.equal((await read(id)).status, 'done')
})

t.test(
  'at the hourly limit the rest waits, the page says until when, and it goes on by itself (S60)',
  async (t) => {
    await waitForRoom(hour, 60)
    const id = await start(writeFile(5, 'hourly'))
    await portal.post('/paiements', {
      amount: '10',
      channel: 'email',
      email: 'x@courriel.example',
      description: 'F',
    })
    await setCount('creations', limitsOfFiles.creations.most - 2)
    await runAll(id)
    t.strictSame(await countOf(id), each(2))
    t.match(await portal.post('/paiements', goodForm), { statusCode: 303 }, 'by hand one still asks')
    t.equal(limits.creations.most - limitsOfFiles.creations.most, 100)
    const { status, resumes_at } = await read(id)
    t.equal(status, 'running')
    t.ok(resumes_at! > new Date() && resumes_at!.getTime() < Date.now() + 3_700_000)
    t.match(await see(id), /La suite part d’elle-même\u00a0: /)
    await recoverImports(db)
    const { rows } = await sql<{
      run_at: Date
    }>`select run_at from graphile_worker.jobs where key = ${`import ${id}`}`.execute(db)
    t.equal(rows.length, 1)
    t.ok(rows[0]!.run_at > new Date(Date.now() + 1000), 'not before')
    await passTime(id)
    await runAll(id)
    t.strictSame(await countOf(id), each(5))
  },
)

t.test('at the daily limit of SMS the rest waits too (S60)', async (t) => {
  const id = await start(fileOf(...[1, 2, 3].map((n) => `10;06 12 34 56 0${n};fr;Facture;;`)))
  await sql`insert into rate_counts (key, window_start, count)
    select key, date_bin('1 day', now(), timestamptz '2026-01-01'), ${limitsOfFiles.texts.most}
    from (select 'texts:' || translate(rtrim(encode(sha256(${merchant.id}::bytea), 'base64'), '='), '+/', '-_') as key) k`.execute(
    db,
  )
  await runAll(id)
  t.equal((await countOf(id)).requests, 0)
  t.match(await see(id), 'Une limite est atteinte')
  await passTime(id)
  await runAll(id)
  t.strictSame(await countOf(id), each(3))
})

t.test('a line whose customer cannot be written to is refused and told, the others are sent', async (t) => {
  await waitForRoom(hour, 60)
  await db
    .insertInto('suppressions')
    .values({ merchant_id: merchant.id, recipient: 'revenu@courriel.example', reason: 'unknown_address' })
    .execute()
  const often = Array.from({ length: 6 }, (_, n) => `1${n};souvent@courriel.example;fr;Facture;;`)
  const id = await start(
    fileOf('10;Revenu@courriel.example;fr;Facture;;', ...often, '10;bon@courriel.example;fr;Facture;;'),
  )
  await db
    .updateTable('import_rows')
    .set({ ask: sql`ask || '{"expiresOn": "2026-01-01"}'` as never })
    .where('import_id', '=', id)
    .where('line', '=', 3)
    .execute()
  await runAll(id)
  t.equal((await read(id)).status, 'done')
  t.strictSame(await countOf(id), each(6))
  const body = await see(id)
  t.match(body, /Lignes refusées<\/dt>\s*<dd><strong>2</)
  t.match(body, /Ligne 2<.*?Revenu@courriel\.example.*?Un message précédent à ce destinataire a été refusé/s)
  t.match(body, /Ligne 3<.*?La date d’expiration était passée/s)
  const again = await start(fileOf('10;souvent@courriel.example;fr;Facture;;'))
  await runAll(again)
  t.match(await see(again), /Ligne 2<.*?Cinq messages étaient déjà partis vers ce destinataire/s)
})

t.test('a customer erased while a file waits is forgotten in it, and is not asked (S64)', async (t) => {
  const id = await uploadGood(world, portal, writeFile(3, 'efface'))
  const { headers } = await portal.post('/paiements', {
    ...goodForm,
    own_mail: 'on',
    email: 'Efface1@courriel.example',
  })
  await portal.post(`${headers.location}/annulation`, {})
  const client = 'efface1@courriel.example'
  t.equal((await portal.post('/donnees-clients/effacement', { client, confirmed: 'on' })).statusCode, 303)
  t.match(await see(id), 'Envoyer 3 demandes')
  await portal.post(`/paiements/import/${id}/envoi`, {})
  await runAll(id)
  t.equal((await read(id)).status, 'done')
  t.strictSame(await countOf(id), each(2))
  t.match(await see(id), /Lignes non envoyées<\/dt>\s*<dd><strong>1</)
})

t.test('nor is one who is erased while the lines before are being sent (S64)', async (t) => {
  await waitForRoom(hour, 60)
  const id = await start(writeFile(3, 'entretemps'))
  let running: Promise<void> | undefined
  await db.transaction().execute(async (trx) => {
    // The first line waits for this, the next ones for the first.
    await sql`select from merchants where id = ${merchant.id} for update`.execute(trx)
    running = runImport(world.deps, id)
    await eventually(async () => {
      const { rows } = await sql`select from pg_locks where not granted and locktype = 'transactionid'
        and pid in (select pid from pg_stat_activity where datname = current_database())`.execute(db)
      return rows.length > 0
    })
    await sql`update import_rows set ask = null where import_id = ${id} and line = 3`.execute(trx)
  })
  await running
  await runAll(id)
  t.equal((await read(id)).status, 'done')
  t.strictSame(await countOf(id), each(2))
})

t.test('a merchant who closes their account sends nothing more', async (t) => {
  const leaving = await addMerchant(world, 'Boutique C')
  const client = await signIn(world, leaving.email)
  const id = await start(writeFile(3, 'closing'), client)
  await sql`update merchants set closed_at = now() where id = ${leaving.id}`.execute(db)
  await runImport(world.deps, id)
  t.equal((await read(id)).status, 'stopped')
  t.strictSame(await countOf(id), each(0))
})

t.test('with a worker running, an import ends by itself, its messages sent', async (t) => {
  const working = await startWorldOn(t, world.deps.databaseUrl)
  const id = await start(writeFile(40, 'working'))
  await eventually(async () => (await read(id)).status === 'done')
  t.strictSame((await countOf(id)).requests, 40)
  await eventually(async () => {
    const { rows } = await sql`select from local_messages where recipient like 'working%'`.execute(
      working.deps.db,
    )
    return rows.length === 40
  })
})
