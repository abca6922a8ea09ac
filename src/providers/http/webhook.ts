/** What providers' webhooks have in common. They come from elsewhere and prove themselves who they are. */
import type { FastifyInstance } from 'fastify'

/** 401 makes the providers of messages try again later. */
export class Unauthorized extends Error {
  readonly statusCode = 401
}

export const webhook = { config: { crossSite: true } }

/** For a plugin of its own: a signature is over the bytes that were sent, not over what we would write. */
export function takeRawJson(app: FastifyInstance): void {
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_req, body, done) => done(null, body))
}

/** Another content type, or none, is a body without a report in it. */
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
