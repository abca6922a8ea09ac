/** SQL of the test bank's ledger. A charge changes once, from `challenged` to its end. */
import { type Generated, Kysely, type NotNull, PostgresDialect, type Selectable, sql } from 'kysely'
import type { Pool } from 'pg'
import { newId } from '../../domain/ids.ts'
import type { DisputeStatus } from '../../domain/movement.ts'
import type { FailureCode } from '../../domain/request-lifecycle.ts'
import type { Language } from '../../domain/words.ts'

interface SandboxDatabase {
  charges: ChargeTable
  refunds: RefundTable
  disputes: DisputeTable
}

export type LedgerRefundStatus = 'pending' | 'succeeded' | 'failed'

interface RefundTable {
  id: string
  charge_id: string
  /** The merchant whose charge is refunded; null for refunds made before this column existed. */
  merchant_id: string | null
  amount_cents: number
  status: LedgerRefundStatus
  created_at: Generated<Date>
}

/** A dispute is invisible before `opens_at`. `ended_at` is when the bank decided. */
interface DisputeTable {
  id: string
  charge_id: string
  merchant_id: string
  amount_cents: number
  status: DisputeStatus
  opens_at: Date
  answer_by: Date
  ended_at: Date | null
}

/** A tombstone marks an attempt that was `cancelled` before a payment came: it has an attempt id and nothing else. */
interface ChargeTable {
  id: string
  attempt_id: string
  amount_cents: number | null
  status: 'challenged' | 'succeeded' | 'failed' | 'cancelled'
  failure_code: FailureCode | null
  card_brand: string | null
  card_last4: string | null
  merchant_name: string | null
  language: Language | null
  return_url: string | null
  created_at: Generated<Date>
  captured_at: Date | null
}

export type Ledger = Kysely<SandboxDatabase>
export type LedgerCharge = Selectable<ChargeTable>

/** The first state of a charge. The card alone decides it. */
export type Opening =
  | { status: 'succeeded' | 'challenged'; failure_code: null }
  | { status: 'failed'; failure_code: FailureCode }

export type NewCharge = Opening & {
  attempt_id: string
  amount_cents: number
  card_brand: string
  card_last4: string
  merchant_name: string
  language: Language
  return_url: string
}

/** Takes a pool of its own: a bank neither waits for our connections nor rolls back with our transactions. */
export function openLedger(pool: Pool): Ledger {
  return new Kysely<SandboxDatabase>({ dialect: new PostgresDialect({ pool }) }).withSchema('sandbox')
}

/** Records the charge, unless its attempt has one already (or a tombstone). Returns the one that counts. */
export async function recordCharge(ledger: Ledger, charge: NewCharge): Promise<LedgerCharge> {
  const recorded = await ledger
    .insertInto('charges')
    .values({
      ...charge,
      id: newId('cha'),
      captured_at: charge.status === 'succeeded' ? sql<Date>`now()` : null,
    })
    .onConflict((conflict) => conflict.column('attempt_id').doNothing())
    .returningAll()
    .executeTakeFirst()
  return recorded ?? standingCharge(ledger, charge.attempt_id).executeTakeFirstOrThrow()
}

/** Closes the attempt, with a tombstone when no payment has come yet. Returns the charge that counts. */
export async function cancelCharge(ledger: Ledger, attemptId: string): Promise<LedgerCharge> {
  await ledger
    .insertInto('charges')
    .values({ id: newId('cha'), attempt_id: attemptId, status: 'cancelled' })
    .onConflict((conflict) =>
      conflict
        .column('attempt_id')
        .doUpdateSet({ status: 'cancelled' })
        .where('charges.status', '=', 'challenged'),
    )
    .execute()
  return standingCharge(ledger, attemptId).executeTakeFirstOrThrow()
}

export function findCharge(ledger: Ledger, attemptId: string): Promise<LedgerCharge | undefined> {
  return standingCharge(ledger, attemptId).executeTakeFirst()
}

/** The charge for its page at the bank. Undefined for a tombstone, which never had a page. */
export function findChargeOfPage(ledger: Ledger, id: string) {
  return ledger
    .selectFrom('charges')
    .selectAll()
    .where('id', '=', id)
    .where('return_url', 'is not', null)
    .$narrowType<{
      amount_cents: NotNull
      card_brand: NotNull
      card_last4: NotNull
      merchant_name: NotNull
      language: NotNull
      return_url: NotNull
    }>()
    .executeTakeFirst()
}

export type Decision = 'accept' | 'refuse'

/** Captures or refuses a challenged charge. Does nothing once it is decided. */
export async function decideCharge(ledger: Ledger, id: string, decision: Decision): Promise<void> {
  await ledger
    .updateTable('charges')
    .set(
      decision === 'accept'
        ? { status: 'succeeded', captured_at: sql<Date>`now()` }
        : { status: 'failed', failure_code: '3ds_declined' },
    )
    .where('id', '=', id)
    .where('status', '=', 'challenged')
    .execute()
}

/** A separate statement after the write: only then is a row visible that another process has committed. */
function standingCharge(ledger: Ledger, attemptId: string) {
  return ledger.selectFrom('charges').selectAll().where('attempt_id', '=', attemptId)
}
