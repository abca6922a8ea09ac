import type { FastifyReply } from 'fastify'

/**
 * Sends an e-mail's own HTML for a sandboxed frame: inline styles are allowed, scripts do not run, links open outside
 * the frame.
 */
export function sendLetter(reply: FastifyReply, html: string): FastifyReply {
  return reply.header('Content-Security-Policy', policy).type('text/html; charset=utf-8').send(html)
}

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
