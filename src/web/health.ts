import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { paths } from './paths.ts'

/**
 * Alive when it answers, ready when the database answers and can be written to. It says nothing else. While the
 * database is read-only (a standby that waits for its promotion), pages can be read and changes answer 503.
 */
export function healthRoutes(app: FastifyInstance, { db }: Deps): void {
  app.get(paths.health, async (req, reply) => {
    try {
      const { rows } = await sql<{ is_read_only: boolean }>`
        select current_setting('transaction_read_only')::boolean as is_read_only`.execute(db)
      if (!rows[0]!.is_read_only) return reply.type('text/plain').send('ok')
      return reply.code(503).type('text/plain').send('read-only')
    } catch (err) {
      req.log.error({ err }, 'the database does not answer')
      return reply.code(503).type('text/plain').send('unavailable')
    }
  })
}
