/**
 * E-mail through any relay that speaks SMTP, over TLS unless it is on this machine. SMTP has no search, so there is no
 * `find`.
 */
import { Readable } from 'node:stream'
import { createTransport, type SMTPTransportOptions } from 'nodemailer'
import type { SmtpConfig } from '../../config/providers.ts'
import { checkHeaders } from '../../domain/mail-headers.ts'
import type { Mailer } from '../../domain/mailer.ts'
import { callOn, NotCalled } from '../http/breaker.ts'
import { isSilence, readSmtpFailure } from './errors.ts'

interface Options {
  timeoutMs?: number
}

/** `from` is the platform's address. Each step of the conversation may take `timeoutMs`, the whole three times that. */
export function createSmtpMailer(
  from: string,
  smtp: SmtpConfig,
  { timeoutMs = 10_000 }: Options = {},
): Mailer {
  const options = transportOptions(smtp, timeoutMs)
  const domain = from.slice(from.lastIndexOf('@') + 1)
  return {
    async send(email) {
      checkHeaders(email)
      const transport = createTransport(options)
      let isWriting = false
      // The content is read only after the relay has answered 354. Before that, the relay has nothing of the message.
      transport.use('stream', (mail, done) => {
        mail.message.processFunc((content) =>
          Readable.from(
            watch(content, () => {
              isWriting = true
            }),
          ),
        )
        done()
      })
      const message = {
        from: { name: email.fromName, address: from },
        to: { name: '', address: email.to },
        replyTo: { name: '', address: email.replyTo },
        subject: email.subject,
        text: email.text,
        html: email.html,
        messageId: `<${email.messageId}@${domain}>`,
        envelope: { from, to: [email.to] },
        signal: AbortSignal.timeout(3 * timeoutMs),
      }
      const relay = `smtp ${options.host}:${options.port}`
      try {
        const send = async () => ({ ref: (await transport.sendMail(message)).messageId })
        return await callOn(relay, send, { isSilence })
      } catch (error) {
        throw error instanceof NotCalled ? error : readSmtpFailure(error, isWriting)
      }
    },
  }
}

async function* watch(content: AsyncIterable<Buffer>, onFirst: () => void) {
  onFirst()
  yield* content
}

/** A local Postfix may offer STARTTLS with a certificate that nobody has signed. */
const withoutTls = { requireTLS: false, tls: { rejectUnauthorized: false } }

/**
 * `smtps` uses TLS from the start. With `smtp`, the relay must offer STARTTLS, or nothing is sent. Certificates are
 * verified.
 */
export function transportOptions(
  { url: address, isLocal = false }: SmtpConfig,
  timeoutMs: number,
): SMTPTransportOptions {
  const url = new URL(address)
  const secure = url.protocol === 'smtps:'
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: true,
    ...(url.username && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    dnsTimeout: timeoutMs,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    maxResponseSize: 64 * 1024,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(isLocal ? withoutTls : {}),
  }
}
