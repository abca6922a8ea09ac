import { type Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { watchPool } from './pool-metrics.ts'
import { preparedNames } from './prepare.ts'
import { RetryingKysely } from './retry.ts'
import type { Database } from './schema.ts'

export type Trx = Transaction<Database>
export type Db = Kysely<Database> | Trx

export interface PoolOptions {
  /** The name of our connections in PostgreSQL's views and log. */
  name?: string
  max?: number
  /** Has no effect with `isPooled`: there, the role has a `statement_timeout` of its own. */
  statementTimeoutMs?: number
  /**
   * The URL leads to a pooler that gives each transaction another session: statements cannot be prepared by name, and
   * nothing can be set for the session.
   */
  isPooled?: boolean
  /**
   * Called when a connection breaks. The pool replaces the connection; a query that was running on it fails by
   * itself.
   */
  onError?: (error: Error) => void
}

export function createPool(url: string, options: PoolOptions = {}): pg.Pool {
  const { name = 'acquit', max = 10, statementTimeoutMs = 15_000, isPooled, onError = () => {} } = options
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max,
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
    ...(isPooled ? {} : { statement_timeout: statementTimeoutMs }),
    types: { getTypeParser },
  })
  pool.on('connect', (client) => {
    // The pool listens for errors only while a client is idle. Without this listener, a connection that breaks while
    // in use would end the process.
    client.on('error', onError)
    askWithOwnPromise(client, isPooled ? noNames : preparedNames)
  })
  pool.on('error', () => {})
  watchPool(pool, name)
  return pool
}

export function connect(pool: pg.Pool): Kysely<Database> {
  return new RetryingKysely<Database>({ dialect: new PostgresDialect({ pool }) })
}

const noNames: ReadonlyMap<string, string> = new Map()

/**
 * Kysely cannot name prepared statements, so we name them here by their text. We also make our own promise from pg's
 * callback: results that come through pg's promises (8.23, on V8 13.6) stay in memory longer, and a long export would
 * grow ten times as much.
 */
function askWithOwnPromise(client: pg.PoolClient, names: ReadonlyMap<string, string>): void {
  const ask: (...asked: unknown[]) => unknown = client.query.bind(client)
  client.query = ((text: string, ...rest: unknown[]) => {
    const name = names.get(text)
    const query = name ? { name, text } : text
    if (typeof rest.at(-1) === 'function') return ask(query, ...rest)
    return new Promise((resolve, reject) => {
      ask(query, ...rest, (error: Error | null, result: unknown) => (error ? reject(error) : resolve(result)))
    })
  }) as typeof client.query
}

/** A `date` has no time zone. As a `Date` it would be the day before for half of the world, so it stays text. */
const getTypeParser: typeof pg.types.getTypeParser = (id: number, format?: 'text' | 'binary') =>
  id === pg.types.builtins.DATE ? (text: string) => text : pg.types.getTypeParser(id, format as 'text')
