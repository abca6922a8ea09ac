/** Giving a request a later date under the same link: the form, and the change. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Deps } from '../../deps.ts'
import { asTooMany, TooMany } from '../../domain/errors.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import type { Catalogue, ProblemsOf } from '../../i18n/catalogues.ts'
import { canExtend, extendRequest, isExtendable } from '../../requests/extend.ts'
import type { PaymentRequest } from '../../requests/store.ts'
import { patterns } from '../../web/patterns.ts'
import { refuseChange, showChange } from '../requests/change-replies.ts'
import { requireRequest } from '../requests/detail.ts'
import { findFormStart } from '../requests/form-store.ts'
import { refuseTooMany } from '../requests/send-form.ts'
import {
  type ExtensionRange,
  type ExtensionValues,
  extensionForm,
  extensionRange,
  parseDeadline,
} from './form.ts'

interface ById {
  Params: { id: string }
}

interface ExtensionForm {
  request: PaymentRequest
  values: ExtensionValues
  range: ExtensionRange
  problems: ProblemsOf<
    ExtensionValues,
    { expires_on: Catalogue['extension']['problems']; tell: Catalogue['requests']['sendAgain']['problems'] }
  >
  /** How many minutes to wait, when too many messages went to this address. */
  minutes?: number
}

export function extensionRoutes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps

  app.get<ById>(patterns.extension, async (req, reply) => {
    const request = await requireRequest(deps, req.merchant, req.params.id)
    if (!canExtend(request)) return refuseChange(deps, req, reply, 'not_extendable')
    const range = await findRange(req.merchant, request)
    const values = { expires_on: range.defaultDay, tell: '' }
    return reply.page('extension/new', { request, values, range, problems: {} })
  })

  app.post<ById>(patterns.extension, async (req, reply) => {
    const request = await requireRequest(deps, req.merchant, req.params.id)
    const values = extensionForm.parse(req.body ?? {})
    if (!isExtendable(request)) return refuseChange(deps, req, reply, 'not_extendable')
    const range = await findRange(req.merchant, request)
    const form = { request, values, range, problems: {} } satisfies ExtensionForm
    const day = parseDeadline(values.expires_on, range)
    if (!day.ok) return again(reply.code(422), { ...form, problems: { expires_on: day.problem } })
    const extension = { expiresOn: day.value, isTold: values.tell === 'on' }
    const refusal = await extendRequest(db, req.merchant, request.id, extension).catch(asTooMany)
    // Too many messages went to the customer: the form says so beside the box, and the date stays.
    if (refusal instanceof TooMany) {
      const { problem, minutes } = refuseTooMany(reply, refusal)
      return again(reply, { ...form, problems: { tell: problem }, minutes })
    }
    if (refusal) return refuseChange(deps, req, reply, refusal)
    return showChange(deps, req, reply, 'extended', '#request')
  })

  async function findRange({ id, mode }: SignedIn, request: PaymentRequest): Promise<ExtensionRange> {
    const { today, default_expiry_days } = await findFormStart(db, id, mode)
    return extensionRange(request, today, default_expiry_days)
  }

  const again = (reply: FastifyReply, form: ExtensionForm) => reply.page('extension/form', form)
}

declare module '../../web/views.ts' {
  interface Views {
    'extension/new': ExtensionForm
    'extension/form': ExtensionForm
  }
}
