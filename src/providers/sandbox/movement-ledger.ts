/** SQL that lists the refunds and disputes of a merchant's charges at the test bank. */
import { sql } from 'kysely'
import type {
  DisputeStatus,
  Movement,
  MovementKind,
  MovementPage,
  MovementSearch,
} from '../../domain/movement.ts'
import type { RefundOutcome } from '../../domain/refund.ts'
import { paths } from '../../web/paths.ts'
import type { Ledger } from './ledger.ts'

const pageSize = 100

interface Row {
  id: string
  kind: MovementKind
  amount_cents: number
  status: string
  made_at: Date
  answer_by: Date | null
  merchant_id: string
  attempt_id: string
  captured_cents: number
}

export async function listMovements(
  ledger: Ledger,
  { merchantId, kind, since, page }: MovementSearch,
): Promise<MovementPage> {
  const { rows } = await sql<Row>`
    select * from (${moved}) moved
    where kind = ${kind} and merchant_id = ${merchantId} and made_at >= ${since}::timestamptz
      and (${page ?? null}::text is null or (made_at, id) < (select made_at, id from (${moved}) last where id = ${page ?? null}))
    order by made_at desc, id desc limit ${pageSize}`.execute(ledger)
  return { movements: rows.map(read), next: rows.length === pageSize ? rows.at(-1)!.id : undefined }
}

export async function findMovement(
  ledger: Ledger,
  kind: MovementKind,
  ref: string,
): Promise<Movement | undefined> {
  const { rows } = await sql<Row>`
    select * from (${moved}) moved where kind = ${kind} and id = ${ref}`.execute(ledger)
  return rows[0] && read(rows[0])
}

/** A dispute that nobody has answered in time is lost. */
const moved = sql`
  select f.id, 'refund' as kind, f.amount_cents, f.status, f.created_at as made_at, null::timestamptz as answer_by,
    f.merchant_id, c.attempt_id, c.amount_cents as captured_cents
  from sandbox.refunds f join sandbox.charges c on c.id = f.charge_id
  union all
  select d.id, 'dispute', d.amount_cents, case when d.status = 'open' and d.answer_by < now() then 'lost' else d.status end,
    d.opens_at, d.answer_by, d.merchant_id, c.attempt_id, c.amount_cents
  from sandbox.disputes d join sandbox.charges c on c.id = d.charge_id where d.opens_at <= now()`

function read(row: Row): Movement {
  const common = {
    ref: row.id,
    amountCents: row.amount_cents,
    currency: 'eur',
    madeAt: row.made_at.toISOString(),
    charge: {
      attemptId: row.attempt_id,
      merchantId: row.merchant_id,
      mode: 'test' as const,
      capturedCents: row.captured_cents,
    },
  }
  // Refunds that we asked for have our ids in the ledger.
  if (row.kind === 'refund')
    return {
      ...common,
      kind: 'refund',
      refundId: row.id,
      status: row.status as RefundOutcome['status'],
      ...(row.status === 'failed' ? { failure: 'partly_refunded' } : {}),
    }
  const status = row.status as DisputeStatus
  const answerBy = status === 'open' ? row.answer_by!.toISOString() : null
  return {
    ...common,
    kind: 'dispute',
    status,
    takesMoney: true,
    reason: 'fraudulent',
    answerBy,
    answerUrl: paths.testBankDispute(row),
  }
}
