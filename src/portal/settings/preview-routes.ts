/** The frames of the preview: the customer's own views, with settings that may not be saved yet. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import { forAdmins } from '../../domain/roles.ts'
import { findLetterhead, findSettings } from '../../merchants/store.ts'
import { composeRequestEmail } from '../../messages/compose.ts'
import { sendLetter } from '../../web/letter-page.ts'
import { paths } from '../../web/paths.ts'
import { readSettingsForm } from './settings.ts'
import { draftSettings, sampleBill } from './settings-preview.ts'

export function previewRoutes(app: FastifyInstance, { db, eta, config, gateways }: Deps): void {
  app.get(paths.settingsPreview, forAdmins, async (_req, reply) => reply.redirect(paths.settings, 303))

  app.get(
    paths.settingsPreviewPage,
    { config: { ...forAdmins.config, isFramed: true } },
    async (req, reply) => {
      const bill = await draftBill(req)
      const form = gateways.liveForm.show(bill.language)
      return reply.page('pay/payable', { lang: bill.language, bill, form, isPreview: true })
    },
  )

  app.get(paths.settingsPreviewEmail, forAdmins, async (req, reply) =>
    sendLetter(reply, composeRequestEmail(eta, config, await draftBill(req)).html),
  )

  async function draftBill({ merchant, query }: FastifyRequest) {
    const saved = await findSettings(db, merchant.id)
    const draft = draftSettings(readSettingsForm(query), saved, config)
    return sampleBill(draft, await findLetterhead(db, merchant.id))
  }
}
