/** The form that asks for a payment. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { newToken } from '../../domain/ids.ts'
import { createRequest } from '../../requests/create.ts'
import { paths } from '../../web/paths.ts'
import { patterns } from '../../web/patterns.ts'
import { suggestRecipients } from '../customers/suggestions.ts'
import { copyOf } from './copy.ts'
import { describeRequest, requireRequest } from './detail.ts'
import { type FormErrors, type FormValues, parseForm, readForm } from './form.ts'
import { findDayRange } from './form-days.ts'
import { emptyForm, type FormStart, findFormRules } from './form-rules.ts'
import { prefill } from './prefill.ts'
import { previewMessage } from './preview.ts'
import { fillFrom } from './templates.ts'

const word = z.string().optional()
/** What is chosen in the form, beside the request itself. */
const chosen = z.object({ options: word, unfolded: word, use: word, template: word })

export function formRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, config } = deps

  app.get(paths.newRequest, async (req, reply) => {
    const rules = await formRules(req)
    if (!rules.canTakeMoney) return reply.page('requests/no_gateway', {})
    const { template } = chosen.parse(req.query)
    const start = fillFrom(emptyForm(rules), rules.templates, template)
    const { values, errors, isUnfolded } = prefill(req.query, start, rules)
    return showForm(req, reply, rules, values, errors, isUnfolded)
  })

  /**
   * Shows the form again with what was typed: this is how "Plus d'options" unfolds without JavaScript, and how a
   * template fills it.
   */
  app.post(paths.newRequest, async (req, reply) => {
    const { options, unfolded, use, template } = chosen.parse(req.body ?? {})
    const rules = await formRules(req)
    const typed = readForm(req.body)
    if (use === undefined) return showForm(req, reply, rules, typed, {}, options === 'show')
    return showForm(req, reply, rules, fillFrom(typed, rules.templates, template), {}, unfolded === 'on')
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
    const { unfolded } = chosen.parse(req.body ?? {})
    if (!parsed.ok) {
      const again = 'idempotency_key' in parsed.errors ? { ...values, idempotency_key: newToken() } : values
      return showForm(req, reply.code(422), rules, again, parsed.errors, unfolded === 'on')
    }
    const made = await createRequest(db, req.merchant, parsed.value)
    if (made.isSentAlready) {
      const again = { ...values, idempotency_key: newToken() }
      return showForm(req, reply.code(409), rules, again, { idempotency_key: 'sent_already' }, false, made)
    }
    const describe = async () =>
      describeRequest(deps, req.merchant, await requireRequest(deps, req.merchant, made.id), 'created')
    return reply.outcome('requests/created', describe, {
      to: paths.request(made),
      flash: 'created',
      swaps: '#page',
    })
  })

  app.get<{ Params: { id: string } }>(patterns.copy, async (req, reply) => {
    const [request, rules] = await Promise.all([
      requireRequest(deps, req.merchant, req.params.id),
      formRules(req),
    ])
    if (!rules.canTakeMoney) return reply.page('requests/no_gateway', {})
    return showForm(req, reply, rules, copyOf(request, emptyForm(rules)))
  })

  const formRules = ({ merchant }: FastifyRequest) => findFormRules(deps, merchant)

  async function showForm(
    req: FastifyRequest,
    reply: FastifyReply,
    rules: FormStart,
    values: FormValues,
    errors: FormErrors = {},
    unfolded = false,
    made?: { id: string },
  ): Promise<FastifyReply> {
    // With htmx the dialog is open already, so a refused form comes back without it.
    return reply.page(Object.keys(errors).length > 0 ? 'requests/form' : 'requests/new', {
      form: { values, errors, unfolded },
      made,
      range: findDayRange(values, rules),
      smsOffered: rules.smsOffered,
      templates: rules.templates,
      preview: previewMessage(config, req.merchant, values),
      suggestions: await suggestRecipients(db, req.merchant, values),
    })
  }
}

declare module '../../web/views.ts' {
  interface Views {
    'requests/no_gateway': object
  }
}
