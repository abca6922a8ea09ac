/** E-mail through Postmark: https://postmarkapp.com/developer/api/email-api */
import { Errors, type Message, Models, ServerClient } from 'postmark'
import type { PostmarkConfig } from '../../config/providers.ts'
import { checkHeaders, formatMailbox } from '../../domain/mail-headers.ts'
import type { Email, Mailer } from '../../domain/mailer.ts'
import { type MessageFailure, RefusedByProvider, TryLater } from '../../domain/message-failures.ts'
import { type Bounds, createProviderFetch, type ProviderFetch } from '../http/provider-fetch.ts'

type Account = Pick<PostmarkConfig, 'serverToken' | 'apiBase'>

// Postmark's search lags behind sending by minutes. Before this time, an empty answer proves nothing.
const indexedAfterMs = 15 * 60_000

/** `from` is the platform's address. `find` throws when Postmark does not answer. */
export function createPostmarkMailer(from: string, account: Account, bounds?: Bounds): Mailer {
  const ask = createAsk(account, bounds)
  return {
    async send(email) {
      checkHeaders(email)
      const { MessageID } = await ask((client) => client.sendEmail(toMessage(email, from)))
      if (!MessageID) throw new Error('Postmark gave an unreadable answer')
      return { ref: MessageID }
    },
    // The search has no dates: Postmark reads them in US Eastern time, and the tag is enough.
    async find({ messageId, to, since }) {
      const filter = { recipient: to, tag: messageId, count: 10, offset: 0 }
      const { Messages } = await ask((client) => client.getOutboundMessages(filter))
      if (!Array.isArray(Messages)) throw new Error('Postmark gave an unreadable answer')
      const found = Messages.find(({ Metadata }) => Metadata?.message_id === messageId)
      if (found) return { ref: found.MessageID }
      const isTooEarly = Date.now() - since.getTime() < indexedAfterMs
      return isTooEarly || Messages.length > 0 ? undefined : null
    },
  }
}

function toMessage(email: Email, from: string): Message {
  return {
    From: formatMailbox(email.fromName, from),
    To: email.to,
    ReplyTo: email.replyTo,
    Subject: email.subject,
    TextBody: email.text,
    HtmlBody: email.html,
    MessageStream: 'outbound',
    Tag: email.messageId,
    Metadata: { message_id: email.messageId },
    // No tracking pixel, and no link through another host, because the link is the secret (CNIL; bar L7).
    TrackOpens: false,
    TrackLinks: Models.LinkTrackingOptions.None,
  }
}

/** A new client for each call: the library drops what its `fetch` threw, which says whether anything was written. */
function createAsk({ serverToken, apiBase }: Account, bounds?: Bounds) {
  const providerFetch = createProviderFetch(apiBase, bounds)
  const { protocol, host } = new URL(apiBase)
  return <Answer>(call: (client: ServerClient) => Promise<Answer>): Promise<Answer> => {
    let thrown: unknown
    const fetch: ProviderFetch = (...request) =>
      providerFetch(...request).catch((error) => {
        thrown = error
        throw error
      })
    const client = new ServerClient(serverToken, {
      useHttps: protocol === 'https:',
      requestHost: host,
      fetch,
    })
    return call(client).catch((error) => {
      throw thrown ?? readRefusal(error)
    })
  }
}

const refusedStatuses = [401, 413, 415, 422]

/** What the error codes mean: https://postmarkapp.com/developer/api/overview#error-codes */
const reasons: Record<number, MessageFailure> = {
  10: 'account',
  400: 'invalid_sender',
  401: 'invalid_sender',
  405: 'account',
  406: 'suppressed',
  412: 'account',
  413: 'account',
}

/**
 * A 500 means that the message is lost "in most cases". A 503 without Postmark's own code comes from a proxy before
 * it.
 */
function readRefusal(error: unknown): unknown {
  if (!(error instanceof Errors.PostmarkError)) return error
  const { statusCode, code, message } = error
  const maintenance = 100
  if (statusCode === 503 && code === maintenance) return new TryLater('Postmark is being maintained')
  if (!refusedStatuses.includes(statusCode)) return error
  const reason = code === 300 ? readInvalidField(message) : reasons[code || 10]
  // Postmark's text repeats the recipient's address; the code is enough for a log.
  return new RefusedByProvider(reason ?? 'other', `Postmark ${statusCode}, error code ${code}`)
}

function readInvalidField(message: string): MessageFailure {
  if (/'From'/.test(message)) return 'invalid_sender'
  return /'To'|recipient/i.test(message) ? 'unknown_address' : 'other'
}
