/** How the HTTP server reads requests: limits, time-outs, addresses, ids. */
import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import type { FastifyHttpOptions } from 'fastify'
import type { Deps } from './deps.ts'
import { withoutPastedTail } from './pay/pasted-link.ts'
import { readableUrl, readQuery } from './web/fields.ts'
import { type LogStream, loggerOptions } from './web/logger.ts'

export function serverOptions({ config }: Deps, stream?: LogStream): FastifyHttpOptions<Server> {
  return {
    logger: loggerOptions(config, stream),
    genReqId: () => randomUUID(),
    trustProxy: config.trustProxy.length > 0 ? config.trustProxy : false,
    bodyLimit: 64 * 1024,
    // A request that has not arrived after 30 s is cut off at the next of these checks.
    http: { headersTimeout: 30_000, connectionsCheckingInterval: 5_000 },
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    rewriteUrl: (req) => readableUrl(withoutPastedTail(req.url ?? '/')),
    // A parameter that is too long reaches its handler, which answers 404 as for any unknown id.
    routerOptions: { querystringParser: readQuery, maxParamLength: 16_384 },
  }
}
