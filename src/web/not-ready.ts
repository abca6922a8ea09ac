import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Config } from '../config/config.ts'

const headers = { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store', 'Retry-After': '5' }

/** Alive, and not ready: 503 to everything, `/sante` included, until what it resolves to is called. */
export async function answerNotReady({
  host,
  port,
}: Pick<Config, 'host' | 'port'>): Promise<() => Promise<void>> {
  const server = createServer((_req, res) => res.writeHead(503, headers).end('unavailable'))
  server.listen(port, host)
  await once(server, 'listening')
  return async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
}
