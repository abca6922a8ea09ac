import type { FastifyRequest } from 'fastify'

/**
 * True when htmx wants an element to swap. For a boosted link or a restored page htmx needs the whole page, as a
 * browser does.
 */
export function isFragmentRequest(req: FastifyRequest): boolean {
  return (
    req.headers['hx-request'] === 'true' &&
    req.headers['hx-request-type'] !== 'full' &&
    req.headers['hx-history-restore-request'] !== 'true'
  )
}
