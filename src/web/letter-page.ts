import type { FastifyReply } from 'fastify'

/**
 * An e-mail's own HTML, for a sandboxed frame of ours: its styles are inline as mail clients want them, its scripts
 * dead, its links open elsewhere.
 */
export function sendLetter(reply: FastifyReply, html: string): FastifyReply {
  return reply.header('Content-Security-Policy', policy).type('text/html; charset=utf-8').send(html)
}

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
