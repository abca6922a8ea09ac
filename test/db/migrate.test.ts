import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import t, { type Test } from 'tap'
import { migrate, migrationLock } from '../../src/db/migrate.ts'
import { cloneDatabase, createEmptyDatabase } from '../fixtures/database.ts'

const root = join(import.meta.dirname, '../..')

t.test('of five processes that migrate at once one does it, and all succeed (F17)', async (t) => {
  const url = await createEmptyDatabase(t)
  const runs = await Promise.all([1, 2, 3, 4, 5].map(() => runMigrate({ DATABASE_URL: url })))
  const names = await migrationNames()
  t.strictSame(
    runs.map(({ code, errors }) => code + errors),
    ['0', '0', '0', '0', '0'],
  )
  t.strictSame(runs.map(({ output }) => output).filter(Boolean), [
    names.map((name) => `migration ${name}: Success\n`).join(''),
  ])
  t.strictSame(await recorded(t, url), names)
})

t.test('a migration waits for the session that holds the lock (F17)', async (t) => {
  const url = await createEmptyDatabase(t)
  const client = await open(t, url)
  await client.query('select pg_advisory_lock($1)', [migrationLock])
  const migration = migrate(url)
  await waitFor(client, "select from pg_locks where locktype = 'advisory' and not granted")
  const { rowCount } = await client.query(
    "select from pg_tables where schemaname in ('public', 'graphile_worker')",
  )
  t.equal(rowCount, 0)
  await client.query('select pg_advisory_unlock($1)', [migrationLock])
  await migration
  t.strictSame(await recorded(t, url), await migrationNames())
})

t.test('while one migrates, its session holds the lock, and the next one waits (F17)', async (t) => {
  const url = await createEmptyDatabase(t)
  const client = await open(t, url)
  // The first thing a migration reads. It waits for us there, in the middle of its work.
  await client.query(
    'create table kysely_migration_lock (id varchar(255) primary key, is_locked integer not null default 0)',
  )
  await client.query('begin; lock table kysely_migration_lock')
  const both = Promise.all([migrate(url), migrate(url)])
  const locks = `select granted, count(distinct pid)::integer as sessions from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and datname = current_database() and application_name = 'acquit migrations'
    and ((classid::bigint << 32) | objid::bigint) = ${migrationLock} group by granted order by granted`
  const observer = await open(t, url)
  await waitFor(
    observer,
    `select from pg_locks where relation = 'kysely_migration_lock'::regclass and not granted`,
  )
  await waitFor(observer, `select from (${locks}) l where not granted`)
  t.strictSame((await observer.query(locks)).rows, [
    { granted: false, sessions: 1 },
    { granted: true, sessions: 1 },
  ])
  await client.query('commit')
  await both
  t.strictSame(await recorded(t, url), await migrationNames())
})

t.test('A database that a newer version has migrated is left as it is', async (t) => {
  const url = await cloneDatabase(t)
  const client = await open(t, url)
  await client.query("insert into kysely_migration values ('2099-01-01-later', now())")
  await migrate(url)
  t.ok((await recorded(t, url)).includes('2099-01-01-later'))
})

t.test('A migrated database has the tables of graphile-worker, and nothing left to migrate', async (t) => {
  const url = await cloneDatabase(t)
  const lines: string[] = []
  await migrate(url, (line) => lines.push(line))
  t.strictSame(lines, [])
  const client = await open(t, url)
  t.equal((await client.query('select from graphile_worker.jobs')).rowCount, 0)
})

t.test('Without a DATABASE_URL `npm run migrate` says so in one line', async (t) => {
  const { code, output, errors } = await runMigrate({ DATABASE_URL: '' })
  t.equal(code, 1)
  t.equal(output, '')
  t.match(errors, /^npm run migrate: DATABASE_URL is missing[^\n]*\n$/)
})

t.test('With a server that does not answer `npm run migrate` says so in one line', async (t) => {
  const { code, errors } = await runMigrate({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
  t.equal(code, 1)
  t.match(errors, /^npm run migrate: [^\n]*ECONNREFUSED[^\n]*\n$/)
})

async function runMigrate(env: Record<string, string>) {
  const child = spawn(process.execPath, ['src/db/migrate.ts'], { cwd: root, env: { ...process.env, ...env } })
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode, output, errors }
}

async function migrationNames(): Promise<string[]> {
  return (await readdir(join(root, 'migrations'))).map((file) => file.replace('.ts', '')).sort()
}

async function recorded(t: Test, url: string): Promise<string[]> {
  const client = await open(t, url)
  const { rows } = await client.query('select name from kysely_migration order by name')
  return rows.map(({ name }) => name)
}

async function open(t: Test, url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  t.teardown(() => client.end())
  return client
}

async function waitFor(client: pg.Client, query: string): Promise<void> {
  while ((await client.query(query)).rowCount === 0) await setTimeout(10)
}
