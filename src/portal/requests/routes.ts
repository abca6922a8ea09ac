/** The pages of a request: the detail, cancelling. The form is in `form-routes.ts`, the list in `list-routes.ts`. */
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'
import { forManagers } from '../../domain/roles.ts'
import { cancelRequest } from '../../payments/cancel.ts'
import type { PaymentRequest } from '../../requests/store.ts'
import { readFlashOnce } from '../../web/flash.ts'
import { paths } from '../../web/paths.ts'
import { patterns } from '../../web/patterns.ts'
import { refuseChange, showChange } from './change-replies.ts'
import { describeRequest, requireRequest } from './detail.ts'

interface ById {
  Params: { id: string }
}

export function requestRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, gateways } = deps

  app.get(paths.home, async (_req, reply) => reply.redirect(paths.requests, 303))

  app.get<ById>(patterns.request, async (req, reply) => {
    const request = await requireRequest(deps, req.merchant, req.params.id)
    const flash = readFlashOnce(req, reply)
    return reply.page('requests/detail', await describeRequest(deps, req.merchant, request, flash))
  })

  app.get<ById>(patterns.cancellation, forManagers, async (req, reply) => {
    const request = await requireRequest(deps, req.merchant, req.params.id)
    if (request.status === 'pending') return reply.page('requests/cancellation', { request })
    return refuseChange(deps, req, reply, 'not_cancellable')
  })

  app.post<ById>(patterns.cancellation, forManagers, async (req, reply) => {
    const refusal = await cancelRequest(db, gateways, req.merchant, req.params.id, (err) =>
      req.log.error({ err, requestId: req.params.id }, 'the gateway did not answer'),
    )
    return refusal ? refuseChange(deps, req, reply, refusal) : showChange(deps, req, reply, 'cancelled')
  })
}

declare module '../../web/views.ts' {
  interface Views {
    'requests/cancellation': { request: PaymentRequest }
  }
}
