/** A person's merchants: which one this session looks at, and adding one. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { openAnother } from '../../accounts/team/open-another.ts'
import { chooseMerchant } from '../../accounts/team/store.ts'
import type { Deps } from '../../deps.ts'
import { NotFound } from '../../domain/errors.ts'
import { longestTradeName, parseName } from '../../domain/name.ts'
import type { Catalogue } from '../../i18n/catalogues.ts'
import { paths } from '../../web/paths.ts'

type Problem = keyof Catalogue['signUp']['problems']['trade_name']

const choiceForm = z.object({ merchant: z.string().default('') })
const openingForm = z.object({ trade_name: z.string().default('') })

export function merchantRoutes(app: FastifyInstance, { db, config }: Deps): void {
  app.post(paths.merchantChoice, async (req, reply) => {
    const { merchant } = choiceForm.parse(req.body ?? {})
    const { userId, sessionId } = req.person
    if (!(await chooseMerchant(db, merchant, userId, sessionId))) throw new NotFound()
    return reply.redirect(paths.requests, 303)
  })

  if (config.signUp !== 'open') return

  app.get(paths.newMerchant, async (_req, reply) => showForm(reply, ''))

  app.post(paths.merchants, async (req, reply) => {
    const { trade_name: typed } = openingForm.parse(req.body ?? {})
    const tradeName = parseName(typed, longestTradeName, config.brandName)
    if (!tradeName.ok) return showForm(reply.code(422), typed, tradeName.problem)
    await openAnother(db, req.person, tradeName.value)
    return reply.redirect(paths.requests, 303)
  })
}

function showForm(reply: FastifyReply, typed: string, problem?: Problem): FastifyReply {
  return reply.page('team/new_merchant', { typed, problem })
}

declare module '../../web/views.ts' {
  interface Views {
    'team/new_merchant': { typed: string; problem: Problem | undefined }
  }
}
