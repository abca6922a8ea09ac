/** The merchant's own Stripe keys: given here, tried once, never shown again. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type ReauthenticationProblem, reauthenticate } from '../../accounts/sign-in/reauthenticate.ts'
import type { Deps } from '../../deps.ts'
import { forAdmins } from '../../domain/roles.ts'
import type { Mode } from '../../domain/words.ts'
import { leaveNotice, type Notice, takeNotice } from '../../web/flash.ts'
import { paths } from '../../web/paths.ts'
import { takeKeysBack } from '../keys/change.ts'
import { describeKeys, type KeysShown } from '../keys/store.ts'
import { findChargeInUse } from '../keys/use-store.ts'
import { checkKey } from './check-key.ts'
import { isWebhookSecret, secretKeyProblem } from './keys.ts'
import { saveStripeKeys } from './save-keys.ts'

const gateway = 'stripe'

const typed = z.string().trim().default('')
const keysForm = z.object({
  mode: z.enum(['test', 'live']).catch('test'),
  secret_key: typed,
  webhook_secret: typed,
})

type Field = 'secret_key' | 'webhook_secret' | 'mode'

interface Problem {
  field: Field
  code: string
}

interface Said {
  mode?: Mode
  problem?: Problem
  passwordProblem?: ReauthenticationProblem
  notice?: Notice | undefined
}

export function stripeRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, config } = deps
  const { appSecret } = config

  app.get(paths.gatewayKeys(gateway), forAdmins, async (req, reply) =>
    showKeys(req, reply, { notice: takeNotice(req, reply) }),
  )

  /** An empty field keeps what is saved. */
  app.post(paths.gatewayKeys(gateway), forAdmins, async (req, reply) => {
    const { mode, secret_key: secretKey, webhook_secret: webhookSecret } = keysForm.parse(req.body ?? {})
    const passwordProblem = await reauthenticate(deps, req, reply)
    if (passwordProblem) return showKeys(req, reply, { mode, passwordProblem })
    const problem = await findProblem(req, mode, secretKey, webhookSecret)
    if (problem) return showKeys(req, reply.code(problem.code === 'in_use' ? 409 : 422), { mode, problem })
    await saveStripeKeys(db, req.merchant.id, mode, { secretKey, webhookSecret }, appSecret)
    return leave(reply, 'saved')
  })

  app.post(paths.gatewayKeysRemoval(gateway), forAdmins, async (req, reply) => {
    const { mode } = keysForm.parse(req.body ?? {})
    const passwordProblem = await reauthenticate(deps, req, reply)
    if (passwordProblem) return showKeys(req, reply, { mode, passwordProblem })
    const removed = await takeKeysBack(db, req.merchant.id, { gateway, mode })
    if (!removed) return showKeys(req, reply.code(409), { mode, problem: { field: 'mode', code: 'in_use' } })
    return leave(reply, 'removed')
  })

  function leave(reply: FastifyReply, notice: Notice): FastifyReply {
    leaveNotice(reply, notice)
    return reply.redirect(paths.gatewayKeys(gateway), 303)
  }

  async function findProblem(
    req: FastifyRequest,
    mode: Mode,
    secretKey: string,
    webhookSecret: string,
  ): Promise<Problem | undefined> {
    const saved = (await describeKeys(db, req.merchant.id, gateway, appSecret)).some(
      (keys) => keys.mode === mode,
    )
    if (!secretKey && !saved) return { field: 'secret_key', code: 'missing' }
    if (webhookSecret && !isWebhookSecret(webhookSecret))
      return { field: 'webhook_secret', code: 'malformed' }
    if (!secretKey) return undefined
    const code = secretKeyProblem(mode, secretKey) ?? (await tryKey(req, mode, secretKey))
    // A payment or refund under way at another account needs the key that is saved.
    if (code === 'other_account') return { field: 'mode', code: 'in_use' }
    return code ? { field: 'secret_key', code } : undefined
  }

  /** Undefined when Stripe accepts the key. */
  async function tryKey(req: FastifyRequest, mode: Mode, secretKey: string): Promise<string | undefined> {
    try {
      const session = await findChargeInUse(db, req.merchant.id, { gateway, mode })
      const { result } = await checkKey({ secretKey, apiBase: config.stripeApiBase }, session)
      return result === 'accepted' ? undefined : result
    } catch (err) {
      req.log.error({ err }, 'Stripe could not be asked about a key')
      return 'unreachable'
    }
  }

  async function showKeys(req: FastifyRequest, reply: FastifyReply, said: Said): Promise<FastifyReply> {
    return reply.page('stripe/keys', {
      keys: await describeKeys(db, req.merchant.id, gateway, appSecret),
      webhookUrl: config.publicUrl + paths.gatewayWebhook(gateway, req.merchant),
      ...said,
    })
  }
}

declare module '../../web/views.ts' {
  interface Views {
    'stripe/keys': Said & { keys: KeysShown[]; webhookUrl: string }
  }
}
