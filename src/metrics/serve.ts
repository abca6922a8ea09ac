/** Metrics for Prometheus, on a port of their own that the public never reaches. They hold no secret and no address. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { Registry, register } from 'prom-client'
import type { Config } from '../config/config.ts'
import { connect, createPool } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { createGauges } from './gauges.ts'

interface Log {
  error(values: object, text: string): void
}

/** Does nothing without METRICS_PORT. Returns what stops it. */
export async function serveMetrics(
  { config, databaseDirectUrl }: Pick<Deps, 'config' | 'databaseDirectUrl'>,
  log: Log,
): Promise<() => Promise<void>> {
  if (!config.metrics) return async () => {}
  // A connection of its own: metrics are asked for when the others are all busy.
  const db = connect(
    createPool(databaseDirectUrl, { name: 'acquit metrics', max: 1, statementTimeoutMs: 2_000 }),
  )
  const { registry, read } = createGauges(db, (err) => log.error({ err }, 'metrics of the database'))
  const everything = Registry.merge([register, registry])
  const server = createServer(async (req, res) => {
    const isAsked = req.method === 'GET' && req.url === '/metrics'
    if (!isAsked) return res.writeHead(404).end()
    await read()
    const text = await everything.metrics()
    return res.writeHead(200, { 'Content-Type': everything.contentType }).end(text)
  })
  await listen(server, config.metrics)
  return async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await Promise.all([closed, db.destroy()])
  }
}

async function listen(server: Server, { host, port }: NonNullable<Config['metrics']>): Promise<void> {
  server.listen(port, host)
  await once(server, 'listening')
}
