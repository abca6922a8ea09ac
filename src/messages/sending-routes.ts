/** Sending a request again, and stopping its reminders: what the merchant does about messages. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { describeRequest, requireRequest } from '../requests/detail.ts'
import { parseRecipient } from '../requests/recipient.ts'
import { stopRequestReminders } from '../requests/stop-reminders.ts'
import { paths } from '../web/paths.ts'
import { sendAgain } from './send-again.ts'

interface ById {
  Params: { id: string }
}

const typed = z.string().default('')
const sendForm = z.object({ channel: typed, email: typed, phone: typed, checked: typed })

export function sendingRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, config } = deps

  app.post<ById>('/paiements/:id/envois', async (req, reply) => {
    const request = await requireRequest(deps, req.merchant, req.params.id)
    const values = sendForm.parse(req.body ?? {})
    const parsed = parseRecipient(values, {
      smsOffered: config.texter !== 'none',
      smsCountries: config.smsCountries,
    })
    const again = (errors: object) =>
      describeRequest(deps, req.merchant, request, undefined, { values, errors })
    if (!parsed.ok) return reply.code(422).page('requests/detail', await again(parsed.errors))
    const isChecked = values.checked === 'on'
    const refusal = await sendAgain(db, req.merchant, request.id, { ...parsed.value, isChecked })
    if (refusal === 'suppressed') {
      return reply
        .code(422)
        .page('requests/detail', await again({ [fieldOf(parsed.value.channel)]: 'suppressed' }))
    }
    const detail = await describeRequest(
      deps,
      req.merchant,
      await requireRequest(deps, req.merchant, req.params.id),
      refusal ?? 'sent_again',
    )
    if (refusal) return reply.code(409).page('requests/detail', detail)
    return reply.outcome('requests/_detail', detail, { to: paths.request(request), notice: 'sent_again' })
  })

  app.post<ById>('/paiements/:id/arret-des-rappels', async (req, reply) => {
    await stopRequestReminders(db, req.merchant, req.params.id)
    const request = await requireRequest(deps, req.merchant, req.params.id)
    const detail = await describeRequest(deps, req.merchant, request, 'reminders_stopped')
    return reply.outcome('requests/_detail', detail, {
      to: paths.request(request),
      notice: 'reminders_stopped',
    })
  })
}

const fieldOf = (channel: 'email' | 'sms') => (channel === 'email' ? 'email' : 'phone')
