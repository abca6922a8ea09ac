import type { FastifyRequest, FastifyServerOptions } from 'fastify'
import type { Config } from '../config.ts'

/** A URL holds the customer's secret link, so what is logged is the route's pattern. */
export function loggerOptions(
  { production }: Pick<Config, 'production'>,
  stream?: { write(line: string): void },
): Exclude<FastifyServerOptions['logger'], undefined> {
  return {
    level: production || stream ? 'info' : 'warn',
    ...(stream ? { stream } : {}),
    serializers: {
      req: (req: FastifyRequest) => ({
        method: req.method,
        route: req.routeOptions?.url ?? 'none',
        ip: req.ip,
      }),
      res: (reply) => ({ statusCode: reply.statusCode }),
    },
  }
}
