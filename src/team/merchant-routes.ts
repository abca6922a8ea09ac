/** A person's merchants: which of them this session looks at. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { NotFound } from '../web/errors.ts'
import { paths } from '../web/paths.ts'
import { chooseMerchant } from './store.ts'

const choiceForm = z.object({ merchant: z.string().default('') })

export function merchantRoutes(app: FastifyInstance, { db }: Deps): void {
  app.post(paths.merchantChoice, async (req, reply) => {
    const { merchant } = choiceForm.parse(req.body ?? {})
    const { userId, sessionId } = req.merchant
    if (!(await chooseMerchant(db, merchant, userId, sessionId))) throw new NotFound()
    return reply.redirect(paths.requests, 303)
  })
}
