/** One request in each situation a customer or a merchant can find it in. */
import { sql } from 'kysely'
import { newId, newToken } from '../../src/domain/ids.ts'
import type { World } from '../fixtures/app.ts'
import { newCharge } from '../fixtures/charges.ts'
import { type Client, createClient, createRequest, goodCard, permalinkOf } from '../fixtures/client.ts'

export const situations = [
  'pending',
  'declined',
  'challenged',
  'started',
  'unknown',
  'paid',
  'cancelled',
  'expired',
  'past its date',
] as const
export type Situation = (typeof situations)[number]

export interface Staged {
  id: string
  /** Path of the customer's link. */
  link: string
  token: string
}

/** The merchant sends the mail themselves, so that no recipient's limit is spent. */
export async function stage(
  world: World,
  portal: Client,
  situation: Situation,
  fields = {},
): Promise<Staged> {
  const id = await createRequest(portal, { own_mail: 'on', ...fields })
  const link = await permalinkOf(portal, id)
  const customer = createClient(world)
  const pay = (card_number: string) => customer.post(`${link}/paiement`, { ...goodCard, card_number })
  if (situation === 'paid') await pay('4242424242424242')
  if (situation === 'declined') await pay('4000000000000002')
  if (situation === 'challenged') await pay('4000002500003155')
  if (situation === 'cancelled') await portal.post(`/paiements/${id}/annulation`, {})
  if (situation === 'started' || situation === 'unknown') await insertAttempt(world, id, situation)
  if (situation === 'past its date' || situation === 'expired') await endYesterday(world, id)
  if (situation === 'expired') await markExpired(world, id)
  return { id, link, token: link.slice('/p/'.length) }
}

export async function stageAll(world: World, portal: Client): Promise<Record<Situation, Staged>> {
  const staged: [Situation, Staged][] = []
  for (const situation of situations) staged.push([situation, await stage(world, portal, situation)])
  return Object.fromEntries(staged) as Record<Situation, Staged>
}

export async function endYesterday({ deps: { db } }: World, id: string): Promise<void> {
  await sql`update payment_requests set expires_on = (now() at time zone 'Europe/Paris')::date - 1
    where id = ${id}`.execute(db)
}

export async function storedStatus({ deps: { db } }: World, id: string): Promise<string> {
  const row = await db
    .selectFrom('payment_requests')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.status
}

/** Integer cents of every capture in the test bank's books for this request. */
export async function capturesOf({ deps: { db } }: World, id: string): Promise<number[]> {
  const { rows } = await sql<{ amount_cents: number }>`
    select c.amount_cents from sandbox.charges c join attempts a on a.id = c.attempt_id
    where a.request_id = ${id} and c.status = 'succeeded'`.execute(db)
  return rows.map((row) => row.amount_cents)
}

/** The path of the test bank's page where the request's customer stands. */
export async function bankPageOf({ deps: { db } }: World, id: string): Promise<string> {
  const attempt = await db
    .selectFrom('attempts')
    .select('challenge_url')
    .where('request_id', '=', id)
    .where('status', '=', 'challenged')
    .executeTakeFirstOrThrow()
  return attempt.challenge_url!
}

async function insertAttempt({ deps: { db } }: World, id: string, status: 'started' | 'unknown') {
  const charge = newCharge({ requestId: id })
  const attempt = { id: charge.attemptId, request_id: id, gateway: 'sandbox', amount_cents: 24_900, status }
  await db
    .insertInto('attempts')
    .values({ ...attempt, charge: JSON.stringify(charge) })
    .execute()
}

async function markExpired({ deps: { db } }: World, id: string): Promise<void> {
  await db.updateTable('payment_requests').set({ status: 'expired' }).where('id', '=', id).execute()
}

/** Pending requests straight into the table, newest first, for tests that need many: their ids and links. */
export async function insertPending({ deps: { db } }: World, merchantId: string, most: number, more = {}) {
  const rows = Array.from({ length: most }, () => ({
    id: newId('pay'),
    token: newToken(),
    merchant_id: merchantId,
    mode: 'test' as const,
    amount_cents: 24_900,
    channel: 'email' as const,
    email: 'lea.martin@courriel.example',
    own_mail: true,
    language: 'fr' as const,
    description: 'Facture',
    expires_on: sql<string>`(now() at time zone 'Europe/Paris')::date + 30`,
    idempotency_key: newToken(),
    ...more,
  }))
  await db.insertInto('payment_requests').values(rows).execute()
  return rows.map(({ id, token }) => ({ id, token, link: `/p/${token}` }))
}
