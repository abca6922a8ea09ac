/** Where a process is killed while a customer pays, and how that must end. */
import { sql } from 'kysely'
import type { World } from '../fixtures/app.ts'
import { type Client, goodCard } from '../fixtures/client.ts'
import type { Point } from './points.ts'
import { type Asked, findBankPage } from './requests.ts'
import type { Task } from './victim.ts'

export interface Scene {
  name: string
  prepare?: (place: Place, asked: Asked) => Promise<unknown>
  task(asked: Asked): Task
  /** What the link shows until somebody looks into it. */
  meanwhile: 'confirming' | 'payable'
  /** How the attempts have ended, once somebody has. */
  ends: string[]
}

interface Place {
  world: World
  customer: Client
}

export const pay = (customer: Client, { link }: Asked, card_number = goodCard.card_number!) =>
  customer.post(`${link}/paiement`, { ...goodCard, card_number })

const challenge = ({ customer }: Place, asked: Asked) => pay(customer, asked, '4000 0025 0000 3155')

/** The bank has the customer's answer, and its notice does not reach us. */
async function accept(place: Place, asked: Asked): Promise<void> {
  await challenge(place, asked)
  const charge = (await findBankPage(place.world, asked.id)).split('/').at(-1)
  await sql`update sandbox.charges set status = 'succeeded', captured_at = now() where id = ${charge}`.execute(
    place.world.deps.db,
  )
}

const paying = (outcome: 'paid' | 'challenge' | 'card_declined', point: Point) => ({
  task: ({ token }: Asked): Task => ({ act: 'pay', token, outcome, point }),
})
const cancelling = (point: Point) => ({
  prepare: challenge,
  task: ({ id }: Asked): Task => ({ act: 'cancel', id, point }),
})
const hearing = (point: Point) => ({
  prepare: accept,
  task: ({ id }: Asked): Task => ({ act: 'confirm', requestId: id, point }),
})

const confirming = (...ends: string[]) => ({ meanwhile: 'confirming' as const, ends })
const payable = (...ends: string[]) => ({ meanwhile: 'payable' as const, ends })
const secondTab = { name: 'paying in a second tab', prepare: challenge }

/** An attempt that never reached the customer's bank, or was not heard of again, ends as this. */
const lost = 'processing_error'

export const scenes: Scene[] = [
  { name: 'paying', ...paying('paid', 'before pay'), ...confirming(lost) },
  { name: 'paying', ...paying('paid', 'after pay'), ...confirming('succeeded') },
  { name: 'a card declined', ...paying('card_declined', 'before pay'), ...confirming(lost) },
  { name: 'a card declined', ...paying('card_declined', 'after pay'), ...confirming('card_declined') },
  { name: 'a card to confirm', ...paying('challenge', 'before pay'), ...confirming(lost) },
  { name: 'a card to confirm', ...paying('challenge', 'after pay'), ...confirming(lost) },
  { ...secondTab, ...paying('paid', 'before cancel'), ...payable('timeout') },
  { ...secondTab, ...paying('paid', 'after cancel'), ...payable('timeout') },
  { ...secondTab, ...paying('paid', 'before pay'), ...confirming('timeout', lost) },
  { ...secondTab, ...paying('paid', 'after pay'), ...confirming('timeout', 'succeeded') },
  { name: 'cancelling', ...cancelling('before cancel'), ...payable('timeout') },
  { name: 'cancelling', ...cancelling('after cancel'), ...payable('timeout') },
  { name: 'hearing of a success', ...hearing('before find'), ...payable('succeeded') },
  { name: 'hearing of a success', ...hearing('after find'), ...payable('succeeded') },
]
