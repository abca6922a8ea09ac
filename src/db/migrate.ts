import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runMigrations } from 'graphile-worker'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'
import { connect, createPool } from './connect.ts'

const folder = join(import.meta.dirname, '../../migrations')
const tenMinutesMs = 600_000
/** The number is arbitrary, but every version of Acquit must take the same one. */
export const migrationLock = 7_228_548_190

/**
 * Brings our schema and graphile-worker's up to date. Any number of processes may call it at once: one migrates while
 * the others wait. The lock belongs to the session, so `url` must not lead through a pooler that shares sessions.
 */
export async function migrate(url: string, log: (line: string) => void = () => {}): Promise<void> {
  const holder = new pg.Client({
    connectionString: url,
    application_name: 'acquit migrations',
    connectionTimeoutMillis: 3_000,
    lock_timeout: tenMinutesMs,
  })
  // If this connection breaks, another process may start to migrate meanwhile: Kysely and graphile-worker can both
  // cope with that.
  holder.on('error', () => {})
  try {
    await holder.connect()
    await holder.query('select pg_advisory_lock($1)', [migrationLock])
    await migrateAll(url, log)
  } finally {
    await holder.end()
  }
}

async function migrateAll(url: string, log: (line: string) => void): Promise<void> {
  const pool = createPool(url, { name: 'acquit migrations', max: 1, statementTimeoutMs: tenMinutesMs })
  const db = connect(pool)
  try {
    const migrator = new Migrator({ db, provider: { getMigrations } })
    const { error, results = [] } = (await isDone(migrator)) ? {} : await migrator.migrateToLatest()
    for (const { migrationName, status } of results) log(`migration ${migrationName}: ${status}`)
    if (error) throw error
    await runMigrations({ pgPool: pool })
  } finally {
    await db.destroy()
  }
}

/** A newer version may have migrated further. Kysely would refuse that, for it misses the file. */
async function isDone(migrator: Migrator): Promise<boolean> {
  return (await migrator.getMigrations()).every(({ executedAt }) => executedAt)
}

async function getMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts'))
  const load = (file: string): Promise<Migration> => import(pathToFileURL(join(folder, file)).href)
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file.replace(/\.ts$/, ''), await load(file)])),
  )
}

if (import.meta.main) {
  const say = (line: string) => process.stdout.write(`${line}\n`)
  try {
    const url = process.env.DATABASE_DIRECT_URL || process.env.DATABASE_URL
    if (!url) throw new Error('DATABASE_URL is missing: postgres://user:password@host/name')
    await migrate(url, say)
  } catch (error) {
    const { message, code } = error as Error & { code?: string }
    process.stderr.write(`npm run migrate: ${message.split('\n')[0] || code}\n`)
    process.exitCode = 1
  }
}
