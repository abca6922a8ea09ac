/** The merchant's own Stripe keys: given here, tried once, never shown again. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type ReauthenticationProblem, reauthenticate } from '../../accounts/sign-in/reauthenticate.ts'
import type { Deps } from '../../deps.ts'
import { limits } from '../../domain/limits.ts'
import { forAdmins } from '../../domain/roles.ts'
import type { Mode } from '../../domain/words.ts'
import type { Catalogue } from '../../i18n/catalogues.ts'
import { countUse } from '../../limits/store.ts'
import { type Flash, leaveFlash, readFlashOnce } from '../../web/flash.ts'
import { paths } from '../../web/paths.ts'
import { type NewKeys, removeKeys } from '../keys/change.ts'
import { findMethods } from '../keys/method-store.ts'
import { describeKeys, type KeysShown } from '../keys/store.ts'
import { findUse } from '../keys/use-store.ts'
import { checkKey } from './check-key.ts'
import { isWebhookSecret, secretKeyProblem } from './keys.ts'
import { methodNames } from './methods.ts'
import { saveStripeKeys } from './save-keys.ts'

const gateway = 'stripe'
const mostTries = 3

const typed = z.string().trim().default('')
const keysForm = z.object({
  mode: z.enum(['test', 'live']).catch('test'),
  secret_key: typed,
  webhook_secret: typed,
})

type Sentences = Catalogue['gateways']['stripe']['problems']
type Problem = { [Field in keyof Sentences]: { field: Field; code: keyof Sentences[Field] } }[keyof Sentences]

interface Said {
  mode?: Mode
  problem?: Problem
  passwordProblem?: ReauthenticationProblem
  flash?: Flash | undefined
}

export function stripeRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, config } = deps
  const { appSecret } = config

  app.get(paths.gatewayKeys(gateway), forAdmins, async (req, reply) =>
    showKeys(req, reply, { flash: readFlashOnce(req, reply) }),
  )

  /** An empty field keeps what is saved. */
  app.post(paths.gatewayKeys(gateway), forAdmins, async (req, reply) => {
    const { mode, secret_key: secretKey, webhook_secret: webhookSecret } = keysForm.parse(req.body ?? {})
    const passwordProblem = await reauthenticate(deps, req, reply)
    if (passwordProblem) return showKeys(req, reply, { mode, passwordProblem })
    const problem = await findProblem(req, mode, secretKey, webhookSecret)
    const refused = problem ?? (await tryAndSave(req, mode, { secretKey, webhookSecret }))
    if (!refused) return leave(reply, 'saved')
    return showKeys(req, reply.code(refused.code === 'in_use' ? 409 : 422), { mode, problem: refused })
  })

  app.post(paths.gatewayKeysRemoval(gateway), forAdmins, async (req, reply) => {
    const { mode } = keysForm.parse(req.body ?? {})
    const passwordProblem = await reauthenticate(deps, req, reply)
    if (passwordProblem) return showKeys(req, reply, { mode, passwordProblem })
    const removed = await removeKeys(db, req.merchant.id, { gateway, mode })
    if (!removed) return showKeys(req, reply.code(409), { mode, problem: { field: 'mode', code: 'in_use' } })
    return leave(reply, 'removed')
  })

  function leave(reply: FastifyReply, flash: Flash): FastifyReply {
    leaveFlash(reply, flash)
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
    const code = secretKey && secretKeyProblem(mode, secretKey)
    return code ? { field: 'secret_key', code } : undefined
  }

  /**
   * Asks Stripe about the key, then saves it. A payment may have started while Stripe was asked: then it is asked
   * again, whether the key is of the account where that payment is under way.
   */
  async function tryAndSave(req: FastifyRequest, mode: Mode, keys: NewKeys): Promise<Problem | undefined> {
    if (keys.secretKey) await countUse(db, limits.keyChecks, req.merchant.id)
    for (let tries = 1; ; tries += 1) {
      const use = await findUse(db, req.merchant.id, { gateway, mode })
      const check = keys.secretKey ? await tryKey(req, keys.secretKey, use?.ref) : undefined
      if (check?.result === 'other_account') return { field: 'mode', code: 'in_use' }
      if (check && check.result !== 'accepted') return { field: 'secret_key', code: check.result }
      const tried = { ...keys, knownRef: use?.ref, unseen: check?.unseen }
      const refusal = await saveStripeKeys(db, req.merchant.id, mode, tried, appSecret)
      if (refusal === 'missing') return { field: 'secret_key', code: refusal }
      if (!refusal) return undefined
      if (tries === mostTries) return { field: 'mode', code: refusal }
    }
  }

  /** `ref`: a session that the key must know, if there is one. */
  async function tryKey(req: FastifyRequest, secretKey: string, ref?: string | null) {
    try {
      return await checkKey({ secretKey, apiBase: config.stripeApiBase }, ref ?? undefined)
    } catch (err) {
      req.log.error({ err }, 'Stripe could not be asked about a key')
      return { result: 'unreachable' } as const
    }
  }

  async function showKeys(req: FastifyRequest, reply: FastifyReply, said: Said): Promise<FastifyReply> {
    const [keys, methods] = await Promise.all([
      describeKeys(db, req.merchant.id, gateway, appSecret),
      findMethods(db, req.merchant.id, gateway),
    ])
    return reply.page('stripe/keys', {
      keys,
      methods,
      methodNames,
      webhookUrl: config.publicUrl + paths.gatewayWebhook(gateway, req.merchant),
      ...said,
    })
  }
}

declare module '../../web/views.ts' {
  interface Views {
    'stripe/keys': Said & {
      keys: KeysShown[]
      methods: string[]
      methodNames: Record<string, string>
      webhookUrl: string
    }
  }
}
