import type { FastifyRequest, FastifyServerOptions } from 'fastify'
import type { Config } from '../config/config.ts'

export interface LogStream {
  write(line: string): void
}

/** Logs the pattern of a route, never its URL: URLs contain customers' secret links. */
export function loggerOptions(
  { production }: Pick<Config, 'production'>,
  stream?: LogStream,
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
      err: describeError,
      res: (reply) => ({ statusCode: reply.statusCode }),
    },
  }
}

/**
 * PostgreSQL's messages quote values of rows, so only the place of its errors is logged. Other errors are ours or a
 * library's, and contain no secret.
 */
export function describeError(error: Error) {
  const type = error.name
  const stack = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
  const { code, severity, constraint, table, column, routine } = error as unknown as Record<
    string,
    string | undefined
  >
  if (severity === undefined) return { type, message: error.message, code, stack }
  return { type, message: 'refused by PostgreSQL', code, constraint, table, column, routine, stack }
}
