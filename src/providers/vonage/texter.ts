/** SMS through Vonage's Messages API: https://developer.vonage.com/en/api/messages */
import { Channels, Messages, MessageTypes } from '@vonage/messages'
import { z } from 'zod'
import type { VonageConfig } from '../../config/providers.ts'
import { RefusedByProvider } from '../../domain/message-failures.ts'
import type { Sms, Texter } from '../../domain/texter.ts'
import { type Bounds, createProviderFetch, type ProviderFetch } from '../http/provider-fetch.ts'
import { readVonageReason } from './reasons.ts'

type Account = Pick<VonageConfig, 'apiKey' | 'apiSecret' | 'apiBase'>

/** What becomes of the SMS comes to the account's status webhook, with our id as `client_ref`. There is no search. */
export function createVonageTexter(account: Account, bounds?: Bounds): Texter {
  const client = new BoundedMessages(account, createProviderFetch(account.apiBase, bounds))
  return {
    async send(sms) {
      const { messageUUID } = await client.send(toMessage(sms)).catch(throwRefusal)
      if (!messageUUID) throw new Error('Vonage gave an unreadable answer')
      return { ref: messageUUID }
    },
  }
}

/** Vonage takes E.164 without the plus sign. */
function toMessage({ to, from, text, messageId }: Sms) {
  const number = to.replace(/^\+/, '')
  const kind = { channel: Channels.SMS, messageType: MessageTypes.TEXT } as const
  return { ...kind, to: number, from, text, clientRef: messageId }
}

/** The library's own `sendRequest` follows redirects, reads answers of any size, and cannot be given a `fetch`. */
class BoundedMessages extends Messages {
  readonly #fetch: ProviderFetch

  constructor({ apiKey, apiSecret, apiBase }: Account, fetch: ProviderFetch) {
    super({ apiKey, apiSecret }, { apiHost: apiBase })
    this.#fetch = fetch
  }

  override async sendRequest<T>(request: Parameters<Messages['sendRequest']>[0]) {
    const { url, method, headers = {} } = await this.prepareRequest(request)
    const body = this.prepareBody(request) ?? null
    return this.parseResponse<T>(request, await this.#fetch(url, { method, headers, body }))
  }
}

const problem = z.object({
  type: z.string().optional(),
  title: z.string().optional(),
  invalid_parameters: z.array(z.object({ name: z.string() })).optional(),
})

// A 500 only says that something failed at Vonage: the message may have been taken.
const accountStatuses = [401, 402, 403]

async function throwRefusal(error: unknown): Promise<never> {
  const response = (error as { response?: Response }).response
  const status = response?.status ?? 0
  if (accountStatuses.includes(status)) throw new RefusedByProvider('account', `Vonage ${status}`)
  if (status !== 422) throw error
  const { data } = problem.safeParse(await response?.json().catch(() => undefined))
  const code = data?.type?.match(/#\d+$/)?.[0] ?? ''
  throw new RefusedByProvider(readVonageReason(data?.type) ?? readInvalidField(data), `Vonage 422 ${code}`)
}

function readInvalidField(data: z.infer<typeof problem> | undefined) {
  const about = [data?.title, ...(data?.invalid_parameters ?? []).map(({ name }) => name)].join(' ')
  if (/\bto\b|recipient/i.test(about)) return 'unknown_address'
  return /\bfrom\b|sender/i.test(about) ? 'invalid_sender' : 'other'
}
