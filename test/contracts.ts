/**
 * `npm run test:contracts FOLDER`: checks what our adapters send, what the providers of the tests answer and what we
 * read of webhooks against the providers' published schemas. These are in FOLDER; we may not keep them here.
 */
import { join } from 'node:path'
import { movementKinds } from '../src/domain/movement.ts'
import { createPostmarkMailer } from '../src/providers/postmark/mailer.ts'
import { checkKey } from '../src/providers/stripe/check-key.ts'
import { createStripeGateway } from '../src/providers/stripe/gateway.ts'
import { readVonageReport } from '../src/providers/vonage/reports.ts'
import { createVonageTexter } from '../src/providers/vonage/texter.ts'
import { newCharge } from './fixtures/charges.ts'
import { fateOf } from './fixtures/providers/fate.ts'
import type { Answer, Provider } from './fixtures/providers/http.ts'
import { newEmail, newSms, platform } from './fixtures/providers/messages.ts'
import * as postmark from './fixtures/providers/postmark.ts'
import { readPublished } from './fixtures/providers/published.ts'
import { findUnknownFields, readPublishedStripe } from './fixtures/providers/stripe/published.ts'
import { startStripe } from './fixtures/providers/stripe/server.ts'
import * as vonage from './fixtures/providers/vonage.ts'

const [folder] = process.argv.slice(2)
if (!folder) throw new Error('npm run test:contracts FOLDER, where the published schemas are')

const undo: (() => Promise<unknown>)[] = []
const t = { teardown: (close: () => Promise<unknown>) => undo.push(close) }
const checked: string[] = []
const broken: string[] = []

await checkPostmark()
const messages = await checkVonage()
await checkStripe()
checkStatusWebhook(messages.example('messageStatusSMS'))

for (const close of undo) await close()
for (const problem of broken) process.stdout.write(`${problem}\n`)
process.stdout.write(`${checked.length} contracts checked (${checked.join(', ')}), ${broken.length} broken\n`)
process.exitCode = broken.length > 0 ? 1 : 0

async function checkPostmark() {
  const server = await postmark.startPostmark(t)
  const mailer = createPostmarkMailer(platform, server.account)
  const email = newEmail()
  await mailer.send(email)
  await mailer.find!({ messageId: email.messageId, to: email.to, since: new Date() })
  await provoke(server, () => mailer.send(newEmail()), [
    postmark.refuse(422, 406, 'Inactive recipient'),
    { status: 500 },
  ])
  // Newer than the schema: https://postmarkapp.com/developer/api/email-api
  const newerFields = ['MessageStream', 'Metadata']
  compare(server, readPublished(join(folder!, 'postmark.json'), { newerFields }))
}

async function checkVonage() {
  const server = await vonage.startVonage(t)
  const texter = createVonageTexter(server.account)
  await texter.send(newSms())
  await provoke(server, () => texter.send(newSms()), [
    vonage.refuse(402, '', 'Low balance'),
    vonage.refuse(422, '#1120', 'Invalid sender'),
    vonage.refuse(429, '#1000', 'Rate Limit Hit'),
    vonage.refuse(500, '#1030', 'Internal error'),
  ])
  const published = readPublished(join(folder!, 'vonage-messages.json'), {
    // The schema requires a `message` that it does not describe; a text message has `text`.
    amend: ({ components: { schemas } }) => {
      const { required } = schemas.baseMessageType!
      schemas.baseMessageType!.required = required.filter((name: string) => name !== 'message')
    },
  })
  compare(server, published)
  return published
}

async function checkStripe() {
  const server = await startStripe(t)
  const gateway = createStripeGateway({ secretKey: server.account.secretKey, apiBase: server.base })
  const charge = newCharge({ endsAt: new Date(Date.now() + gateway.minutesToPay * 60_000).toISOString() })
  server.next('broken')
  await gateway.pay(charge, null).catch(() => undefined)
  const { ref } = { ref: null, ...(await gateway.find({ ...charge, ref: null })) }
  await server.books.decline(ref!)
  await gateway.find({ ...charge, ref })
  await server.books.pay(ref!)
  await gateway.cancel({ ...charge, ref })
  const refund = { refundId: 'ref_0123456789abcdefghijAB', amountCents: 100, charge: { ...charge, ref } }
  const { ref: refundRef } = await gateway.refund(refund)
  await gateway.findRefund({ ...refund, ref: null })
  await gateway.findRefund({ ...refund, ref: refundRef })
  const since = new Date(Date.now() - 60_000).toISOString()
  const dispute = await server.books.dispute(ref!)
  const movement = { charge: { ...charge, ref }, ref: refundRef }
  await gateway.findFee!({ ...movement, kind: 'collected', amountCents: charge.amountCents })
  await gateway.findFee!({ ...movement, kind: 'refunded', amountCents: -100 })
  await gateway.findFee!({ ...movement, ref: dispute.id, kind: 'disputed', amountCents: -dispute.amount })
  for (const kind of movementKinds) {
    const { movements } = await gateway.listMovements({
      merchantId: charge.merchantId,
      kind,
      since,
      page: undefined,
    })
    await gateway.findMovement(kind, movements[0]!.ref)
  }
  await gateway.refund({ ...refund, refundId: 'ref_1123456789abcdefghijAB', amountCents: 1_000_000 })
  await checkKey({ secretKey: server.account.secretKey, apiBase: server.base }, ref!)
  compare(server, readPublishedStripe(join(folder!, 'stripe.json'), server.asked))
  broken.push(...findUnknownFields(join(folder!, 'stripe-fixtures.json'), server.answered))
}

async function provoke(server: Provider, send: () => Promise<unknown>, answers: Answer[]): Promise<void> {
  for (const answer of answers) {
    server.next(answer)
    await fateOf(send())
  }
}

function compare(
  { asked, answered }: Pick<Provider, 'asked' | 'answered'>,
  published: ReturnType<typeof readPublished>,
): void {
  for (const [index, request] of asked.entries()) {
    const answer = answered[index]!
    checked.push(`${request.method} ${request.path} ${answer.status}`)
    broken.push(...published.checkExchange(request, answer))
  }
}

function checkStatusWebhook(example: unknown): void {
  checked.push('status webhook')
  const { messageId } = newSms()
  const report = readVonageReport({ ...(example as object), client_ref: messageId })
  if (report?.messageId !== messageId) broken.push(`status webhook: not read, ${JSON.stringify(example)}`)
}
