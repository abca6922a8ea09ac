/** Operations: what moved, by the day it moved, as a page and as a file. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { findToday } from '../../db/clock.ts'
import type { Deps } from '../../deps.ts'
import { type OperationValues, parseOperationFilter, readOperationFilter } from '../../domain/operation.ts'
import type { Catalogue, ProblemsOf } from '../../i18n/catalogues.ts'
import { changedBy } from '../../web/own-changes.ts'
import { paths } from '../../web/paths.ts'
import { sendFile } from '../exports/routes.ts'
import { describeOperations, exportOperations } from './operations.ts'

export function operationRoutes(app: FastifyInstance, deps: Deps): void {
  app.get(paths.operations, async (req, reply) => {
    const { after } = z.object({ after: z.string().optional() }).parse(req.query)
    const values = readOperationFilter(req.query)
    const parsed = parseOperationFilter(values)
    if (!parsed.ok) return reply.code(422).page('operations/operations', { values, errors: parsed.errors })
    const shown = await deps.read(changedBy(req), (db) =>
      describeOperations(db, req.merchant, parsed.value, after),
    )
    return reply.page('operations/operations', { ...shown, values, errors: {} })
  })

  // No HEAD route: it would read all operations and drop them.
  app.get(paths.operationsFile, { exposeHeadRoute: false }, async (req, reply) => {
    const values = readOperationFilter(req.query)
    const parsed = parseOperationFilter(values)
    // The page shows what is wrong with the filter.
    if (!parsed.ok) return reply.redirect(paths.filtered(values, paths.operations), 303)
    const name = `operations-${await findToday(deps.db)}`
    return sendFile(reply, name, exportOperations(deps, req.merchant, parsed.value, changedBy(req)))
  })
}

declare module '../../web/views.ts' {
  interface Views {
    'operations/operations': Partial<Awaited<ReturnType<typeof describeOperations>>> & {
      values: OperationValues
      errors: ProblemsOf<OperationValues, Catalogue['operations']['problems']>
    }
  }
}
