/** What every answer carries and every request must show: headers, Host, same origin. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { paths } from './paths.ts'

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self' https://checkout.stripe.com",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'X-Robots-Tag': 'noindex, nofollow',
  'Cache-Control': 'no-store',
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

class Forbidden extends Error {
  readonly statusCode = 403
}

class Misdirected extends Error {
  readonly statusCode = 421
}

export function registerGuard(app: FastifyInstance, config: Pick<Config, 'hosts'>): void {
  app.addHook('onRequest', async (req, reply) => {
    reply.headers(headers)
    if (req.url !== paths.health && !config.hosts.includes(req.host)) throw new Misdirected('unknown host')
    if (!safeMethods.has(req.method) && !isSameOrigin(req)) throw new Forbidden('cross-site request')
  })
}

/** Webhooks come from elsewhere and authenticate themselves: their routes say so in `config`. */
function isSameOrigin(req: FastifyRequest): boolean {
  if (req.routeOptions.config.crossSite) return true
  const site = req.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  return req.headers.origin === `${req.protocol}://${req.host}`
}

declare module 'fastify' {
  interface FastifyContextConfig {
    crossSite?: boolean
  }
}
