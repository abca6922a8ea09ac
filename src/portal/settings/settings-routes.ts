/** The merchant's settings: what customers see, what requests start from, reminders, notices, sessions. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { houseAccent, parseAccent } from '../../domain/accent.ts'
import type { Letterhead } from '../../domain/letterhead.ts'
import { forAdmins } from '../../domain/roles.ts'
import { suggestSender } from '../../domain/sender.ts'
import { findLetterhead, findSettings, saveSettings } from '../../merchants/store.ts'
import { type Flash, readFlashOnce } from '../../web/flash.ts'
import { paths } from '../../web/paths.ts'
import {
  parseSettings,
  readSettingsForm,
  type SettingsErrors,
  type SettingsValues,
  writeSettingsForm,
} from './settings.ts'
import { describePreview, draftSettings } from './settings-preview.ts'

export function settingsRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, config } = deps

  app.get(paths.settings, forAdmins, async (req, reply) => {
    const flash = readFlashOnce(req, reply)
    return reply.page('settings/settings', await describeSettings(req, undefined, { flash }))
  })

  app.post(paths.settings, forAdmins, async (req, reply) => {
    const values = readSettingsForm(req.body)
    const parsed = parseSettings(values, config)
    if (!parsed.ok) {
      const { errors } = parsed
      return reply.code(422).page('settings/settings', await describeSettings(req, values, { errors }))
    }
    const { value: settings } = parsed
    await db.transaction().execute((trx) => saveSettings(trx, req.merchant.id, settings))
    req.merchant = { ...req.merchant, ...settings }
    const describe = () => describeSettings(req, writeSettingsForm(settings), { flash: 'saved' })
    return reply.outcome('settings/saved', describe, { to: paths.settings, flash: 'saved' })
  })

  /** Shows the form again with what was typed, without saving: for the preview, or to accept a suggestion. */
  const beside = { config: { ...forAdmins.config, isBesideForm: true } }
  app.post(paths.settingsPreview, beside, async (req, reply) => {
    const values = readSettingsForm(req.body)
    const { suggestion } = asked.parse(req.body ?? {})
    const suggested = suggestion && suggest(values)[suggestion]
    const filled = suggested ? { ...values, [suggestion]: suggested } : values
    const taken = suggested ? suggestion : undefined
    return reply.page('settings/settings', await describeSettings(req, filled, { taken }))
  })

  async function describeSettings(
    req: FastifyRequest,
    typed: SettingsValues | undefined,
    said: Said,
  ): Promise<SettingsShown> {
    const [saved, letterhead] = await Promise.all([
      findSettings(db, req.merchant.id),
      findLetterhead(db, req.merchant.id),
    ])
    const values = typed ?? writeSettingsForm(saved)
    const { show, shown } = asked.parse(req.body ?? {})
    const draft = draftSettings(values, saved, config)
    return {
      form: { values, errors: said.errors ?? {} },
      accent: parseAccent(values.accent),
      houseAccent,
      logo: letterhead,
      mostReminders: 3,
      smsOffered: config.texter !== 'none',
      suggestedSender: suggestSender(values.trade_name),
      taken: said.taken,
      preview: describePreview(deps, draft, letterhead, show ?? shown),
      flash: said.flash,
    }
  }
}

interface SettingsShown {
  form: { values: SettingsValues; errors: SettingsErrors }
  accent: ReturnType<typeof parseAccent>
  houseAccent: string
  logo: Letterhead
  mostReminders: number
  smsOffered: boolean
  suggestedSender: ReturnType<typeof suggestSender>
  taken: string | undefined
  preview: ReturnType<typeof describePreview>
  flash: Flash | undefined
}

interface Said {
  errors?: SettingsErrors
  flash?: Flash | undefined
  /** The field that the suggestion has just filled. */
  taken?: string | undefined
}

const asked = z.object({
  suggestion: z.enum(['sms_sender', 'accent']).optional().catch(undefined),
  /** The part of the preview that was asked for, and the one that was visible before. */
  show: z.string().optional(),
  shown: z.string().optional(),
})

function suggest(values: SettingsValues) {
  const accent = parseAccent(values.accent)
  return {
    sms_sender: suggestSender(values.trade_name),
    accent: accent.ok ? accent.value : 'nearest' in accent ? accent.nearest : undefined,
  }
}

declare module '../../web/views.ts' {
  interface Views {
    'settings/settings': SettingsShown
    'settings/saved': SettingsShown
  }
}
