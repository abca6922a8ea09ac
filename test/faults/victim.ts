/**
 * A process that dies as by `kill -9` at the point it is told: `node victim.ts TASK`, TASK being JSON. It loads only
 * what its task needs, for many of them are killed.
 */
import { flushCompileCache } from 'node:module'
import type { Kysely } from 'kysely'
import type { Config } from '../../src/config/config.ts'
import { connect, createPool } from '../../src/db/connect.ts'
import type { Database } from '../../src/db/schema.ts'
import type { Deps } from '../../src/deps.ts'
import { deliverMessage } from '../../src/messages/deliver.ts'
import { findLiveAttempt } from '../../src/payments/attempt-store.ts'
import { cancelRequest } from '../../src/payments/cancel.ts'
import { closeOverdueAttempts, confirmAttempt } from '../../src/payments/confirm-attempt.ts'
import { checkOpenRefunds } from '../../src/payments/confirm-refund.ts'
import { payBill } from '../../src/payments/pay.ts'
import { refundRequest } from '../../src/payments/refund.ts'
import { createLocalMailer } from '../../src/providers/local/mailer.ts'
import type { SandboxCard } from '../../src/providers/sandbox/cards.ts'
import { createSandbox } from '../../src/providers/sandbox/gateway.ts'
import { openLedger } from '../../src/providers/sandbox/ledger.ts'
import { findBill } from '../../src/requests/bill-store.ts'
import type { Author } from '../../src/requests/create.ts'
import { createEta } from '../../src/web/views.ts'
import { type Point, watchGateways, watchMailer } from './points.ts'

export type Task = { point: Point } & (
  | { act: 'pay'; token: string; outcome: SandboxCard['outcome'] }
  | { act: 'cancel'; id: string }
  | { act: 'refund'; id: string; amountCents: number }
  | { act: 'confirm'; requestId: string }
  | { act: 'sweep' }
  | { act: 'deliver'; messageId: string }
)

export interface Errand {
  databaseUrl: string
  config: Pick<Config, 'brandName' | 'mailFrom' | 'mailer' | 'production' | 'publicUrl'>
  author: Author
  task: Task
}

const { databaseUrl, config, author, task }: Errand = JSON.parse(process.argv[2]!)

const die = async (point: Point) => {
  if (point !== task.point) return
  process.kill(process.pid, 'SIGKILL')
  // The signal is on its way: not one more line of ours is to run.
  await new Promise(() => {})
}

const db: Kysely<Database> = connect(createPool(databaseUrl, { max: 2 }))
const sandbox = createSandbox(openLedger(createPool(databaseUrl, { max: 2 })))
const gateways = watchGateways({ forRequest: async () => sandbox, forAttempt: async () => sandbox }, die)
const mailer = watchMailer(createLocalMailer(db, config), die)
const fail = (error: unknown) => {
  throw error
}

// Node writes it when it ends in peace, as this process will not.
flushCompileCache()
await perform()
throw new Error(`came to the end of its task, and never ${task.point}`)

async function perform(): Promise<unknown> {
  switch (task.act) {
    case 'pay':
      return pay(task.token, task.outcome)
    case 'cancel':
      return cancelRequest(db, gateways, author, task.id, () => {})
    case 'refund': {
      const wish = { amountCents: task.amountCents, idempotencyKey: `refund of ${task.id}` }
      return refundRequest(db, gateways, author, task.id, wish, fail)
    }
    case 'confirm':
      return confirmAttempt(db, gateways, (await findLiveAttempt(db, task.requestId))!.id)
    case 'sweep':
      await closeOverdueAttempts(db, gateways, fail)
      return checkOpenRefunds(db, gateways, fail)
    case 'deliver':
      return deliverMessage({ db, config, mailer, eta: createEta(config) } as Deps, task.messageId)
  }
}

async function pay(token: string, outcome: SandboxCard['outcome']): Promise<void> {
  const bill = (await findBill(db, token))!
  const gateway = (await gateways.forRequest({ merchantId: bill.merchant_id, mode: bill.mode }))!
  const returnUrl = `${config.publicUrl}/p/${token}`
  const card: SandboxCard = { outcome, brand: 'Visa', last4: '4242' }
  await payBill({ db, gateways, gateway, returnUrl, report: fail }, bill, card)
}
