/** The slip of a request: a sheet of A6 to hand over or to put on a counter. */
import type { FastifyInstance } from 'fastify'
import QRCode from 'qrcode'
import type { Deps } from '../../deps.ts'
import type { Language } from '../../domain/words.ts'
import { catalogueOf } from '../../i18n/catalogues.ts'
import { paymentLink } from '../../messages/compose.ts'
import type { PaymentRequest } from '../../requests/store.ts'
import { findListQuery } from '../../web/list-address.ts'
import { paths } from '../../web/paths.ts'
import { patterns } from '../../web/patterns.ts'
import { requireRequest } from './detail.ts'

export function slipRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Params: { id: string } }>(patterns.slip, async (req, reply) => {
    const request = await requireRequest(deps, req.merchant, req.params.id)
    if (request.status !== 'pending') return reply.redirect(paths.request(request, findListQuery(req)), 303)
    const link = paymentLink(deps.config, request.token)
    const qr = await QRCode.toString(link, { type: 'svg', margin: 0 })
    return reply.page('requests/slip', { request, link, qr, words: wordsIn(request.language) })
  })
}

/** The customer reads the slip, so it is in the language of the request. */
function wordsIn(lang: Language) {
  const { slip, checkout } = catalogueOf(lang)
  return { ...slip, until: checkout.until }
}

declare module '../../web/views.ts' {
  interface Views {
    'requests/slip': {
      request: PaymentRequest
      link: string
      /** An svg. */
      qr: string
      words: ReturnType<typeof wordsIn>
    }
  }
}
