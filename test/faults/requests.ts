/** Requests straight into the table, for tests that need many, and what both sides' books say of them. */
import { sql } from 'kysely'
import { newId, newToken } from '../../src/domain/ids.ts'
import type { World } from '../fixtures/app.ts'

type Place = Pick<World, 'deps'>

export interface Asked {
  id: string
  token: string
  /** Path of the customer's link. */
  link: string
}

export const amountCents = 24_900

/** Pending requests with the first line of their history. The merchant sends the link: no limit is spent. */
export async function insertPending(
  { deps: { db } }: Place,
  merchantId: string,
  most: number,
): Promise<Asked[]> {
  const rows = Array.from({ length: most }, () => ({
    id: newId('pay'),
    token: newToken(),
    merchant_id: merchantId,
    mode: 'test' as const,
    amount_cents: amountCents,
    channel: 'email' as const,
    email: 'lea.martin@courriel.example',
    own_mail: true,
    language: 'fr' as const,
    description: 'Facture 2026-118, lampe Arc',
    expires_on: sql<string>`(now() at time zone 'Europe/Paris')::date + 30`,
    idempotency_key: newToken(),
  }))
  await db.insertInto('payment_requests').values(rows).execute()
  const created = { kind: 'created', actor: 'merchant', status_after: 'pending' } as const
  await db
    .insertInto('request_events')
    .values(rows.map(({ id }) => ({ request_id: id, ...created })))
    .execute()
  return rows.map(({ id, token }) => ({ id, token, link: `/p/${token}` }))
}

/** As if its last day had been yesterday. */
export async function endYesterday({ deps: { db } }: Place, id: string): Promise<void> {
  await sql`update payment_requests set expires_on = (now() at time zone 'Europe/Paris')::date - 1
    where id = ${id}`.execute(db)
}

export interface Standing {
  status: string
  /** Integer cents of each capture in the bank's books, and of each refund there. */
  captures: number[]
  given: number[]
  /** How each attempt ended, or where it stands, oldest first. */
  attempts: string[]
  refunds: string[]
  /** The history's changes of status. */
  changes: string[]
}

export async function readStanding({ deps: { db } }: Place, id: string): Promise<Standing> {
  const { rows } = await sql<Standing>`
    with a as (select * from attempts where request_id = ${id}),
      c as (select charges.* from sandbox.charges join a on a.id = attempt_id where charges.status = 'succeeded')
    select status,
      array(select amount_cents from c) as captures,
      array(select g.amount_cents from sandbox.refunds g join c on c.id = g.charge_id where g.status = 'succeeded') as given,
      array(select coalesce(failure_code, status) from a order by created_at) as attempts,
      array(select f.status from refunds f where request_id = ${id} order by created_at) as refunds,
      array(select kind from request_events where request_id = ${id}
        and status_before is distinct from status_after order by id) as changes
    from payment_requests where id = ${id}`.execute(db)
  return rows[0]!
}

/** The path of the bank's page where the request's customer stands, or stood last. */
export async function findBankPage({ deps: { db } }: Place, id: string): Promise<string> {
  const attempt = await db
    .selectFrom('attempts')
    .select('challenge_url')
    .where('request_id', '=', id)
    .where('challenge_url', 'is not', null)
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow()
  return attempt.challenge_url!
}
