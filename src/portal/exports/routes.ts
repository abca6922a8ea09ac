/** Exports the list with the filter of the page. */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { findToday } from '../../db/clock.ts'
import type { Deps } from '../../deps.ts'
import { parseFilter, readFilter } from '../../domain/list-filter.ts'
import { changedBy } from '../../web/own-changes.ts'
import { paths } from '../../web/paths.ts'
import { exportRequests } from './export.ts'

export function exportRoutes(app: FastifyInstance, deps: Deps): void {
  // No HEAD route: it would read the whole list and drop it.
  app.get(paths.export, { exposeHeadRoute: false }, async (req, reply) => {
    const values = readFilter(req.query)
    const parsed = parseFilter(values)
    // The page of the list shows what is wrong with the filter.
    if (!parsed.ok) return reply.redirect(paths.filtered(values), 303)
    const name = `paiements-${await findToday(deps.db)}`
    return sendFile(reply, name, exportRequests(deps, req.merchant, parsed.value, changedBy(req)))
  })
}

export function sendFile(reply: FastifyReply, name: string, pieces: AsyncGenerator<string>): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8')
    .header('Content-Disposition', `attachment; filename="${name}.csv"`)
    .send(Readable.from(pieces, { highWaterMark: 1 }))
}
