/** The disk that holds the database is full, and then no longer. Mounting a small one needs root. */
import { execFile } from 'node:child_process'
import { chmod, mkdtemp, open, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { newToken } from '../../src/domain/ids.ts'
import { addMerchant, eventually, startWorldOn } from '../fixtures/app.ts'
import { createClient, createRequest, goodCard, goodForm, permalinkOf, signIn } from '../fixtures/client.ts'
import { cloneDatabase } from '../fixtures/database.ts'
import { recover } from '../fixtures/faults/killed.ts'
import { times } from '../fixtures/faults/race.ts'
import { runOn } from '../fixtures/postgres.ts'

t.setTimeout(180_000)
const run = promisify(execFile)
/** PostgreSQL runs as `nobody` when we are root. */
const owner = 'uid=65534,gid=65534,mode=700'

/** A disk of 96 MB. */
async function mountDisk(t: Test): Promise<string> {
  const folder = await mkdtemp('/var/tmp/acquit-disk-')
  await chmod(folder, 0o755)
  await run('mount', ['-t', 'tmpfs', '-o', `size=96m,${owner}`, 'none', folder])
  t.teardown(async () => {
    await run('umount', [folder])
    await rmdir(folder)
  })
  return folder
}

async function fill(file: string): Promise<void> {
  const ballast = await open(file, 'w')
  try {
    for (const size of [1_048_576, 4_096])
      for (let isFull = false; !isFull; )
        isFull =
          (await ballast.write(Buffer.alloc(size)).catch(() => ({ bytesWritten: 0 }))).bytesWritten < size
  } finally {
    await ballast.close()
  }
}

const disk = await mountDisk(t)
const server = await cloneDatabase(t)
await runOn(server, `create tablespace small location '${disk}'`)
t.teardown(() => runOn(server, 'drop tablespace small'))
const world = await startWorldOn(t, await cloneDatabase(t, 'small'))
const { db } = world.deps
const portal = await signIn(world, (await addMerchant(world)).email)
const customer = createClient(world)
const id = await createRequest(portal)
const link = await permalinkOf(portal, id)
const ballast = join(disk, 'ballast')

let asked = 0
const ask = async () => {
  asked += 1
  const form = { ...goodForm, email: `client${asked}@courriel.example`, description: newToken().repeat(3) }
  return (await portal.post('/paiements', form)).statusCode
}
const countSent = async () => {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from local_messages
    where recipient like 'client%'`.execute(db)
  return rows[0]!.n
}
const readAll = async (t: Test) => {
  for (const path of ['/paiements', `/paiements/${id}`, '/paiements.csv', '/activite'])
    t.equal((await portal.get(path)).statusCode, 200, path)
  t.match((await customer.get(link)).body, 'data-state="payable"')
}

t.test(
  'while it is full, changes are 503, pages are read, and the log stays short; then all goes on (F12)',
  async (t) => {
    await sql`update sessions set last_seen_at = now() - interval '5 minutes'`.execute(db)
    await fill(ballast)
    const answers: number[] = []
    // What is left of pages that are open takes some more.
    while (!answers.includes(503) && answers.length < 2_000) answers.push(await ask())
    t.strictSame([...new Set(answers)].sort(), [303, 503])
    await readAll(t)

    world.log.length = 0
    const tries = await Promise.all(times(20).map(ask))
    answers.push(...tries)
    t.ok(tries.includes(503))
    t.notOk(tries.includes(500))
    t.ok(world.log.length < 20 * 4 + 40, `${world.log.length} lines`)
    t.ok([303, 503].includes((await customer.post(`${link}/paiement`, goodCard)).statusCode))

    await rm(ballast)
    await eventually(async () => (await ask()) === 303)
    answers.push(303)
    await recover(world)
    await customer.post(`${link}/paiement`, goodCard)
    t.match((await customer.get(link)).body, 'data-state="paid"')
    const created = answers.filter((status) => status === 303).length
    await eventually(async () => (await countSent()) >= created)
    t.equal(await countSent(), created)
  },
)
