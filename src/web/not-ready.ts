import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Config } from '../config/config.ts'

const headers = { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store', 'Retry-After': '5' }

/** Answers 503 to everything, `/sante` included, until the returned function is called: alive, but not ready. */
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
