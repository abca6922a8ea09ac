/** Settling a request otherwise than by its link, and taking that back. */
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'
import { forManagers } from '../../domain/roles.ts'
import { reopenRequest, settleOtherwise } from '../../payments/settle-otherwise.ts'
import type { PaymentRequest } from '../../requests/store.ts'
import { findListQuery } from '../../web/list-address.ts'
import { paths, patterns } from '../../web/paths.ts'

import { describeRequest, refuseChange, requireRequest } from './detail.ts'

interface ById {
  Params: { id: string }
}

export function settlementRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, gateways } = deps

  app.get<ById>(patterns.settlement, forManagers, async (req, reply) => {
    const request = await requireRequest(deps, req.merchant, req.params.id)
    if (request.status === 'pending') return reply.page('requests/settlement', { request })
    return refuseChange(reply, await describeRequest(deps, req.merchant, request, 'not_settleable'))
  })

  app.post<ById>(patterns.settlement, forManagers, async (req, reply) => {
    const { id } = req.params
    const refusal = await settleOtherwise(db, gateways, req.merchant, id, (err) =>
      req.log.error({ err, requestId: id }, 'the gateway did not answer'),
    )
    const request = await requireRequest(deps, req.merchant, id)
    const detail = await describeRequest(deps, req.merchant, request, refusal ?? 'settled_otherwise')
    if (refusal) return refuseChange(reply, detail)
    return reply.outcome('requests/settled', detail, {
      to: paths.request(request, findListQuery(req)),
      notice: 'settled_otherwise',
    })
  })

  app.post<ById>(patterns.reopening, forManagers, async (req, reply) => {
    const refusal = await reopenRequest(db, req.merchant, req.params.id)
    const request = await requireRequest(deps, req.merchant, req.params.id)
    const detail = await describeRequest(deps, req.merchant, request, refusal ?? 'reopened')
    if (refusal) return refuseChange(reply, detail)
    return reply.outcome('requests/_detail', detail, {
      to: paths.request(request, findListQuery(req)),
      notice: 'reopened',
    })
  })
}

declare module '../../web/views.ts' {
  interface Views {
    'requests/settlement': { request: PaymentRequest }
  }
}
