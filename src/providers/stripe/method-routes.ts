/** What a merchant's customers may pay with at Stripe. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { forAdmins } from '../../domain/roles.ts'
import { leaveFlash } from '../../web/flash.ts'
import { paths } from '../../web/paths.ts'
import { saveMethods } from '../keys/method-store.ts'
import { methods } from './methods.ts'

const gateway = 'stripe'
const ticked = z.record(z.string(), z.string())

export function methodRoutes(app: FastifyInstance, { db }: Deps): void {
  app.post(paths.gatewayMethods(gateway), forAdmins, async (req, reply) => {
    const body = ticked.parse(req.body ?? {})
    const chosen = methods.filter((method) => body[method] === 'on')
    await saveMethods(db, req.merchant.id, gateway, chosen)
    leaveFlash(reply, 'saved')
    return reply.redirect(paths.gatewayKeys(gateway), 303)
  })
}
