/** What a prepared query may do with its parameters, which it does not know when it is built. */
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely'
import t from 'tap'
import { prepare } from '../../src/db/prepare.ts'
import type { Database } from '../../src/db/schema.ts'

const db = new Kysely<Database>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (one) => new PostgresIntrospector(one),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

t.test('a parameter is passed on as a value', async (t) => {
  const find = prepare(({ days }: { days: number }) => sql`select ${days}`)
  t.strictSame(await find(db, { days: 3 }), [])
})

t.test('one that is compared, calculated with or put into a text fails at once', async (t) => {
  const wrong = [
    ({ days }: { days: number }) => sql`select ${days > 1 ? 'many' : 'one'}`,
    ({ days }: { days: number }) => sql`select ${days + 1}`,
    ({ days }: { days: number }) => sql`select ${`${days} days`}`,
  ]
  for (const build of wrong)
    await t.rejects(prepare(build)(db, { days: 3 }), /the value of "days" is not known when/)
})
