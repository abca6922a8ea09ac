/**
 * Prepared queries, for what every page and every payment asks: built once for each process, planned once for each
 * connection.
 */
import type { CompiledQuery } from 'kysely'
import type { Db } from './connect.ts'

/** The name of each prepared statement, by its SQL text. `connect.ts` sends the name with the query. */
export const preparedNames = new Map<string, string>()

interface Query<Row> {
  compile(db: Db): CompiledQuery<Row>
}

class StandIn {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }

  /** Comparing it, calculating with it or putting it into a string would use the stand-in, not the value. */
  [Symbol.toPrimitive](): never {
    throw new TypeError(`the value of "${this.name}" is not known when a query is prepared`)
  }
}

/**
 * `build` is called once, with stand-ins for the parameters: it may pass them on as values, but never test them. A
 * stand-in is an object, so `if (params.x)` would always be true.
 * Select columns by name: PostgreSQL refuses the kept plan of a `select *` once a migration has added a column.
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
