import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isAway } from '../db/trouble.ts'
import { NotAllowed, OtherMerchant, TooMany } from '../domain/errors.ts'
import type { Language } from '../domain/words.ts'
import { acceptedLanguage } from './language.ts'
import { paths } from './paths.ts'

/** Answers every error that no handler answered (400 to 599): a neutral page with the request's id and nothing else. */
export function registerErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((req, reply) => errorPage(req, reply, 404))
  app.setErrorHandler((error: FastifyError, req, reply) => {
    const status = statusOf(error)
    if (status >= 500) req.log.error({ err: error }, 'request failed')
    else req.log.info({ refusal: error.code ?? error.constructor.name, status }, 'request refused')
    if (error instanceof TooMany) reply.header('Retry-After', error.retryAfterSeconds)
    return errorPage(req, reply, status, {
      words: wordsFor(error),
      ...(error instanceof TooMany && { retryAfterSeconds: error.retryAfterSeconds }),
    })
  })
}

/** Undefined when the status alone says what happened. */
function wordsFor(error: Error): string | undefined {
  if (error instanceof NotAllowed) return 'role'
  if (error instanceof OtherMerchant) return 'merchant'
  return error instanceof TooMany ? error.limit : undefined
}

function statusOf(error: FastifyError): number {
  if (isAway(error)) return 503
  const status = error.statusCode ?? 500
  return status >= 400 && status < 600 ? status : 500
}

interface Why {
  retryAfterSeconds?: number
  words?: string | undefined
}

function errorPage(req: FastifyRequest, reply: FastifyReply, status: number, why: Why = {}) {
  if (status === 503) reply.header('Retry-After', 5)
  return reply.code(status).page('errors/error', {
    status,
    reference: req.id.slice(0, 8),
    ...(isOfCustomer(req.originalUrl) && {
      isForPayer: true,
      lang: req.linkLanguage ?? acceptedLanguage(req),
    }),
    // The address itself is not repeated, since anybody may have written it.
    ...(req.method === 'GET' && { path: paths.home }),
    ...why,
  })
}

/** What customers open: nothing there tells of the portal, or that somebody is signed in to it. */
const isOfCustomer = (url: string) => url.startsWith(paths.pay({ token: '' }))

declare module 'fastify' {
  interface FastifyRequest {
    /** The language of the payment request whose link was opened. */
    linkLanguage?: Language
  }
}
