/** The whole database as text: what a test compares before and after, or searches for what must not be there. */
import { sql } from 'kysely'
import type { World } from '../fixtures/app.ts'

type Tables = Record<string, string>

/** Every table of every schema of ours: business, accounts, the test bank's books, the job queue. */
export async function dumpTables({ deps: { db } }: World): Promise<Tables> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
    order by 1`.execute(db)
  const dumped = rows.map(async ({ name }) => [name, await dumpTable(name)] as const)
  return Object.fromEntries(await Promise.all(dumped))

  async function dumpTable(name: string): Promise<string> {
    const all = await sql<{
      text: string
    }>`select t::text as text from ${sql.raw(name)} t order by 1`.execute(db)
    return all.rows.map(({ text }) => text).join('\n')
  }
}

/** All but what counts how often, and when a session was last used: neither changes anybody's business. */
export async function dumpBusiness(world: World): Promise<Tables> {
  const { 'public.rate_counts': _, ...tables } = await dumpTables(world)
  const sessions = await world.deps.db.selectFrom('sessions').selectAll().orderBy('id').execute()
  const used = sessions.map(({ last_seen_at, ...session }) => session)
  return { ...tables, 'public.sessions': JSON.stringify(used) }
}

export async function forgetCounts({ deps: { db } }: World): Promise<void> {
  await db.deleteFrom('rate_counts').execute()
}
