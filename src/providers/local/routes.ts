/**
 * Shows the messages that the local adapters have stored, for a machine without providers. They hold links that open
 * accounts, so only this machine may read them (S73).
 */
import { BlockList } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { isLoopback } from '../../config/addresses.ts'
import type { Deps } from '../../deps.ts'
import { NotFound } from '../../domain/errors.ts'
import { countSegments } from '../../domain/segments.ts'
import { sendLetter } from '../../web/letter-page.ts'
import { paths } from '../../web/paths.ts'
import { patterns } from '../../web/patterns.ts'
import { findLocalMessage, listLocalMessages } from './store.ts'

export function localMessageRoutes(app: FastifyInstance, { db, config }: Deps): void {
  if (config.mailer !== 'local' && config.texter !== 'local') return
  if (!isLoopback(new URL(config.publicUrl).hostname)) return
  app.register(async (app) => showMessages(app, db))
}

function showMessages(app: FastifyInstance, db: Deps['db']): void {
  app.addHook('onRequest', async ({ socket: { remoteAddress = '' } }) => {
    if (!isOwnAddress(remoteAddress)) throw new NotFound()
  })

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

const ownAddresses = new BlockList()
ownAddresses.addSubnet('127.0.0.0', 8)
ownAddresses.addAddress('::1', 'ipv6')

/** Node matches an IPv4 address written as IPv6 (`::ffff:127.0.0.1`) too. */
function isOwnAddress(address: string): boolean {
  return ownAddresses.check(address, address.includes(':') ? 'ipv6' : 'ipv4')
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
