/**
 * Compresses the customer's pages, which come over phones' networks. At once and in memory: a stream for each page
 * takes longer than the page. Nothing another site sends is repeated in them, so that their size betrays no secret
 * (BREACH); the portal's pages are not compressed.
 */
import { brotliCompressSync, constants } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

const params = {
  // Quick, and nearly as small as the best. The window is as large as a page.
  [constants.BROTLI_PARAM_QUALITY]: 3,
  [constants.BROTLI_PARAM_LGWIN]: 14,
  [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
}

export function compressPages(app: FastifyInstance): void {
  app.addHook('onSend', (req, reply, payload, done) => {
    if (typeof payload !== 'string' || payload === '') return done(null, payload)
    const vary = reply.getHeader('Vary')
    reply.header('Vary', vary ? `${vary}, Accept-Encoding` : 'Accept-Encoding')
    if (!/\bbr\b/.test(String(req.headers['accept-encoding']))) return done(null, payload)
    reply.header('Content-Encoding', 'br')
    return done(null, brotliCompressSync(payload, { params }))
  })
}
