import type { FastifyRequest } from 'fastify'

/** htmx wants an element to swap; a boosted or restored page is asked for whole, as a plain browser does. */
export function isFragmentRequest(req: FastifyRequest): boolean {
  return (
    req.headers['hx-request'] === 'true' &&
    req.headers['hx-request-type'] !== 'full' &&
    req.headers['hx-history-restore-request'] !== 'true'
  )
}
