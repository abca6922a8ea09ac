/** Sending a request again, and stopping its reminders. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { asTooMany, TooMany } from '../../domain/errors.ts'
import { parseRecipient } from '../../domain/recipient.ts'
import { sendAgain } from '../../messages/send-again.ts'
import { patterns } from '../../web/patterns.ts'
import { refuseChange, showChange } from './change-replies.ts'
import { describeRequest, requireRequest } from './detail.ts'
import { refuseTooMany, type SendErrors, type SendForm } from './send-form.ts'
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
    const again = (errors: SendErrors, more: Pick<SendForm, 'minutes' | 'recipient'> = {}) =>
      describeRequest(deps, req.merchant, request, undefined, { values, errors, ...more })
    if (!parsed.ok) return reply.code(422).page('requests/detail', await again(parsed.errors))
    const { channel, recipient } = parsed.value
    const field = channel === 'email' ? 'email' : 'phone'
    const refusal = await sendAgain(db, req.merchant, request.id, {
      ...parsed.value,
      isChecked: values.checked === 'on',
      lastMessageId: values.last_message,
    }).catch(asTooMany)
    // Too many messages went to this address: the form says so beside the field, and keeps what was typed.
    if (refusal instanceof TooMany) {
      const { problem, minutes } = refuseTooMany(reply, refusal)
      return reply.page('requests/detail', await again({ [field]: problem }, { minutes }))
    }
    if (refusal === 'suppressed')
      return reply.code(422).page('requests/detail', await again({ [field]: 'suppressed' }, { recipient }))
    if (refusal) return refuseChange(deps, req, reply, refusal)
    return showChange(deps, req, reply, request.planned_for ? 'sent_now' : 'sent_again')
  })

  app.post<ById>(patterns.stopReminders, async (req, reply) => {
    await stopRequestReminders(db, req.merchant, req.params.id)
    return showChange(deps, req, reply, 'reminders_stopped')
  })
}
