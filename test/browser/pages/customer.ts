/** Every page and state that a customer may see, and how one comes to it. */
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { deliverMessage } from '../../../src/messages/deliver.ts'
import type { World } from '../../fixtures/app.ts'
import { type Client, goodCard } from '../../fixtures/client.ts'
import { cards, messagesTo } from '../journeys/steps.ts'
import { keepUnknown } from './links.ts'

export interface Seen {
  page: Page
  world: World
  client: Client
  /** A request of this state's own, and its link. */
  id: string
  path: string
  address: string
}

export interface State {
  name: string
  /** What the page says of itself. */
  state?: 'payable' | 'confirming' | 'paid' | 'cancelled' | 'expired' | 'receipt'
  isLetter?: true
  show(seen: Seen): Promise<unknown>
}

const pay = ({ client, path }: Seen, card_number: string) =>
  client.post(`${path}/paiement`, { ...goodCard, card_number })

const giveBack = ({ world, id }: Seen, cents: number) =>
  sql`insert into refunds (id, request_id, amount_cents, status)
    values ('ref_' || right(${id}, 22), ${id}, ${cents}, 'succeeded')`.execute(world.deps.db)

async function typeCard(page: Page, number: string): Promise<void> {
  const typed = { ...goodCard, card_number: number }
  for (const [id, value] of Object.entries(typed)) await page.locator(`#${id}`).fill(value)
}

async function submitCard(page: Page): Promise<void> {
  await page.locator('form.slip button').click()
  await page.locator('[role=alert]:focus').waitFor()
}

export const customerStates: State[] = [
  {
    name: 'the pay page, its test cards unfolded',
    state: 'payable',
    async show({ page, path }) {
      await page.goto(path)
      await page.locator('summary').click()
    },
  },
  {
    name: 'the pay page, refused',
    state: 'payable',
    async show({ page, path }) {
      await page.goto(path)
      await submitCard(page)
    },
  },
  {
    name: 'the pay page, declined',
    state: 'payable',
    async show({ page, path }) {
      await page.goto(path)
      await typeCard(page, cards.declined)
      await submitCard(page)
    },
  },
  {
    name: 'a payment being confirmed',
    state: 'confirming',
    async show(seen) {
      await pay(seen, cards.lostAnswer)
      await keepUnknown(seen.page)
      await seen.page.goto(seen.path)
    },
  },
  {
    name: 'a bill that is paid, part of it given back',
    state: 'paid',
    async show(seen) {
      await pay(seen, cards.good)
      await giveBack(seen, 1_000)
      await seen.page.goto(seen.path)
    },
  },
  {
    name: 'a receipt, part of it given back',
    state: 'receipt',
    async show(seen) {
      await pay(seen, cards.good)
      await giveBack(seen, 1_000)
      await seen.page.goto(`${seen.path}/recu`)
    },
  },
  {
    name: 'a request that is cancelled',
    state: 'cancelled',
    async show({ page, client, id, path }) {
      await client.post(`/paiements/${id}/annulation`, {})
      await page.goto(path)
    },
  },
  {
    name: 'a request that has expired',
    state: 'expired',
    async show({ page, world, id, path }) {
      await sql`update payment_requests set expires_on = current_date - 2 where id = ${id}`.execute(
        world.deps.db,
      )
      await page.goto(path)
    },
  },
  {
    name: 'the test bank',
    async show(seen) {
      const { headers } = await pay(seen, cards.challenged)
      await seen.page.goto(headers.location!)
    },
  },
  {
    name: 'the test bank with nothing left to confirm',
    async show(seen) {
      const { headers } = await pay(seen, cards.challenged)
      await seen.client.post(headers.location!, { decision: 'refuse' })
      await seen.page.goto(headers.location!)
    },
  },
  {
    name: 'the e-mail that asks',
    isLetter: true,
    async show({ page, world, client, id, address }) {
      const { db } = world.deps
      const asked = db.selectFrom('messages').select('id').where('request_id', '=', id)
      await deliverMessage(world.deps, (await asked.executeTakeFirstOrThrow()).id)
      const [message] = await messagesTo(client, address)
      // In a place of this site: on a blank page nothing may load the logo from this machine.
      await page.route('**/lettre', (route) => route.fulfill({ contentType: 'text/plain', body: '' }))
      await page.goto('/lettre')
      await page.setContent(message!.html!)
    },
  },
]

export const publicPages = {
  'legal notice': '/mentions-legales',
  'privacy notice': '/confidentialite',
  'accessibility statement': '/accessibilite',
  'page of an unknown link': '/p/0123456789abcdefghijkl',
}
