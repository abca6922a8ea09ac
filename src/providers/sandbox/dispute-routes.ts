/** The page of the test bank where a merchant answers a dispute and decides how it ends. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import { NotFound } from '../../domain/errors.ts'
import { recordReportedMovement } from '../../payments/record-movement.ts'
import { readLanguage } from '../../web/language.ts'
import { patterns } from '../../web/patterns.ts'
import { endDispute, findDispute } from './dispute-ledger.ts'
import { disputeTexts } from './dispute-texts.ts'
import type { Ledger } from './ledger.ts'

type ById = { Params: { id: string } }
type Posted = ById & { Body: { decision?: unknown } | undefined }

export function testBankDisputeRoutes(
  app: FastifyInstance,
  { ledger, db, gateways }: Pick<Deps, 'db' | 'gateways'> & { ledger: Ledger },
): void {
  app.get<ById>(patterns.testBankDispute, async (req, reply) =>
    reply.page('sandbox/dispute', await describeDispute(req, req.params.id)),
  )

  app.post<Posted>(patterns.testBankDispute, async (req, reply) => {
    const page = await describeDispute(req, req.params.id)
    const decision = decisions.find((one) => one === req.body?.decision)
    if (!decision) return reply.code(422).page('sandbox/dispute', page)
    const { dispute } = page
    await endDispute(ledger, dispute.id, decision)
    // Reports it like a real bank: we only hear that this dispute is worth asking about.
    try {
      const account = { gateway: 'sandbox', merchantId: dispute.merchant_id, mode: 'test' } as const
      await recordReportedMovement(db, gateways, account, 'dispute', dispute.id)
    } catch (err) {
      req.log.error({ err, disputeId: dispute.id }, 'test bank: notice not taken, left to the next look')
    }
    return reply.redirect(req.url, 303)
  })

  async function describeDispute(req: FastifyRequest, id: string) {
    const dispute = await findDispute(ledger, id)
    if (!dispute) throw new NotFound()
    const lang = readLanguage(req)
    const isOver = dispute.status !== 'open' || dispute.answer_by < new Date()
    return { dispute, isOver, decisions, lang, texts: disputeTexts[lang] }
  }
}

const decisions = ['won', 'lost', 'closed'] as const

interface DisputePage {
  dispute: NonNullable<Awaited<ReturnType<typeof findDispute>>>
  isOver: boolean
  decisions: typeof decisions
  texts: (typeof disputeTexts)['fr']
}

declare module '../../web/views.ts' {
  interface Views {
    'sandbox/dispute': DisputePage
  }
}
