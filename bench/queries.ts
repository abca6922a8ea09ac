import { Kysely, PostgresDialect } from 'kysely'
import type { Pool } from 'pg'
import type { Database } from '../src/db/schema.ts'

interface Query {
  text: string
  parameters: readonly unknown[]
}

/** Runs `ask`, and returns the queries it has sent, so that a bare server can send the same. */
export async function catchQueries(
  pool: Pool,
  ask: (db: Kysely<Database>) => Promise<unknown>,
): Promise<Query[]> {
  const queries: Query[] = []
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => {
      queries.push({ text: query.sql, parameters: query.parameters })
    },
  })
  await ask(db)
  return queries
}
