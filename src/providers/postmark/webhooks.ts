import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { PostmarkConfig } from '../../config/providers.ts'
import type { Deps } from '../../deps.ts'
import { recordReport } from '../../messages/report.ts'
import { paths } from '../../web/paths.ts'
import { bytesOf, keepJsonRaw, readJson, Unauthorized, webhook } from '../http/webhook.ts'
import { readPostmarkReport } from './reports.ts'

export async function postmarkWebhooks(app: FastifyInstance, { db, config }: Deps): Promise<void> {
  const postmark = config.postmark!
  keepJsonRaw(app)

  app.post(paths.postmarkWebhook, webhook, async (req) => {
    if (!isBasicAuth(req.headers.authorization, postmark)) throw new Unauthorized()
    const report = readPostmarkReport(readJson(bytesOf(req.body)))
    if (report) await recordReport(db, report)
    return ''
  })
}

/** Compares hashes: they have equal lengths, and the time does not tell where the values differ. */
function isBasicAuth(header: string | undefined, expected: PostmarkConfig): boolean {
  const credentials = `${expected.webhookUser}:${expected.webhookPassword}`
  return timingSafeEqual(digest(header ?? ''), digest(`Basic ${Buffer.from(credentials).toString('base64')}`))
}

const digest = (text: string) => createHash('sha256').update(text).digest()
