import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { preparedNames } from './prepare.ts'
import type { Database } from './schema.ts'

export type Trx = Transaction<Database>
export type Db = Kysely<Database> | Trx

export interface PoolOptions {
  /** How the server names us in its views and its log. */
  name?: string
  max?: number
  statementTimeoutMs?: number
  /** Told of connections that break; the pool replaces them, and a query that was running fails by itself. */
  onError?: (error: Error) => void
}

export function createPool(url: string, options: PoolOptions = {}): pg.Pool {
  const { name = 'acquit', max = 10, statementTimeoutMs = 15_000, onError = () => {} } = options
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max,
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
    statement_timeout: statementTimeoutMs,
    types: { getTypeParser },
  })
  pool.on('connect', (client) => {
    // The pool listens to a client only while it is idle: lent out, a broken connection would end the process.
    client.on('error', onError)
    askByName(client)
  })
  pool.on('error', () => {})
  return pool
}

export function connect(pool: pg.Pool): Kysely<Database> {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
}

/**
 * Kysely knows no names. And what pg's own promises have brought is not collected while it is young (8.23, V8 13.6): by
 * its callbacks a long export grows by a tenth of that.
 */
function askByName(client: pg.PoolClient): void {
  const ask: (...asked: unknown[]) => unknown = client.query.bind(client)
  client.query = ((text: string, ...rest: unknown[]) => {
    const name = preparedNames.get(text)
    const query = name ? { name, text } : text
    if (typeof rest.at(-1) === 'function') return ask(query, ...rest)
    return new Promise((resolve, reject) => {
      ask(query, ...rest, (error: Error | null, result: unknown) => (error ? reject(error) : resolve(result)))
    })
  }) as typeof client.query
}

/** A `date` has no time zone: as a Date it would be the day before for half the world. */
const getTypeParser: typeof pg.types.getTypeParser = (id: number, format?: 'text' | 'binary') =>
  id === pg.types.builtins.DATE ? (text: string) => text : pg.types.getTypeParser(id, format as 'text')
