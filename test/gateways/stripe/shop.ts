/** A merchant whose test payments go through the Stripe of the tests, and what a customer does there. */
import type { Test } from 'tap'
import { closeOverdueAttempts } from '../../../src/payments/confirm-attempt.ts'
import { rotateWebhookSecret, saveSecretKey } from '../../../src/providers/stripe/key-store.ts'
import { paths } from '../../../src/web/paths.ts'
import { addMerchant, type Options, origin, startWorld, type World } from '../../fixtures/app.ts'
import { createClient, createRequest, permalinkOf, signIn } from '../../fixtures/client.ts'
import type { Webhook } from '../../fixtures/providers/stripe/webhooks.ts'
import { startStripe } from '../../fixtures/providers/stripe.ts'

const host = new URL(origin).host
export type Shop = Awaited<ReturnType<typeof openShop>>

export async function openShop(t: Test, { env = {}, ...options }: Options = {}) {
  const stripe = await startStripe(t)
  const world = await startWorld(t, { env: { STRIPE_API_BASE: stripe.base, ...env }, ...options })
  const merchant = await addMerchant(world)
  await giveKeys(world, merchant, stripe.account.secretKey, stripe.webhookSecret)
  const portal = await signIn(world, merchant.email)
  const customer = createClient(world)
  const { deps } = world
  const { db } = deps
  let asked = 0

  const deliver = ({ payload, headers }: Webhook, to: { id: string } = merchant) =>
    world.app.inject({ method: 'POST', url: paths.stripeWebhook(to), headers: { host, ...headers }, payload })
  stripe.deliver = async (webhook) => (await deliver(webhook)).statusCode

  async function askForMoney() {
    asked += 1
    const id = await createRequest(portal, { email: `client${asked}@courriel.example` })
    return { id, link: await permalinkOf(portal, id) }
  }

  /** Presses "Payer", and answers where that leads. */
  async function press(link: string): Promise<string> {
    const { statusCode, headers } = await customer.post(`${link}/paiement`, {})
    if (statusCode !== 303) throw new Error(`paying answered ${statusCode}`)
    return headers.location!
  }

  const sessionOf = (url: string) => stripe.books.find(new URL(url).pathname.split('/').at(-1)!)

  const statusOf = async (id: string) =>
    (await db.selectFrom('payment_requests').select('status').where('id', '=', id).executeTakeFirstOrThrow())
      .status

  const attemptsOf = (id: string) =>
    db.selectFrom('attempts').selectAll().where('request_id', '=', id).orderBy('created_at').execute()

  const eventsOf = async (id: string) => {
    const events = await db
      .selectFrom('request_events')
      .select('kind')
      .where('request_id', '=', id)
      .orderBy('id')
      .execute()
    return events.map(({ kind }) => kind).filter((kind) => !kind.startsWith('message_'))
  }

  const takenEvents = async () => (await db.selectFrom('gateway_events').select('event_id').execute()).length

  /** As the sweep does once an attempt's time to be asked about has come. */
  async function sweep(id: string): Promise<unknown[]> {
    const errors: unknown[] = []
    await db
      .updateTable('attempts')
      .set({ check_at: new Date(0) })
      .where('request_id', '=', id)
      .execute()
    await closeOverdueAttempts(db, deps.gateways, (error) => errors.push(error))
    return errors
  }

  return {
    ...{ stripe, world, deps, merchant, portal, customer, deliver },
    ...{ askForMoney, press, sessionOf, statusOf, attemptsOf, eventsOf, takenEvents, sweep },
  }
}

export async function giveKeys(
  { deps: { db, config } }: Pick<World, 'deps'>,
  { id }: { id: string },
  secretKey: string,
  webhookSecret: string,
  mode: 'test' | 'live' = 'test',
): Promise<void> {
  await saveSecretKey(db, id, mode, secretKey, config.appSecret)
  await rotateWebhookSecret(db, id, mode, webhookSecret, config.appSecret)
}
