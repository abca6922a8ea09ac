import type { FastifyReply, FastifyRequest } from 'fastify'

/** htmx wants an element to swap; a boosted or restored page is asked for whole, as a plain browser does. */
export function isFragmentRequest(req: FastifyRequest): boolean {
  return (
    req.headers['hx-request'] === 'true' &&
    req.headers['hx-request-type'] !== 'full' &&
    req.headers['hx-history-restore-request'] !== 'true'
  )
}

/** The answer replaces this element instead of the form's own target, and the address bar shows `url`. */
export function swapPage(reply: FastifyReply, selector: string, url: string): void {
  if (!isFragmentRequest(reply.request)) return
  reply.header('HX-Retarget', selector).header('HX-Reswap', 'outerHTML').header('HX-Push-Url', url)
}
