/** Requests no browser of ours would send: any body, any header, and bytes straight into the socket. */
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { origin, type World } from '../fixtures/app.ts'
import type { Client } from '../fixtures/client.ts'

export const form = 'application/x-www-form-urlencoded'
export const host = new URL(origin).host

interface Sending {
  headers?: Record<string, string>
  as?: Client
  from?: string
}

/** A form post as our own page would send it, with this very body. */
export function postBody(
  { app }: World,
  url: string,
  payload: string | Buffer,
  { headers, as, from }: Sending = {},
) {
  return app.inject({
    method: 'POST',
    url,
    payload,
    ...(from ? { remoteAddress: from } : {}),
    headers: {
      host,
      cookie: cookieOf(as),
      'content-type': form,
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
  })
}

export function cookieOf(client: Client | undefined): string {
  return [...(client?.cookies ?? [])].map((pair) => pair.join('=')).join('; ')
}

/** Listens on a port of its own, and answers a way to write raw requests to it. */
export async function openSocket({ app }: World): Promise<(text: string) => Promise<string>> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  return async (text) => {
    const socket = connect(port, '127.0.0.1')
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', () => {})
    socket.setTimeout(2_000, () => socket.destroy())
    socket.write(text, 'latin1')
    await once(socket, 'close')
    return Buffer.concat(chunks).toString()
  }
}

/** A raw GET that asks the server to hang up afterwards. */
export const rawGet = (target: string, method = 'GET') =>
  `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`

/** A limit's window must not end under a test: with less than `margin` seconds left, waits for the next one. */
export async function waitForRoom(windowSeconds: number, margin = 8): Promise<void> {
  const left = windowSeconds - ((Date.now() / 1000) % windowSeconds)
  if (left < margin) await new Promise((resolve) => setTimeout(resolve, left * 1000 + 200))
}

/** Pages that differ only by their request's id are the same page. */
export function withoutRequestId(body: string): string {
  return body.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
}
