/** What all webhooks share. They come from other sites, and each route checks the sender itself. */
import type { FastifyInstance } from 'fastify'

/** A 401 makes the providers of messages try again later. */
export class Unauthorized extends Error {
  readonly statusCode = 401
}

export const webhook = { config: { crossSite: true } }

/** Call it in a plugin of its own. Signatures are made over the bytes that were sent, so the body must stay raw. */
export function keepJsonRaw(app: FastifyInstance): void {
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_req, body, done) => done(null, body))
}

/** A body of another content type, or none, counts as empty. */
export function bytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0)
}

export function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
