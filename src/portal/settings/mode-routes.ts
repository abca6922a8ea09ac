/** Mode test, mode réel: which of the two lists this person looks at. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changeMode } from '../../accounts/team/store.ts'
import type { Deps } from '../../deps.ts'
import { paths } from '../../web/paths.ts'

const modeForm = z.object({ mode: z.enum(['test', 'live']).catch('test') })

export function modeRoutes(app: FastifyInstance, { db }: Deps): void {
  app.post(paths.mode, async (req, reply) => {
    const { mode } = modeForm.parse(req.body ?? {})
    await changeMode(db, req.merchant.id, req.merchant.userId, mode)
    return reply.redirect(paths.requests, 303)
  })
}
