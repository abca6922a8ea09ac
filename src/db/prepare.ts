/** Queries asked for every page and every payment: built once a process, planned once a connection. */
import type { CompiledQuery } from 'kysely'
import type { Db } from './connect.ts'

/** By its text, the name under which PostgreSQL keeps a query and its plan: `connect.ts` asks for it by that. */
export const preparedNames = new Map<string, string>()

interface Query<Row> {
  compile(db: Db): CompiledQuery<Row>
}

class StandIn {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/**
 * `build` is called once, with stand-ins: it may only pass its parameters on, as values. What it selects is named one by
 * one: the kept plan of a `*` is refused once a migration has added a column.
 */
export function prepare<Params extends object, Row>(
  build: (params: Params, db: Db) => Query<Row>,
): (db: Db, params: Params) => Promise<Row[]> {
  let built: CompiledQuery<Row> | undefined
  return async (db, params) => {
    built ??= compile(build, db)
    const parameters = built.parameters.map((value) =>
      value instanceof StandIn ? params[value.name as keyof Params] : value,
    )
    return (await db.executeQuery<Row>({ ...built, parameters })).rows
  }
}

function compile<Params extends object, Row>(build: (params: Params, db: Db) => Query<Row>, db: Db) {
  const standIns = new Proxy({} as Params, { get: (_, name) => new StandIn(String(name)) })
  const built = build(standIns, db).compile(db)
  preparedNames.set(built.sql, `acquit_${preparedNames.size}`)
  return built
}
