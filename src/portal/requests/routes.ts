/** The pages of a request: the form, the detail, cancelling. The list is in `list-routes.ts`. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { newToken } from '../../domain/ids.ts'
import { forManagers } from '../../domain/roles.ts'
import { cancelRequest } from '../../payments/cancel.ts'
import { createRequest } from '../../requests/create.ts'
import type { PaymentRequest } from '../../requests/store.ts'
import { takeNotice } from '../../web/flash.ts'
import { findListQuery } from '../../web/list-address.ts'
import { paths, patterns } from '../../web/paths.ts'

import { suggestRecipients } from '../customers/suggestions.ts'
import { copyOf } from './copy.ts'
import { describeRequest, refuseChange, requireRequest } from './detail.ts'
import {
  expiryLimits,
  type FormErrors,
  type FormRules,
  type FormValues,
  parseForm,
  readForm,
} from './form.ts'
import { emptyForm, findFormRules } from './form-rules.ts'
import { prefill } from './prefill.ts'
import { previewMessage } from './preview.ts'

interface ById {
  Params: { id: string }
}

export function requestRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, config, gateways } = deps

  app.get(paths.home, async (_req, reply) => reply.redirect(paths.requests, 303))

  app.get(paths.newRequest, async (req, reply) => {
    const rules = await formRules(req)
    if (!rules.canTakeMoney) return reply.page('requests/no_gateway', {})
    const { values, errors, isUnfolded } = prefill(req.query, emptyForm(rules), rules)
    return showForm(req, reply, rules, values, errors, isUnfolded)
  })

  /** Shows the form again with what was typed: this is how "Plus d'options" unfolds without JavaScript. */
  app.post(paths.newRequest, async (req, reply) => {
    const { options } = z.object({ options: z.string().optional() }).parse(req.body ?? {})
    return showForm(req, reply, await formRules(req), readForm(req.body), {}, options === 'show')
  })

  app.post(paths.preview, { config: { isBesideForm: true } }, async (req, reply) => {
    const preview = previewMessage(config, req.merchant, readForm(req.body))
    return reply.page('requests/preview', { preview })
  })

  app.post(paths.requests, async (req, reply) => {
    const rules = await formRules(req)
    if (!rules.canTakeMoney) return reply.code(409).page('requests/no_gateway', {})
    const values = readForm(req.body)
    if (values.seen_mode && values.seen_mode !== req.merchant.mode) {
      return showForm(req, reply.code(409), rules, values, { seen_mode: 'changed' })
    }
    const parsed = parseForm(values, rules)
    const { unfolded } = z.object({ unfolded: z.string().optional() }).parse(req.body ?? {})
    if (!parsed.ok) {
      const again = 'idempotency_key' in parsed.errors ? { ...values, idempotency_key: newToken() } : values
      return showForm(req, reply.code(422), rules, again, parsed.errors, unfolded === 'on')
    }
    const { request, isSentAlready } = await createRequest(db, req.merchant, parsed.value)
    if (isSentAlready) {
      const again = { ...values, idempotency_key: newToken() }
      return showForm(req, reply.code(409), rules, again, { idempotency_key: 'sent_already' }, false, request)
    }
    const detail = await describeRequest(deps, req.merchant, request, 'created')
    return reply.outcome('requests/created', detail, {
      to: paths.request(request),
      notice: 'created',
      swaps: '#page',
    })
  })

  app.get<ById>(patterns.request, async (req, reply) => {
    const request = await requireRequest(deps, req.merchant, req.params.id)
    const notice = takeNotice(req, reply)
    return reply.page('requests/detail', await describeRequest(deps, req.merchant, request, notice))
  })

  app.get<ById>(patterns.copy, async (req, reply) => {
    const [request, rules] = await Promise.all([
      requireRequest(deps, req.merchant, req.params.id),
      formRules(req),
    ])
    if (!rules.canTakeMoney) return reply.page('requests/no_gateway', {})
    return showForm(req, reply, rules, copyOf(request, emptyForm(rules)))
  })

  app.get<ById>(patterns.cancellation, forManagers, async (req, reply) => {
    const request = await requireRequest(deps, req.merchant, req.params.id)
    if (request.status === 'pending') return reply.page('requests/cancellation', { request })
    return refuseChange(reply, await describeRequest(deps, req.merchant, request, 'not_cancellable'))
  })

  app.post<ById>(patterns.cancellation, forManagers, async (req, reply) => {
    const refusal = await cancelRequest(db, gateways, req.merchant, req.params.id, (err) =>
      req.log.error({ err, requestId: req.params.id }, 'the gateway did not answer'),
    )
    const request = await requireRequest(deps, req.merchant, req.params.id)
    const detail = await describeRequest(deps, req.merchant, request, refusal ?? 'cancelled')
    if (refusal) return refuseChange(reply, detail)
    return reply.outcome('requests/cancelled', detail, {
      to: paths.request(request, findListQuery(req)),
      notice: 'cancelled',
    })
  })

  const formRules = ({ merchant }: FastifyRequest) => findFormRules(deps, merchant)

  async function showForm(
    req: FastifyRequest,
    reply: FastifyReply,
    { today, defaults, smsOffered }: FormRules,
    values: FormValues,
    errors: FormErrors = {},
    unfolded = false,
    made?: PaymentRequest,
  ): Promise<FastifyReply> {
    // With htmx the dialog is open already, so a refused form comes back without it.
    return reply.page(Object.keys(errors).length > 0 ? 'requests/form' : 'requests/new', {
      form: { values, errors, unfolded },
      made,
      limits: expiryLimits(today, defaults.expiryDays),
      smsOffered,
      preview: previewMessage(config, req.merchant, values),
      suggestions: await suggestRecipients(db, req.merchant, values),
    })
  }
}

declare module '../../web/views.ts' {
  interface Views {
    'requests/cancellation': { request: PaymentRequest }
    'requests/no_gateway': object
  }
}
