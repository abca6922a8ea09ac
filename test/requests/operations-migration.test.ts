/** What moved before there were operations is there after their migration, on its own day. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import t from 'tap'
import { connect, createPool } from '../../src/db/connect.ts'
import { migrate } from '../../src/db/migrate.ts'
import { newId, newToken } from '../../src/domain/ids.ts'
import { createEmptyDatabase } from '../fixtures/database.ts'

const folder = join(import.meta.dirname, '../../migrations')
const merchantId = 'mer_aaaaaaaaaaaaaaaaaaaaaa'
const id = `pay_${'1'.repeat(22)}`

t.test('payments, refunds and disputes of before are lines, and are added up', async (t) => {
  const url = await createEmptyDatabase(t)
  const db = connect(createPool(url))
  t.teardown(() => db.destroy())
  const provider = { getMigrations: () => listBefore('2026-12-09-operations') }
  t.notOk((await new Migrator({ db, provider }).migrateToLatest()).error)
  await sql`insert into merchants (id, trade_name, contact_email, sms_sender)
    values (${merchantId}, 'Atelier', 'a@atelier.example', 'ATELIER')`.execute(db)
  await sql`insert into payment_requests (id, token, merchant_id, mode, amount_cents, channel, email, language,
      description, expires_on, status, paid_at, idempotency_key)
    values (${id}, ${newToken()}, ${merchantId}, 'test', 24900, 'email', 'lea@courriel.example', 'fr', 'Lampe',
      '2026-12-31', 'paid', '2026-01-31T22:30:00Z', 'a')`.execute(db)
  await sql`insert into attempts (id, request_id, gateway, amount_cents, status, charge)
    values ('att_1111111111111111111111', ${id}, 'sandbox', 24900, 'succeeded', '{}')`.execute(db)
  await sql`insert into refunds (id, request_id, amount_cents, status, is_from_gateway, gateway_ref, created_at, updated_at)
    values (${newId('ref')}, ${id}, 1000, 'succeeded', false, null, '2026-02-01', '2026-02-02T12:00:00Z'),
      (${newId('ref')}, ${id}, 2000, 'succeeded', true, 're_1', '2026-02-03T12:00:00Z', '2026-02-04'),
      (${newId('ref')}, ${id}, 4000, 'failed', false, null, '2026-02-05', '2026-02-05')`.execute(db)
  const dispute = (status: string, cents: number) =>
    sql`
    insert into disputes (id, request_id, attempt_id, gateway_ref, amount_cents, reason, status, asked_at, created_at,
      updated_at)
    values (${newId('dis')}, ${id}, 'att_1111111111111111111111', ${status}, ${cents}, 'other', ${status}, now(),
      '2026-03-01T12:00:00Z', '2026-04-01T12:00:00Z')`.execute(db)
  for (const [status, cents] of [
    ['won', 1],
    ['lost', 2],
    ['closed', 4],
  ] as const)
    await dispute(status, cents)
  await migrate(url)
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', kind, amount_cents, (moved_at at time zone 'Europe/Paris')::date) as line
    from operations order by moved_at, kind, id`.execute(db)
  t.strictSame(
    rows.map(({ line }) => line),
    [
      'collected 24900 2026-01-31',
      'refunded -1000 2026-02-02',
      'refunded -2000 2026-02-03',
      'disputed -1 2026-03-01',
      'disputed -2 2026-03-01',
      'dispute_returned 1 2026-04-01',
    ],
  )
  const { rows: sums } = await sql<object>`
    select status as kind, sum(cents)::integer as cents from request_tally_changes
    where status = any(array['collected', 'refunded', 'disputed', 'dispute_returned']) group by 1 order by 1`.execute(
    db,
  )
  t.strictSame(sums, [
    { kind: 'collected', cents: 24_900 },
    { kind: 'dispute_returned', cents: 1 },
    { kind: 'disputed', cents: -3 },
    { kind: 'refunded', cents: -3000 },
  ])
  const { rows: asked } = await sql<{ line: string }>`
    select concat_ws(' ', o.kind, o.amount_cents, coalesce(f.amount_cents, d.amount_cents),
      extract(epoch from fee_check_at - min(fee_check_at) over ())::integer) as line
    from operations o left join refunds f on f.id = movement_id left join disputes d on d.id = movement_id
    where fee_check_at is not null order by fee_check_at`.execute(db)
  t.strictSame(
    asked.map(({ line }) => line),
    [
      'dispute_returned 1 1 0',
      'disputed -2 2 1',
      'disputed -1 1 2',
      'refunded -2000 2000 3',
      'refunded -1000 1000 4',
      'collected 24900 5',
    ],
    'the gateway is asked about their fees, the newest first',
  )
})

async function listBefore(name: string): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).map((file) => file.replace('.ts', '')).filter((one) => one < name)
  const load = async (one: string) => [one, await import(join(folder, `${one}.ts`))]
  return Object.fromEntries(await Promise.all(names.map(load)))
}
