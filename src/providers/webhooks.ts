/** Providers' reports. They come from elsewhere and prove who they are themselves; 401 makes them try again later. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config/config.ts'
import type { Deps } from '../deps.ts'
import { type Report, takeMessageReport } from '../messages/report.ts'
import { paths } from '../web/paths.ts'
import { readPostmarkReport } from './postmark/reports.ts'
import { isSignedByVonage, readVonageReport } from './vonage/reports.ts'

class Unauthorized extends Error {
  readonly statusCode = 401
}

export async function messageWebhooks(app: FastifyInstance, { db, config }: Deps): Promise<void> {
  // Raw bytes: a signature is over what was sent, not over what we would write.
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_req, body, done) => done(null, body))
  const webhook = { config: { crossSite: true } }

  const { postmark, vonage } = config
  if (postmark) {
    app.post(paths.postmarkWebhook, webhook, async (req) => {
      if (!isBasicAuth(req.headers.authorization, postmark)) throw new Unauthorized()
      return take(readPostmarkReport(readJson(bytesOf(req.body))))
    })
  }
  if (vonage) {
    app.post(paths.vonageWebhook, webhook, async (req) => {
      const body = bytesOf(req.body)
      if (!isSignedByVonage(req.headers.authorization, body, vonage)) throw new Unauthorized()
      return take(readVonageReport(readJson(body)))
    })
  }

  async function take(report: Report | undefined): Promise<string> {
    if (report) await takeMessageReport(db, report)
    return ''
  }
}

/** Another content type, or none, is a body without a report in it. */
const bytesOf = (body: unknown) => (Buffer.isBuffer(body) ? body : Buffer.alloc(0))

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

/** Compared as hashes: equal lengths, and a time that says nothing of where they differ. */
function isBasicAuth(header: string | undefined, expected: NonNullable<Config['postmark']>): boolean {
  const credentials = `${expected.webhookUser}:${expected.webhookPassword}`
  return timingSafeEqual(digest(header ?? ''), digest(`Basic ${Buffer.from(credentials).toString('base64')}`))
}

const digest = (text: string) => createHash('sha256').update(text).digest()
