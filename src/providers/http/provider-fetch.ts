/** How adapters call their provider over HTTP: one origin, one deadline, a bounded answer, no redirect followed. */
import { once } from 'node:events'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { TryLater } from '../../domain/message-failures.ts'
import { callOn } from './breaker.ts'

export interface Bounds {
  /** What the breaker watches, when it is less than the whole provider: `base`, a space, and which account there. */
  line?: string
  timeoutMs?: number
  maxBytes?: number
}

export type ProviderFetch = (input: unknown, init?: RequestInit) => Promise<Response>

/**
 * A `fetch` for a provider's library, which only reaches `base`. Throws `TryLater` when nothing of the request was
 * written, or when the provider limits the rate (429); `NotCalled` when it has not answered the last calls. After any
 * other error nobody knows whether the request was received. A redirect is returned as an answer.
 */
export function createProviderFetch(base: string, bounds: Bounds = {}): ProviderFetch {
  const { line = base, timeoutMs = 10_000, maxBytes = 1024 * 1024 } = bounds
  return async (input, init = {}) => {
    const url = new URL(String(input))
    if (url.origin !== base) throw new Error(`${url.origin} is not the provider's address`)
    const call = async () => {
      const answer = await ask(url, init, AbortSignal.timeout(timeoutMs))
      const body = await read(answer, maxBytes)
      return { statusCode: answer.statusCode!, headers: answer.headers, body }
    }
    const outcomeOf = ({ statusCode }: { statusCode: number }) => String(statusCode)
    const { statusCode, headers, body } = await callOn(line, call, { outcomeOf })
    if (statusCode === 429) throw new TryLater('429', readRetryAfter(headers['retry-after']))
    return new Response(body, {
      status: statusCode,
      headers: { 'content-type': headers['content-type'] ?? '' },
    })
  }
}

/**
 * Uses Node's own `request`, because `fetch` does not distinguish an address that cannot be reached in time from an
 * answer that did not come. Each call has a new connection: on a reused one, writing to a peer that has just closed
 * looks like a reset.
 */
async function ask(url: URL, init: RequestInit, signal: AbortSignal): Promise<IncomingMessage> {
  const isSecure = url.protocol === 'https:'
  const headers = Object.fromEntries(new Headers(init.headers))
  const request = (isSecure ? https : http).request(url, {
    method: init.method ?? 'GET',
    headers,
    signal,
    agent: false,
  })
  let isConnected = false
  request.once('socket', (socket) => {
    socket.once(isSecure ? 'secureConnect' : 'connect', () => {
      isConnected = true
    })
  })
  // Once the answer has begun, its own stream reports errors. Without this listener, a late error here would end the
  // process.
  request.on('error', () => {})
  request.end(init.body)
  try {
    const [answer] = await once(request, 'response')
    return answer
  } catch (error) {
    throw isConnected ? error : new TryLater(`no connection, ${codeOf(error)}`)
  }
}

async function read(answer: IncomingMessage, maxBytes: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer) {
    size += chunk.length
    if (size > maxBytes) throw new Error(`the provider's answer is longer than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Seconds, or a date: RFC 9110, 10.2.3. */
function readRetryAfter(header: string | undefined): number | undefined {
  const seconds = /^\d+$/.test(header ?? '') ? Number(header) : (Date.parse(header ?? '') - Date.now()) / 1000
  return seconds >= 0 ? Math.ceil(seconds) : undefined
}

function codeOf(error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException
  return code ?? name
}
