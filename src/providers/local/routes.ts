/** Shows the messages that the local adapters have stored, for a machine without providers. */
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'
import { NotFound } from '../../domain/errors.ts'
import { countSegments } from '../../domain/segments.ts'
import { sendLetter } from '../../web/letter-page.ts'
import { paths, patterns } from '../../web/paths.ts'

import { findLocalMessage, listLocalMessages } from './store.ts'

export function localMessageRoutes(app: FastifyInstance, { db, config }: Deps): void {
  if (config.mailer !== 'local' && config.texter !== 'local') return

  app.get(paths.localMessages, async (_req, reply) => {
    const messages = (await listLocalMessages(db)).map(describeMessage)
    return reply.page('local/messages', { messages, now: new Date() })
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

  app.get<{ Params: { id: string } }>(patterns.localMessageHtml, async (req, reply) => {
    const { id } = req.params
    const message = /^\d{1,15}$/.test(id) ? await findLocalMessage(db, id) : undefined
    if (!message?.body_html) throw new NotFound()
    return sendLetter(reply, message.body_html)
  })
}

function describeMessage(message: Awaited<ReturnType<typeof listLocalMessages>>[number]) {
  return {
    ...message,
    has_html: message.body_html !== null,
    segments: message.channel === 'sms' ? countSegments(message.body_text).segments : null,
  }
}

declare module '../../web/views.ts' {
  interface Views {
    'local/messages': { messages: ReturnType<typeof describeMessage>[]; now: Date }
  }
}
