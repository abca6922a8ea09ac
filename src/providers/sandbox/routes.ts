/** The pages of the test bank where a 3-D Secure payment is confirmed or refused. */
import type { FastifyInstance } from 'fastify'
import { NotFound } from '../../domain/errors.ts'
import { patterns } from '../../web/patterns.ts'
import { type Decision, decideCharge, findChargeOfPage, type Ledger } from './ledger.ts'
import { bankTexts } from './texts.ts'

type ById = { Params: { id: string } }
type Posted = ById & { Body: { decision?: unknown } | undefined }

/** `notify` is the bank's webhook to us: it only says that this attempt is worth asking about. */
export function testBankRoutes(
  app: FastifyInstance,
  { ledger, notify }: { ledger: Ledger; notify: (attemptId: string) => Promise<unknown> },
): void {
  app.get<ById>(patterns.testBank, async (req, reply) => {
    return reply.page('sandbox/challenge', describeCharge(await requireCharge(ledger, req.params.id)))
  })

  app.post<Posted>(patterns.testBank, async (req, reply) => {
    const charge = await requireCharge(ledger, req.params.id)
    const decision = req.body?.decision
    if (!isDecision(decision)) return reply.code(422).page('sandbox/challenge', describeCharge(charge))
    await decideCharge(ledger, charge.id, decision)
    // Also when this click changed nothing. After a double click the browser follows the second answer, and the
    // customer must not come back before we have heard of the first.
    try {
      await notify(charge.attempt_id)
    } catch (err) {
      req.log.error({ err, attemptId: charge.attempt_id }, 'test bank: notice not taken, left to the poller')
    }
    return reply.redirect(wayBack(charge), 303)
  })
}

async function requireCharge(ledger: Ledger, id: string) {
  const charge = await findChargeOfPage(ledger, id)
  if (!charge) throw new NotFound()
  return charge
}

function describeCharge(charge: Awaited<ReturnType<typeof requireCharge>>) {
  return { charge, wayBack: wayBack(charge), lang: charge.language, texts: bankTexts[charge.language] }
}

/** Only the path, because the customer may use another name of this machine than the one in links. */
const wayBack = (charge: { return_url: string }) => new URL(charge.return_url).pathname

function isDecision(typed: unknown): typed is Decision {
  return typed === 'accept' || typed === 'refuse'
}

declare module '../../web/views.ts' {
  interface Views {
    'sandbox/challenge': ReturnType<typeof describeCharge>
  }
}
