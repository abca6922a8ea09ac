/**
 * Setting up and changing the second factor. The secret and the recovery codes are shown once, as the answer to a
 * post: no GET can show them again.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import QRCode from 'qrcode'
import { z } from 'zod'
import {
  addSecondFactor,
  openProposal,
  proposeSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from '../../accounts/second-factor/second-factor.ts'
import { countRecoveryCodes, findSecondFactor } from '../../accounts/second-factor/second-factor-store.ts'
import { keyUri } from '../../accounts/second-factor/totp.ts'
import { type ReauthenticationProblem, reauthenticate } from '../../accounts/sign-in/reauthenticate.ts'
import type { Deps } from '../../deps.ts'
import type { Catalogue } from '../../i18n/catalogues.ts'
import { leaveFlash } from '../../web/flash.ts'
import { paths } from '../../web/paths.ts'

const changes = ['app', 'codes', 'removal'] as const
const changeForm = z.object({ change: z.enum(changes).optional().catch(undefined) })
const typed = z.string().default('')
const activationForm = z.object({ sealed: typed, code: typed })

type Words = Catalogue['accounts']['secondFactor']

interface Asked {
  change?: (typeof changes)[number] | undefined
  passwordProblem?: ReauthenticationProblem
  problem?: keyof Words['problems']
}

export function secondFactorRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, config } = deps

  app.get(paths.secondFactor, async (req, reply) => showSecondFactor(req, reply))

  app.post(paths.secondFactor, async (req, reply) => {
    const { userId } = req.person
    const { change } = changeForm.parse(req.body ?? {})
    const passwordProblem = await reauthenticate(deps, req, reply)
    if (passwordProblem) return showSecondFactor(req, reply, { change, passwordProblem })
    if (!change) return showSecondFactor(req, reply.code(422), { problem: 'nothing' })
    if (change === 'app') return showApp(req, reply, await proposeSecondFactor(deps, userId))
    if (change === 'codes') return showCodes(reply, await renewRecoveryCodes(deps, userId), 'renewed')
    await removeSecondFactor(deps, userId)
    leaveFlash(reply, 'second_factor_removed')
    return reply.redirect(paths.account, 303)
  })

  app.get(paths.secondFactorActivation, async (_req, reply) => reply.redirect(paths.secondFactor, 303))

  app.post(paths.secondFactorActivation, async (req, reply) => {
    const { userId } = req.person
    const { sealed, code } = activationForm.parse(req.body ?? {})
    const secret = await openProposal(deps, userId, sealed)
    if (!secret) return showSecondFactor(req, reply.code(409), { problem: 'too_late' })
    const codes = await addSecondFactor(deps, userId, secret, code)
    if (!codes) return showApp(req, reply.code(422), { secret, sealed }, code ? 'wrong' : 'missing')
    return showCodes(reply, codes, 'added')
  })

  async function showSecondFactor(
    req: FastifyRequest,
    reply: FastifyReply,
    asked: Asked = {},
  ): Promise<FastifyReply> {
    const { userId } = req.person
    const factor = await findSecondFactor(db, userId)
    const codesLeft = await countRecoveryCodes(db, userId)
    return reply.page('account/second_factor', { since: factor?.created_at, codesLeft, changes, ...asked })
  }

  async function showApp(
    { person }: FastifyRequest,
    reply: FastifyReply,
    proposal: { secret: string; sealed: string },
    problem?: keyof Words['app']['problems'],
  ): Promise<FastifyReply> {
    const uri = keyUri(proposal.secret, config.brandName, person.userEmail)
    const qr = await QRCode.toString(uri, { type: 'svg', margin: 2 })
    return reply.page('account/second_factor_app', { ...proposal, qr, problem })
  }

  /** `codes` is undefined when the second factor was removed meanwhile. */
  function showCodes(reply: FastifyReply, codes: string[] | undefined, change: 'added' | 'renewed') {
    return codes
      ? reply.page('account/recovery_codes', { codes, change })
      : reply.redirect(paths.secondFactor, 303)
  }
}

declare module '../../web/views.ts' {
  interface Views {
    'account/second_factor': Asked & { since: Date | undefined; codesLeft: number; changes: typeof changes }
    'account/second_factor_app': {
      secret: string
      sealed: string
      qr: string
      problem: keyof Words['app']['problems'] | undefined
    }
    'account/recovery_codes': { codes: string[]; change: 'added' | 'renewed' }
  }
}
