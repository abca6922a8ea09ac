/** Named points around every call of a provider: where a test makes something go wrong. */
import type { Gateway, Gateways } from '../../src/domain/gateway.ts'
import type { Mailer } from '../../src/domain/mailer.ts'
import type { Texter } from '../../src/domain/texter.ts'

type Call = 'pay' | 'find' | 'cancel' | 'refund' | 'findRefund' | 'send'
export type Point = `${'before' | 'after'} ${Call}`

/** Called on the way to the provider, and on the way back with its answer: it may throw, or never come back. */
export type Visit = (point: Point) => Promise<void> | void

export function watchGateways(gateways: Gateways, visit: Visit): Gateways {
  return {
    forRequest: async (request) => watchGateway(await gateways.forRequest(request), visit),
    forAttempt: async (attempt) => watchGateway(await gateways.forAttempt(attempt), visit),
  }
}

function watchGateway(gateway: Gateway | undefined, visit: Visit): Gateway | undefined {
  return (
    gateway && {
      ...gateway,
      pay: (charge, details) => pass(visit, 'pay', () => gateway.pay(charge, details)),
      find: (charge) => pass(visit, 'find', () => gateway.find(charge)),
      cancel: (charge) => pass(visit, 'cancel', () => gateway.cancel(charge)),
      refund: (refund) => pass(visit, 'refund', () => gateway.refund(refund)),
      findRefund: (refund) => pass(visit, 'findRefund', () => gateway.findRefund(refund)),
    }
  )
}

export function watchMailer(mailer: Mailer, visit: Visit): Mailer {
  return { ...mailer, send: (email) => pass(visit, 'send', () => mailer.send(email)) }
}

export function watchTexter(texter: Texter, visit: Visit): Texter {
  return { ...texter, send: (sms) => pass(visit, 'send', () => texter.send(sms)) }
}

async function pass<Answer>(visit: Visit, call: Call, run: () => Promise<Answer>): Promise<Answer> {
  await visit(`before ${call}`)
  const answer = await run()
  await visit(`after ${call}`)
  return answer
}
