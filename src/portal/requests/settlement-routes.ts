/** Settling a request otherwise than by its link, and taking that back. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Deps } from '../../deps.ts'
import { forManagers } from '../../domain/roles.ts'
import { reopenRequest, settleOtherwise } from '../../payments/settle-otherwise.ts'
import type { PaymentRequest } from '../../requests/store.ts'
import { paths, patterns } from '../../web/paths.ts'

import { describeRequest, requireRequest } from './detail.ts'

interface ById {
  Params: { id: string }
}

export function settlementRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, gateways } = deps

  app.get<ById>(patterns.settlement, forManagers, async (req, reply) => {
    const request = await requireRequest(deps, req.merchant, req.params.id)
    if (request.status === 'pending') return reply.page('requests/settlement', { request })
    return refuse(reply, await describeRequest(deps, req.merchant, request, 'not_settleable'))
  })

  app.post<ById>(patterns.settlement, forManagers, async (req, reply) => {
    const { id } = req.params
    const refusal = await settleOtherwise(db, gateways, req.merchant, id, (err) =>
      req.log.error({ err, requestId: id }, 'the gateway did not answer'),
    )
    const request = await requireRequest(deps, req.merchant, id)
    const detail = await describeRequest(deps, req.merchant, request, refusal ?? 'settled_otherwise')
    if (refusal) return refuse(reply, detail)
    return reply.outcome('requests/settled', detail, {
      to: paths.request(request),
      notice: 'settled_otherwise',
    })
  })

  app.post<ById>(patterns.reopening, forManagers, async (req, reply) => {
    const refusal = await reopenRequest(db, req.merchant, req.params.id)
    const request = await requireRequest(deps, req.merchant, req.params.id)
    const detail = await describeRequest(deps, req.merchant, request, refusal ?? 'reopened')
    if (refusal) return refuse(reply, detail)
    return reply.outcome('requests/_detail', detail, { to: paths.request(request), notice: 'reopened' })
  })

  /** The fresh page says why. htmx replaces the whole of it, and not the form in its dialog. */
  function refuse(reply: FastifyReply, detail: Awaited<ReturnType<typeof describeRequest>>): FastifyReply {
    reply.code(409).headers({ 'HX-Retarget': '#request', 'HX-Reswap': 'outerHTML' })
    return reply.page('requests/detail', detail)
  }
}

declare module '../../web/views.ts' {
  interface Views {
    'requests/settlement': { request: PaymentRequest }
  }
}
