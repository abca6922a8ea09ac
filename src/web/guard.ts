/** What every answer carries and every request must show: headers, Host, same origin. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refuseUnreadable } from './fields.ts'
import { paths } from './paths.ts'

/** Browsers hold the redirect after a form to `form-action` too. */
const contentSecurityPolicy = (formTargets: string[], framedBy: "'none'" | "'self'") =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    `form-action 'self' ${formTargets.join(' ')}`,
    "base-uri 'none'",
    "object-src 'none'",
    `frame-ancestors ${framedBy}`,
  ].join('; ')

const headers = {
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

interface Allowed {
  /** `Host` headers we answer to. */
  hosts: string[]
  /** Origins where a form of ours may lead, beside our own. */
  formTargets: string[]
}

export function registerGuard(app: FastifyInstance, { hosts, formTargets }: Allowed): void {
  const policy = contentSecurityPolicy(formTargets, "'none'")
  const framedPolicy = contentSecurityPolicy(formTargets, "'self'")
  app.addHook('onRequest', async (req, reply) => {
    const { isFramed } = req.routeOptions.config
    reply.headers({ 'Content-Security-Policy': isFramed ? framedPolicy : policy, ...headers })
    refuseUnreadable(req)
    if (req.url !== paths.health && !hosts.includes(req.host)) throw new Misdirected('unknown host')
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
    /** A page of ours shows it in a frame. */
    isFramed?: boolean
  }
}
