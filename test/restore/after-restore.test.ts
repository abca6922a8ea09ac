/** A backup that is restored. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { queueAccountLetter } from '../../src/accounts/letters/letters.ts'
import { giveUpOld } from '../../src/restore/release.ts'
import { holdBack, holdIfRestored } from '../../src/restore/store.ts'
import { addMerchant, eventually, startWorld, startWorldOn, type World } from '../fixtures/app.ts'
import { createRequest, signIn } from '../fixtures/client.ts'
import { readMessage } from '../fixtures/messages/delivering.ts'
import { askedFor, bringDay } from '../fixtures/messages/planned.ts'

t.test('a database that was not restored holds nothing back', async (t) => {
  const world = await startWorld(t)
  await startWorldOn(t, world.deps.databaseUrl)
  t.equal(await holdIfRestored(world.deps.db), false)
  t.match(await runAfterRestore(world), { code: 0, output: 'Nothing is held back.\n' })
})

t.test(
  'after a restore nothing older leaves before the operator says so, who is told what (F31)',
  async (t) => {
    const { world, portal, restored } = await restore(t)
    const { db } = world.deps
    await createRequest(portal, { email: 'new@courriel.example' })
    await pause(2_000)
    t.strictSame(await recipients(world), [], 'nothing leaves')
    t.match(restored.log.join(''), /this database was restored/)
    const { output } = await runAfterRestore(world)
    t.match(output, /^Held back since 20[^\n]+:\n/)
    t.match(output, /request by email to old@courriel\.example, about pay_/)
    t.match(output, /letter about an account: password_changed/)
    t.notMatch(output, 'new@courriel.example')

    t.equal((await runAfterRestore(world, '--give-up')).code, 0)
    await eventually(async () => (await recipients(world)).length === 1)
    await pause(1_500)
    t.strictSame(await recipients(world), ['new@courriel.example'])
    const old = await db
      .selectFrom('messages')
      .select('status')
      .where('recipient', '=', 'old@courriel.example')
      .execute()
    t.strictSame(old, [{ status: 'uncertain' }], 'the merchant decides')
    t.match(await runAfterRestore(world), { output: 'Nothing is held back.\n' })
  },
)

t.test('the operator may let everything leave (F31)', async (t) => {
  const { world } = await restore(t)
  await runAfterRestore(world, '--send')
  await eventually(async () => (await recipients(world)).length === 2)
  t.ok((await recipients(world)).includes('old@courriel.example'))
})

t.test('what was to leave on a day that had not come still waits for it (F31)', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const portal = await signIn(world, (await addMerchant(world)).email)
  const { db } = world.deps
  const { message: waiting } = await askedFor(world, portal, 20)
  const { id, message: due } = await askedFor(world, portal, 20)
  await bringDay(db, id, '1 minute')
  await holdBack(db)
  await giveUpOld(db)
  t.equal((await readMessage(db, waiting.id)).status, 'queued')
  t.equal((await readMessage(db, due.id)).status, 'uncertain')
})

t.test('a restore that nothing shows is held by hand (F31)', async (t) => {
  const world = await startWorld(t, { jobs: false })
  await holdBack(world.deps.db)
  t.equal(await holdIfRestored(world.deps.db), true)
})

/** As `pg_restore` leaves it: every table is new. Here one that knows another database is enough. */
async function restore(t: Test) {
  const world = await startWorld(t, { jobs: false })
  const { db } = world.deps
  const { email, userId } = await addMerchant(world)
  const portal = await signIn(world, email)
  await createRequest(portal, { email: 'old@courriel.example' })
  await db.transaction().execute((trx) => queueAccountLetter(trx, { kind: 'password_changed', userId }))
  await holdIfRestored(db)
  await sql`update restore_guard set database_id = 'another'`.execute(db)
  const restored = await startWorldOn(t, world.deps.databaseUrl)
  return { world, portal, restored }
}

async function recipients({ deps: { db } }: World): Promise<string[]> {
  const rows = await db.selectFrom('local_messages').select('recipient').orderBy('id').execute()
  return rows.map(({ recipient }) => recipient)
}

async function runAfterRestore({ deps }: World, ...args: string[]) {
  const command = spawn(process.execPath, ['src/restore/after-restore.ts', ...args], {
    cwd: join(import.meta.dirname, '../..'),
    env: { PATH: process.env.PATH, APP_SECRET: 'x'.repeat(32), DATABASE_URL: deps.databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [output] = await Promise.all([text(command.stdout), once(command, 'close')])
  return { code: command.exitCode, output }
}
