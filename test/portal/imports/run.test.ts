import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import t from 'tap'
import { limits, limitsOfFiles } from '../../../src/domain/limits.ts'
import { recoverImports, runImport } from '../../../src/portal/imports/run.ts'
import { addMerchant, eventually, startWorld, startWorldOn } from '../../fixtures/app.ts'
import { goodForm, signIn } from '../../fixtures/client.ts'
import { fileOf, writeFile } from '../../fixtures/imports/files.ts'
import { runJobs, seeImport } from '../../fixtures/imports/runs.ts'
import { countMade, hour, oneOfEach, readImport, startImport } from '../../fixtures/imports/started.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'
import { waitForRoom } from '../../fixtures/security/wire.ts'

const victim = fileURLToPath(new URL('../../fixtures/imports/victim.ts', import.meta.url))
const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.beforeEach(() => forgetCounts(world))

const setCount = (limit: string, count: number) =>
  db.updateTable('rate_counts').set({ count }).where('key', 'like', `${limit}-in-test:%`).execute()

/** Ends the window of every limit. */
async function passTime(id: string): Promise<void> {
  await forgetCounts(world)
  await db.updateTable('imports').set({ resumes_at: new Date() }).where('id', '=', id).execute()
}

t.test('killed five times on its way, an import asks each customer once, and is finished (F9)', async (t) => {
  await waitForRoom(hour, 60)
  const id = await startImport(world, portal, writeFile(200, 'killed'))
  for (const after of [1, 30, 61, 90, 130]) {
    const child = spawn(process.execPath, [victim, world.deps.databaseUrl, id], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    await eventually(async () => (await countMade(db, id)).requests >= after)
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  t.equal((await readImport(db, id)).status, 'running')
  t.ok((await countMade(db, id)).requests < 200)
  // The job is lost: the sweep finds the import after two minutes.
  await sql`delete from graphile_worker._private_jobs`.execute(db)
  await sql`update imports set resumes_at = now() - interval '3 minutes' where id = ${id}`.execute(db)
  await recoverImports(db)
  await recoverImports(db)
  const { rows } = await sql`select from graphile_worker.jobs where key = ${`import ${id}`}`.execute(db)
  t.equal(rows.length, 1)
  await runJobs(world, id)
  t.strictSame(await countMade(db, id), oneOfEach(200))
  t.equal((await readImport(db, id)).status, 'done')
})

t.test('two workers at once send each line once (F11)', async (t) => {
  const other = await startWorldOn(t, world.deps.databaseUrl, { jobs: false })
  const id = await startImport(world, portal, writeFile(60, 'two'))
  await Promise.all([
    runJobs(world, id),
    runJobs(world, id),
    runImport(other.deps, id),
    runImport(other.deps, id),
  ])
  await runJobs(world, id)
  t.strictSame(await countMade(db, id), oneOfEach(60))
  t.equal((await readImport(db, id)).status, 'done')
})

t.test(
  'at the hourly limit the rest waits, the page says until when, and it goes on by itself (S60)',
  async (t) => {
    await waitForRoom(hour, 60)
    const id = await startImport(world, portal, writeFile(5, 'hourly'))
    await portal.post('/paiements', {
      amount: '10',
      channel: 'email',
      email: 'x@courriel.example',
      description: 'F',
    })
    await setCount('creations', limitsOfFiles.creations.most - 2)
    await runJobs(world, id)
    t.strictSame(await countMade(db, id), oneOfEach(2))
    t.match(await portal.post('/paiements', goodForm), { statusCode: 303 }, 'by hand one still asks')
    t.equal(limits.creations.most - limitsOfFiles.creations.most, 100)
    const { status, resumes_at } = await readImport(db, id)
    t.equal(status, 'running')
    t.ok(resumes_at! > new Date() && resumes_at!.getTime() < Date.now() + 3_700_000)
    t.match(await seeImport(portal, id), /La suite part d’elle-même\u00a0: /)
    await recoverImports(db)
    const { rows } = await sql<{
      run_at: Date
    }>`select run_at from graphile_worker.jobs where key = ${`import ${id}`}`.execute(db)
    t.equal(rows.length, 1)
    t.ok(rows[0]!.run_at > new Date(Date.now() + 1000), 'not before')
    await passTime(id)
    await runJobs(world, id)
    t.strictSame(await countMade(db, id), oneOfEach(5))
  },
)

t.test('at the daily limit of SMS the rest waits too (S60)', async (t) => {
  const id = await startImport(
    world,
    portal,
    fileOf(...[1, 2, 3].map((n) => `10;06 12 34 56 0${n};fr;Facture;;`)),
  )
  await sql`insert into rate_counts (key, window_start, count)
    select key, date_bin('1 day', now(), timestamptz '2026-01-01'), ${limitsOfFiles.texts.most}
    from (select 'texts:' || translate(rtrim(encode(sha256(${merchant.id}::bytea), 'base64'), '='), '+/', '-_') as key) k`.execute(
    db,
  )
  await runJobs(world, id)
  t.equal((await countMade(db, id)).requests, 0)
  t.match(await seeImport(portal, id), 'Une limite est atteinte')
  await passTime(id)
  await runJobs(world, id)
  t.strictSame(await countMade(db, id), oneOfEach(3))
})

t.test('with a worker running, an import ends by itself, its messages sent', async (t) => {
  const working = await startWorldOn(t, world.deps.databaseUrl)
  const id = await startImport(world, portal, writeFile(40, 'working'))
  await eventually(async () => (await readImport(db, id)).status === 'done')
  t.strictSame((await countMade(db, id)).requests, 40)
  await eventually(async () => {
    const { rows } = await sql`select from local_messages where recipient like 'working%'`.execute(
      working.deps.db,
    )
    return rows.length === 40
  })
})
