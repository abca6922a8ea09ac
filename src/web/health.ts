import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { paths } from './paths.ts'

/** Alive when it answers, ready when the database answers. It says nothing else. */
export function healthRoutes(app: FastifyInstance, { db }: Deps): void {
  app.get(paths.health, async (req, reply) => {
    try {
      await sql`select 1`.execute(db)
      return reply.type('text/plain').send('ok')
    } catch (err) {
      req.log.error({ err }, 'the database does not answer')
      return reply.code(503).type('text/plain').send('unavailable')
    }
  })
}
