/** The database: whether it is there, is ours, and is up to date. */
import { readdir } from 'node:fs/promises'
import { isLoopback } from '../config/addresses.ts'
import type { Db } from '../db/connect.ts'
import { describeTrouble } from '../db/trouble.ts'
import { doubtful, type Finding, fine, wrong } from './finding.ts'
import { hasTimeLimit, keepsUp, listMigrations, readConnection } from './store.ts'

/** PostgreSQL 14 gets no more corrections; 18 is the one that is tested. */
const [oldest, tested] = [15, 18]

export async function checkDatabase(databaseUrl: string, db: Db): Promise<Finding> {
  const { hostname, port } = new URL(databaseUrl)
  try {
    const { user, is_encrypted, is_read_only } = await readConnection(db)
    const said = `The database at ${hostname}:${port || 5432} answers to the user ${user}`
    if (is_read_only)
      return wrong(`${said}, but takes no changes`, 'Promote it, or point DATABASE_URL at the primary')
    if (is_encrypted || isLoopback(hostname))
      return fine(`${said}${is_encrypted ? ', over TLS' : ', on this machine'}`)
    return doubtful(
      `${said} without TLS`,
      'Add ?sslmode=verify-full to DATABASE_URL, unless the network is your own',
    )
  } catch (error) {
    const trouble = describeTrouble(databaseUrl, error)
    if (!trouble) throw error
    return wrong(trouble.sentence, 'Start the database, or correct DATABASE_URL')
  }
}

/** Without a replica that keeps up, everything is read from the primary. */
export async function checkReplica(replicaUrl: string, replica: Db, primary: Db): Promise<Finding> {
  const { hostname, port } = new URL(replicaUrl)
  const place = `The replica at ${hostname}:${port || 5432}`
  try {
    const { is_read_only } = await readConnection(replica)
    if (!is_read_only)
      return wrong(
        `${place} takes changes: it is no replica`,
        'Correct DATABASE_REPLICA_URL, or leave it out',
      )
    if (await keepsUp(primary, replica)) return fine(`${place} keeps up`)
    return doubtful(
      `${place} is more than three seconds behind, so it is not read`,
      'Look at pg_stat_replication on the primary',
    )
  } catch (error) {
    const trouble = describeTrouble(replicaUrl, error)
    if (!trouble) throw error
    return doubtful(trouble.sentence, 'Start the replica, or leave DATABASE_REPLICA_URL out')
  }
}

/** Through a pooler of transactions we cannot set the limit of a session. */
export async function checkTimeLimit(db: Db): Promise<Finding> {
  if (await hasTimeLimit(db)) return fine('The database ends statements that take too long')
  return doubtful(
    'The database lets our statements run for ever: one that is stuck keeps its connection',
    "As the owner of the database: alter role USER set statement_timeout = '15s'",
  )
}

export async function checkVersion(db: Db): Promise<Finding> {
  const version = Math.floor((await readConnection(db)).version / 10_000)
  if (version >= tested) return fine(`It is PostgreSQL ${version}`)
  const upgrade = `Upgrade to PostgreSQL ${tested}`
  if (version >= oldest)
    return doubtful(`It is PostgreSQL ${version}; ${tested} is the one that is tested`, upgrade)
  return wrong(`It is PostgreSQL ${version}, which is too old`, upgrade)
}

export async function checkMigrations(db: Db, folder: string): Promise<Finding> {
  const known = (await readdir(folder))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3))
  const done = await listMigrations(db)
  const missing = known.filter((name) => !done.includes(name))
  const newer = done.filter((name) => !known.includes(name))
  if (newer.length > 0)
    return wrong(
      `The database is newer than this code: it has ${newer.join(', ')}`,
      'Deploy the code of that version',
    )
  if (missing.length > 0)
    return wrong(`Migrations that have not run: ${missing.join(', ')}`, 'npm run migrate')
  return fine(`All ${known.length} migrations have run`)
}
