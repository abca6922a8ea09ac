/** Settling a request otherwise than by its link, and taking that back. */
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'
import { forManagers } from '../../domain/roles.ts'
import { reopenRequest, settleOtherwise } from '../../payments/settle-otherwise.ts'
import type { PaymentRequest } from '../../requests/store.ts'
import { patterns } from '../../web/patterns.ts'
import { refuseChange, showChange } from './change-replies.ts'
import { requireRequest } from './detail.ts'

interface ById {
  Params: { id: string }
}

export function settlementRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, gateways } = deps

  app.get<ById>(patterns.settlement, forManagers, async (req, reply) => {
    const request = await requireRequest(deps, req.merchant, req.params.id)
    if (request.status === 'pending') return reply.page('requests/settlement', { request })
    return refuseChange(deps, req, reply, 'not_settleable')
  })

  app.post<ById>(patterns.settlement, forManagers, async (req, reply) => {
    const { id } = req.params
    const refusal = await settleOtherwise(db, gateways, req.merchant, id, (err) =>
      req.log.error({ err, requestId: id }, 'the gateway did not answer'),
    )
    if (refusal) return refuseChange(deps, req, reply, refusal)
    return showChange(deps, req, reply, 'settled_otherwise')
  })

  app.post<ById>(patterns.reopening, forManagers, async (req, reply) => {
    const refusal = await reopenRequest(db, req.merchant, req.params.id)
    return refusal ? refuseChange(deps, req, reply, refusal) : showChange(deps, req, reply, 'reopened')
  })
}

declare module '../../web/views.ts' {
  interface Views {
    'requests/settlement': { request: PaymentRequest }
  }
}
