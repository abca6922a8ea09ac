/** The merchant's settings: name, sender, contact, notices, reminders. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { paymentLink } from '../messages/compose.ts'
import { composeRequestSms } from '../messages/sms.ts'
import { forAdmins } from '../team/roles.ts'
import { countSegments } from '../texters/segments.ts'
import { suggestSender } from '../texters/sender.ts'
import { takeNotice } from '../web/flash.ts'
import { paths } from '../web/paths.ts'
import {
  mostReminders,
  parseSettings,
  readSettingsForm,
  type SettingsErrors,
  type SettingsValues,
  writeSettingsForm,
} from './settings.ts'
import { findSettings, saveSettings } from './store.ts'

export function settingsRoutes(app: FastifyInstance, { db, config }: Deps): void {
  app.get(paths.settings, forAdmins, async (req, reply) => {
    const notice = takeNotice(req, reply)
    return showSettings(req, reply, writeSettingsForm(await findSettings(db, req.merchant.id)), { notice })
  })

  app.post(paths.settings, forAdmins, async (req, reply) => {
    const values = readSettingsForm(req.body)
    const parsed = parseSettings(values)
    if (!parsed.ok) return showSettings(req, reply.code(422), values, { errors: parsed.errors })
    await db.transaction().execute((trx) => saveSettings(trx, req.merchant.id, parsed.settings))
    req.merchant = { ...req.merchant, ...parsed.settings }
    const saved = describeSettings(req, writeSettingsForm(parsed.settings), { notice: 'saved' })
    return reply.outcome('merchants/saved', saved, { to: paths.settings, notice: 'saved' })
  })

  app.get(paths.settingsPreview, forAdmins, async (_req, reply) => reply.redirect(paths.settings, 303))

  /** The form with what was typed, nothing saved: its SMS as it would be, or the suggested sender taken. */
  app.post(paths.settingsPreview, forAdmins, async (req, reply) => {
    const values = readSettingsForm(req.body)
    const { suggestion } = z.object({ suggestion: z.string().optional() }).parse(req.body ?? {})
    const sender = suggestion === 'on' ? suggestSender(values.trade_name) : undefined
    const filled = { ...values, sms_sender: sender ?? values.sms_sender }
    return showSettings(req, reply, filled, { isSuggestionTaken: sender !== undefined })
  })

  interface Said {
    errors?: SettingsErrors
    notice?: string | undefined
    isSuggestionTaken?: boolean
  }

  function showSettings(
    req: FastifyRequest,
    reply: FastifyReply,
    values: SettingsValues,
    said: Said,
  ): FastifyReply {
    return reply.page('merchants/settings', describeSettings(req, values, said))
  }

  function describeSettings(
    { merchant }: FastifyRequest,
    values: SettingsValues,
    { errors = {}, notice, isSuggestionTaken = false }: Said,
  ) {
    return {
      form: { values, errors },
      mostReminders,
      smsOffered: config.texter !== 'none',
      suggestedSender: suggestSender(values.trade_name),
      sms: previewSms(values.trade_name || merchant.trade_name),
      isSuggestionTaken,
      notice,
    }
  }

  /** The exact text a customer gets, with a common amount, and what it costs in segments. */
  function previewSms(tradeName: string) {
    const bill = { merchant_name: tradeName, amount_cents: 24_900, language: 'fr', mode: 'live' } as const
    const text = composeRequestSms(bill, paymentLink(config, 'x'.repeat(22)))
    return { text, ...countSegments(text) }
  }
}
