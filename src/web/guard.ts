/** Headers of every answer, and checks of every request: its Host, and that forms come from our own pages. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuseUnreadable } from './fields.ts'
import { paths } from './paths.ts'

/** Browsers also apply `form-action` to the redirect after a form, so it must allow the gateway's page. */
const contentSecurityPolicy = (formTargets: string[], framedBy: "'none'" | "'self'") =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
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
  // With `no-referrer`, browsers would send `Origin: null` with our own forms (Fetch, "append a request Origin header").
  'Referrer-Policy': 'same-origin',
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
  /** The origin of our pages, as people see it. */
  publicUrl: string
  /** The values of the `Host` header that we answer to. */
  hosts: string[]
  /** Other origins that our forms may lead to. */
  formTargets: string[]
}

export function registerGuard(app: FastifyInstance, { publicUrl, hosts, formTargets }: Allowed): void {
  const policy = contentSecurityPolicy(formTargets, "'none'")
  const framedPolicy = contentSecurityPolicy(formTargets, "'self'")
  const { protocol } = new URL(publicUrl)
  app.addHook('onRequest', async (req, reply) => {
    const { isFramed } = req.routeOptions.config
    reply.headers({ 'Content-Security-Policy': isFramed ? framedPolicy : policy, ...headers })
    refuseUnreadable(req)
    if (req.url !== paths.health && !hosts.includes(req.host)) throw new Misdirected('unknown host')
    if (!safeMethods.has(req.method) && !isSameOrigin(req, `${protocol}//${req.host}`))
      throw new Forbidden('cross-site request')
  })
}

/**
 * Lets the forms of this page lead to any https address: a gateway may have its page at a domain of the merchant's own,
 * which is known only when the payment begins.
 */
export function allowLeavingByForm(reply: FastifyReply): void {
  const policy = String(reply.getHeader('Content-Security-Policy'))
  reply.header('Content-Security-Policy', policy.replace("form-action 'self'", '$& https:'))
}

/**
 * Our origin has the scheme of `PUBLIC_URL`, because a proxy may speak plain http with us. Webhooks come from other
 * sites and authenticate themselves; their routes set `crossSite`.
 */
function isSameOrigin(req: FastifyRequest, origin: string): boolean {
  if (req.routeOptions.config.crossSite) return true
  const site = req.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  // Safari before 16.4, Firefox before 90, and all browsers over plain http except to their own machine.
  return req.headers.origin === origin
}

declare module 'fastify' {
  interface FastifyContextConfig {
    crossSite?: boolean
    /** A page of ours shows this route in a frame. */
    isFramed?: boolean
  }
}
