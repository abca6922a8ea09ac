/** The customer's pages: the link, paying, the receipt. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { NotFound } from '../domain/errors.ts'
import type { Letterhead } from '../domain/letterhead.ts'
import { limits } from '../domain/limits.ts'
import type { PayForm, PayFormShown } from '../domain/pay-form.ts'
import { countUse } from '../limits/store.ts'
import { payBill } from '../payments/pay.ts'
import { reconcileLiveAttempt } from '../payments/reconcile-attempt.ts'
import { type Bill, findBill } from '../requests/bill-store.ts'
import { allowLeavingByForm } from '../web/guard.ts'
import { paths } from '../web/paths.ts'
import { patterns } from '../web/patterns.ts'
import { countDecline, countVerification, findReachedLimit, sayTooMany } from './limits.ts'
import { choosePage } from './states.ts'

interface ByToken {
  Params: { token: string }
  Querystring: { retour?: string }
  Body: unknown
}

export function checkoutRoutes(app: FastifyInstance, { db, config, gateways }: Deps): void {
  app.get<ByToken>(patterns.pay, async (req, reply) => {
    const bill = await findBillOrLimit(req)
    return showBill(reply, bill, gateways.formFor(payeeOf(bill)), { isBack: req.query.retour === 'paiement' })
  })

  app.get<ByToken>(patterns.receipt, async (req, reply) => {
    const bill = await findBillOrLimit(req)
    if (bill.status !== 'paid') return reply.redirect(paths.pay(bill), 303)
    return reply.page('pay/receipt', { lang: bill.language, bill })
  })

  /**
   * Asks the gateway now, before the sweep does. The page that waits for an answer posts here, because a GET changes
   * nothing.
   */
  app.post<ByToken>(patterns.verification, async (req, reply) => {
    const bill = await findBillOrLimit(req)
    const reached = await countVerification(db, bill)
    if (reached) return sayTooMany(reply, bill, reached)
    await reconcileLiveAttempt(db, gateways, bill.id).catch((err) => reportTo(req, bill)(err))
    return reply.redirect(paths.pay(bill), 303)
  })

  app.post<ByToken>(patterns.payment, async (req, reply) => {
    const bill = await findBillOrLimit(req)
    const gateway = await gateways.forRequest(payeeOf(bill))
    if (!gateway) throw new NotFound()
    if (!gateways.formFor(payeeOf(bill))) return sayUnpayable(reply, bill)
    const body = posted.parse(req.body ?? {})
    const { form } = gateway
    const payer = form.readPayer(body)
    if (!payer.ok) return showBill(reply.code(422), bill, form, { body, errors: payer.errors })
    const reached = await findReachedLimit(db, bill, req.ip)
    if (reached) return sayTooMany(reply, bill, reached)
    const returnUrl = config.publicUrl + paths.pay(bill)
    const checkout = { db, gateways, gateway, returnUrl, report: reportTo(req, bill) }
    const payment = await payBill(checkout, bill, payer.value)
    if (payment.next === 'challenge') return reply.redirect(payment.url, 303)
    if (payment.next === 'see_link') return reply.redirect(paths.pay(bill), 303)
    // No card was declined, so nothing is counted.
    if (payment.code === 'key_refused') return sayUnpayable(reply, bill)
    await countDecline(db, bill, req.ip)
    const declined = { ...bill, failure_code: payment.code }
    return showBill(reply.code(402), declined, form, { body, justDeclined: true })
  })

  const reportTo = (req: FastifyRequest, bill: Bill) => (err: unknown) =>
    req.log.error({ err, requestId: bill.id }, 'the gateway did not answer')

  /** Counts only unknown tokens, to limit guessing. Customers with a valid link are not counted here. */
  async function findBillOrLimit(req: FastifyRequest<ByToken>): Promise<Bill> {
    const { token } = req.params
    const bill = /^[0-9A-Za-z]{22}$/.test(token) ? await findBill(db, token) : undefined
    if (bill) {
      req.linkLanguage = bill.language
      return bill
    }
    await countUse(db, limits.unknownLinks, req.ip)
    throw new NotFound()
  }
}

const posted = z.record(z.string(), z.string())

function payeeOf({ merchant_id: merchantId, mode, keyed_gateways, refused_gateways }: Bill) {
  return { merchantId, mode, keyedGateways: keyed_gateways, refusedGateways: refused_gateways }
}

/** The merchant cannot be paid online now: the page says whom to contact. */
const sayUnpayable = (reply: FastifyReply, bill: Bill) => showBill(reply.code(409), bill, undefined, {})

interface BillPage {
  bill: Bill
}

/** A bill that nobody has paid, real or made up for the preview of the settings. */
type OpenBill = Letterhead &
  Pick<Bill, 'token' | 'mode' | 'amount_cents' | 'description' | 'reference' | 'expires_at' | 'failure_code'>

interface PayablePage {
  bill: OpenBill
  /** The gateway's part of the page. Undefined when the bill cannot be paid now. */
  form: PayFormShown | undefined
  justDeclined?: boolean
  isPreview?: true
}

interface Said {
  isBack?: boolean
  /** What was posted, and what is wrong with it. */
  body?: Record<string, string>
  errors?: Record<string, string>
  justDeclined?: boolean
}

function showBill(reply: FastifyReply, bill: Bill, form: PayForm | undefined, said: Said): FastifyReply {
  const page = choosePage(bill, said.isBack ?? false)
  if (page === 'pay/payable' && form?.leadsAway) allowLeavingByForm(reply)
  return reply.page(page, {
    lang: bill.language,
    bill,
    form: form?.show(bill.language, said.body, said.errors),
    justDeclined: said.justDeclined ?? false,
  })
}

declare module '../web/views.ts' {
  interface Views {
    'pay/payable': PayablePage
    'pay/confirming': BillPage
    'pay/paid': BillPage
    'pay/cancelled': BillPage
    'pay/expired': BillPage
    'pay/settled_otherwise': BillPage
    'pay/receipt': BillPage
  }
}
