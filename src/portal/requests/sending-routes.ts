/** Sending a request again, and stopping its reminders. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { TooMany } from '../../domain/errors.ts'
import { parseRecipient } from '../../domain/recipient.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import { type Destination, sendAgain } from '../../messages/send-again.ts'
import { findListQuery } from '../../web/list-address.ts'
import { paths, patterns } from '../../web/paths.ts'

import { describeRequest, requireRequest } from './detail.ts'
import { stopRequestReminders } from './stop-reminders.ts'

interface ById {
  Params: { id: string }
}

const typed = z.string().default('')
const sendForm = z.object({
  channel: typed,
  email: typed,
  phone: typed,
  checked: typed,
  last_message: z.string().optional(),
})

export function sendingRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, config } = deps

  app.post<ById>(patterns.sendAgain, async (req, reply) => {
    const request = await requireRequest(deps, req.merchant, req.params.id)
    const values = sendForm.parse(req.body ?? {})
    const parsed = parseRecipient(values, {
      smsOffered: config.texter !== 'none',
      smsCountries: config.smsCountries,
    })
    const again = (errors: object, more: object = {}) =>
      describeRequest(deps, req.merchant, request, undefined, { values, errors, ...more })
    if (!parsed.ok) return reply.code(422).page('requests/detail', await again(parsed.errors))
    const { channel, recipient } = parsed.value
    const field = channel === 'email' ? 'email' : 'phone'
    const refusal = await trySending(req.merchant, request.id, {
      ...parsed.value,
      isChecked: values.checked === 'on',
      lastMessageId: values.last_message,
    })
    if (refusal instanceof TooMany) {
      const minutes = Math.ceil(refusal.retryAfterSeconds / 60)
      reply.code(429).header('Retry-After', refusal.retryAfterSeconds)
      return reply.page('requests/detail', await again({ [field]: `too_many_${refusal.limit}` }, { minutes }))
    }
    if (refusal === 'suppressed')
      return reply.code(422).page('requests/detail', await again({ [field]: 'suppressed' }, { recipient }))
    const detail = await describeRequest(
      deps,
      req.merchant,
      await requireRequest(deps, req.merchant, req.params.id),
      refusal ?? 'sent_again',
    )
    if (refusal) return reply.code(409).page('requests/detail', detail)
    return reply.outcome('requests/_detail', detail, {
      to: paths.request(request, findListQuery(req)),
      notice: 'sent_again',
    })
  })

  app.post<ById>(patterns.stopReminders, async (req, reply) => {
    await stopRequestReminders(db, req.merchant, req.params.id)
    const request = await requireRequest(deps, req.merchant, req.params.id)
    const detail = await describeRequest(deps, req.merchant, request, 'reminders_stopped')
    return reply.outcome('requests/_detail', detail, {
      to: paths.request(request, findListQuery(req)),
      notice: 'reminders_stopped',
    })
  })

  /** When too many messages went to one address, the form says so beside the field and keeps what was typed. */
  async function trySending(merchant: SignedIn, id: string, to: Destination) {
    try {
      return await sendAgain(db, merchant, id, to)
    } catch (error) {
      if (error instanceof TooMany) return error
      throw error
    }
  }
}
