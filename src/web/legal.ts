import type { FastifyInstance } from 'fastify'
import type { Config } from '../config/config.ts'
import { paths } from './paths.ts'

/** Pages that the law requires to be readable by everybody. */
export function legalRoutes(app: FastifyInstance, { operator, retentionMonths }: Config): void {
  for (const name of ['legal', 'privacy', 'accessibility'] as const) {
    app.get(paths[name], async (_req, reply) => reply.page(`legal/${name}`, { operator, retentionMonths }))
  }
}
