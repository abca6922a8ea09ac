/** Refunding a payment: the form, and the change. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { keyProblem } from '../../domain/idempotency.ts'
import { newToken } from '../../domain/ids.ts'
import { formatAmountForInput, maxAmountCents, parseAmount } from '../../domain/money.ts'
import { minRefundCents } from '../../domain/refund.ts'
import { forManagers } from '../../domain/roles.ts'
import type { Catalogue } from '../../i18n/catalogues.ts'
import { findRefundRefusal, refundRequest } from '../../payments/refund.ts'
import { findRefundable } from '../../payments/refundable-store.ts'
import type { PaymentRequest } from '../../requests/store.ts'
import { patterns } from '../../web/patterns.ts'
import { refuseChange, showChange } from '../requests/change-replies.ts'
import { requireRequest } from '../requests/detail.ts'

interface ById {
  Params: { id: string }
}

const typed = z.string().default('')
const refundForm = z.object({ amount: typed, idempotency_key: typed })
type RefundValues = z.infer<typeof refundForm>

/** A new key, since whoever sends the form again after an error wants a new refund. */
const withNewKey = (values: RefundValues) => ({ ...values, idempotency_key: newToken() })

type Problem = keyof Catalogue['requests']['refund']['problems']

interface RefundForm {
  request: PaymentRequest
  values: z.infer<typeof refundForm>
  problem: Problem | undefined
  restCents: number
}

export function refundRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, gateways } = deps

  app.get<ById>(patterns.refunds, forManagers, async (req, reply) => {
    const request = await requireRequest(deps, req.merchant, req.params.id)
    const refusal = await findRefundRefusal(db, request)
    if (refusal) return refuseChange(deps, req, reply, refusal)
    const rest = await restOf(request)
    return showForm(reply, request, { amount: formatAmountForInput(rest), idempotency_key: newToken() })
  })

  app.post<ById>(patterns.refunds, forManagers, async (req, reply) => {
    const request = await requireRequest(deps, req.merchant, req.params.id)
    const values = refundForm.parse(req.body ?? {})
    const amount = parseAmount(values.amount, { min: minRefundCents, max: maxAmountCents })
    if (!amount.ok) return showForm(reply.code(422), request, values, amount.problem)
    const badKey = keyProblem(values.idempotency_key)
    if (badKey) return showForm(reply.code(422), request, withNewKey(values), badKey)
    const wish = { amountCents: amount.value, idempotencyKey: values.idempotency_key }
    const refusal = await refundRequest(db, gateways, req.merchant, request.id, wish, (err) =>
      req.log.error({ err, requestId: request.id }, 'the gateway did not answer about a refund'),
    )
    if (refusal === 'sent_already') return showForm(reply.code(409), request, withNewKey(values), refusal)
    if (refusal === 'above_rest') return showForm(reply.code(422), request, values, refusal)
    if (refusal) return refuseChange(deps, req, reply, refusal)
    return showChange(deps, req, reply, 'refunded', '#request')
  })

  const restOf = async (request: PaymentRequest) => (await findRefundable(db, request.id)).rest_cents

  async function showForm(
    reply: FastifyReply,
    request: PaymentRequest,
    values: RefundValues,
    problem?: Problem,
  ): Promise<FastifyReply> {
    const view = problem ? 'refunds/form' : 'refunds/new'
    return reply.page(view, { request, values, problem, restCents: await restOf(request) })
  }
}

declare module '../../web/views.ts' {
  interface Views {
    'refunds/new': RefundForm
    'refunds/form': RefundForm
  }
}
