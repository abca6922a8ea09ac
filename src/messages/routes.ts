/** What the local adapters kept, for whoever tries the product on a machine without providers. */
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { countSegments } from '../texters/segments.ts'
import { NotFound } from '../web/errors.ts'
import { paths } from '../web/paths.ts'
import { findLocalMessage, listLocalMessages } from './local-store.ts'

export function localMessageRoutes(app: FastifyInstance, { db, config }: Deps): void {
  if (config.mailer !== 'local' && config.texter !== 'local') return

  app.get(paths.localMessages, async (_req, reply) => {
    const messages = (await listLocalMessages(db)).map((message) => ({
      ...message,
      has_html: message.body_html !== null,
      segments: message.channel === 'sms' ? countSegments(message.body_text).segments : null,
    }))
    return reply.page('messages/local', { messages, now: new Date() })
  })

  app.get(`${paths.localMessages}.json`, async () =>
    (await listLocalMessages(db)).map((message) => ({
      channel: message.channel,
      to: message.recipient,
      from: message.sender,
      reply_to: message.reply_to,
      subject: message.subject,
      text: message.body_text,
      html: message.body_html,
      status: message.status,
      created_at: message.created_at,
    })),
  )

  /** The e-mail's own HTML, for a sandboxed frame: its styles are inline as mail clients want them, its scripts dead. */
  app.get<{ Params: { id: string } }>('/messages-locaux/:id', async (req, reply) => {
    const { id } = req.params
    const message = /^\d{1,15}$/.test(id) ? await findLocalMessage(db, id) : undefined
    if (!message?.body_html) throw new NotFound()
    return reply
      .header('Content-Security-Policy', emailPolicy)
      .type('text/html; charset=utf-8')
      .send(message.body_html)
  })
}

const emailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
