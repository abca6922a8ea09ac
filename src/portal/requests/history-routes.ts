/** The older lines of a request's history. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import type { PaymentRequest } from '../../requests/store.ts'
import { patterns } from '../../web/patterns.ts'
import { requireRequest } from './detail.ts'
import { describeHistory } from './history.ts'

/** The id of an event. One that we did not write in a link is left out, and the newest lines are shown. */
const position = z.object({
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
})

export function historyRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Params: { id: string } }>(patterns.history, async (req, reply) => {
    const request = await requireRequest(deps, req.merchant, req.params.id)
    const { before } = position.parse(req.query)
    const shown = await describeHistory(deps.db, req.merchant.id, request.id, before)
    return reply.page('requests/history', { request, ...shown, now: new Date() })
  })
}

declare module '../../web/views.ts' {
  interface Views {
    'requests/history': Awaited<ReturnType<typeof describeHistory>> & { request: PaymentRequest; now: Date }
  }
}
