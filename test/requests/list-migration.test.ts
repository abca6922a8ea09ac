/** Requests made before the list's migration are found, labelled and summed after it. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import t from 'tap'
import { connect, createPool } from '../../src/db/connect.ts'
import { migrate } from '../../src/db/migrate.ts'
import { newId, newToken } from '../../src/domain/ids.ts'
import { parseFilter, readFilter } from '../../src/domain/list-filter.ts'
import { findRequests } from '../../src/requests/find-store.ts'
import { findHead } from '../../src/requests/head-store.ts'
import { relistRequests } from '../../src/requests/relist-store.ts'
import { createEmptyDatabase } from '../fixtures/database.ts'

const folder = join(import.meta.dirname, '../../migrations')
const merchantId = 'mer_aaaaaaaaaaaaaaaaaaaaaa'
const [paid, refunded, pending] = ['1', '2', '3'].map((digit) => `pay_${digit.repeat(22)}`)

t.test('requests made before it was searched are found, added up, and have their labels', async (t) => {
  const url = await createEmptyDatabase(t)
  const db = connect(createPool(url))
  t.teardown(() => db.destroy())
  const provider = { getMigrations: () => listBefore('2026-11-27-list') }
  t.notOk((await new Migrator({ db, provider }).migrateToLatest()).error)
  await sql`insert into merchants (id, trade_name, contact_email, sms_sender)
    values (${merchantId}, 'Atelier', 'a@atelier.example', 'ATELIER')`.execute(db)
  await sql`insert into payment_requests (id, token, merchant_id, mode, amount_cents, channel, email, phone, language,
      description, expires_on, status, paid_at, idempotency_key)
    values (${paid}, ${newToken()}, ${merchantId}, 'test', 24900, 'email', 'lea@xn--lagage-9ua.example', null, 'fr', 'Élagage n°118',
        current_date + 30, 'paid', now(), 'a'),
      (${refunded}, ${newToken()}, ${merchantId}, 'test', 100, 'sms', null, '+33612345678', 'fr', 'Lampe',
        current_date + 30, 'paid', now(), 'b'),
      (${pending}, ${newToken()}, ${merchantId}, 'test', 4900, 'sms', null, '+33612345678', 'fr', 'Lampe',
        current_date + 30, 'pending', null, 'c')`.execute(db)
  await sql`insert into refunds (id, request_id, amount_cents, status)
    values (${newId('ref')}, ${refunded}, 100, 'succeeded'), (${newId('ref')}, ${paid}, 100, 'failed')`.execute(
    db,
  )
  await migrate(url)
  const find = async (asked: object) => {
    const parsed = parseFilter(readFilter(asked))
    if (!parsed.ok) throw new Error('unreadable')
    const limits = { enough: 26, most: 25 }
    const { found } = await findRequests(db, merchantId, 'test', parsed.value, undefined, limits)
    return found.map(({ id }) => id).sort()
  }
  t.strictSame(await find({ q: 'elag' }), [paid])
  for (const q of ['118', 'lea@élag'])
    t.strictSame(await find({ q }), [], `${q}, before older requests are listed again`)
  await relistRequests(db)
  for (const q of ['elag', '118', 'lea@élag', 'lea@xn--lagage']) t.strictSame(await find({ q }), [paid], q)
  t.strictSame(await db.selectFrom('request_relisting').selectAll().execute(), [])
  t.strictSame(await find({ q: '06 12 34 56 78' }), [refunded, pending])
  t.strictSame(await find({ status: 'refunded' }), [refunded])
  t.strictSame(await find({ status: 'paid' }), [paid])
  t.strictSame(await findHead(db, merchantId, 'test'), {
    pending_requests: 1,
    pending_cents: 4900,
    paid_cents: 25_000,
    attention: 0,
  })
})

async function listBefore(name: string): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).map((file) => file.replace('.ts', '')).filter((one) => one < name)
  const load = async (one: string) => [one, await import(join(folder, `${one}.ts`))]
  return Object.fromEntries(await Promise.all(names.map(load)))
}
