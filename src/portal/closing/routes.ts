/** Closing the account: the page that says what it means, and the change. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type ReauthenticationProblem, reauthenticate } from '../../accounts/sign-in/reauthenticate.ts'
import type { Deps } from '../../deps.ts'
import { cleanText } from '../../domain/plain-text.ts'
import { forOwners } from '../../domain/roles.ts'
import type { Catalogue } from '../../i18n/catalogues.ts'
import { countPayable } from '../../merchants/closing-store.ts'
import { leaveFlash } from '../../web/flash.ts'
import { paths } from '../../web/paths.ts'
import { closeMerchant } from './close.ts'

const form = z.object({ trade_name: z.string().default('') })

interface Said {
  typed?: string
  problem?: keyof Catalogue['closing']['problems']
  passwordProblem?: ReauthenticationProblem | undefined
  refusal?: keyof Catalogue['closing']['refusals']
}

export function closingRoutes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps

  app.get(paths.closing, forOwners, async (req, reply) => show(req, reply, {}))

  app.post(paths.closing, forOwners, async (req, reply) => {
    const { trade_name: typed } = form.parse(req.body ?? {})
    const problem = nameProblem(typed, req.merchant.trade_name)
    if (problem) return show(req, reply.code(422), { typed, problem })
    const passwordProblem = await reauthenticate(deps, req, reply)
    if (passwordProblem) return show(req, reply, { typed, passwordProblem })
    const refusal = await closeMerchant(db, req.merchant)
    if (refusal) return show(req, reply.code(409), { typed, refusal })
    leaveFlash(reply, 'closed')
    return reply.redirect(paths.team, 303)
  })

  async function show(req: FastifyRequest, reply: FastifyReply, said: Said): Promise<FastifyReply> {
    const payable = await countPayable(db, req.merchant.id)
    return reply.page('closing/closing', { payable, ...said })
  }
}

/** The name must be typed exactly, except for capitals. */
function nameProblem(typed: string, tradeName: string): Said['problem'] {
  const name = cleanText(typed)
  if (name === '') return 'empty'
  return name.toLowerCase() === tradeName.toLowerCase() ? undefined : 'different'
}

declare module '../../web/views.ts' {
  interface Views {
    'closing/closing': Said & { payable: number }
  }
}
