import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'
import { recordReport } from '../../messages/report.ts'
import { paths } from '../../web/paths.ts'
import { bytesOf, keepJsonRaw, readJson, Unauthorized, webhook } from '../http/webhook.ts'
import { isSignedByVonage, readVonageReport } from './reports.ts'

export async function vonageWebhooks(app: FastifyInstance, { db, config }: Deps): Promise<void> {
  const vonage = config.vonage!
  keepJsonRaw(app)

  app.post(paths.vonageWebhook, webhook, async (req) => {
    const body = bytesOf(req.body)
    if (!isSignedByVonage(req.headers.authorization, body, vonage)) throw new Unauthorized()
    const report = readVonageReport(readJson(body))
    if (report) await recordReport(db, report)
    return ''
  })
}
