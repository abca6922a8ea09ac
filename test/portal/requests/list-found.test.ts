/** Compares what the list finds with a plain JavaScript filter over random requests. `SEED` repeats a run. */
import fc from 'fast-check'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { type ListFilter, parseFilter, readFilter } from '../../../src/domain/list-filter.ts'
import { type Cursor, findRequests } from '../../../src/requests/find-store.ts'
import { findHead } from '../../../src/requests/head-store.ts'
import { listRequests, onPage } from '../../../src/requests/list-store.ts'
import { foldTallies } from '../../../src/requests/tally-store.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { insertAll } from '../../fixtures/requests/inserted.ts'
import { meets } from '../../fixtures/requests/plain-filter.ts'
import { drawRequests, type Query, query, type Request, seed } from '../../fixtures/requests/random.ts'
import { insertPending } from '../../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchants = [(await addMerchant(world)).id, (await addMerchant(world, 'Autre')).id]
const requests = drawRequests(merchants)

t.before(() => insertAll(db, requests))

t.test('whatever is asked, the list and its file hold what a plain filter finds, newest first', async (t) => {
  let found = 0
  const property = fc.asyncProperty(query, fc.constantFrom(1, 3, 1000), async (asked, most) => {
    const filter = filterOf(asked)
    if (filter) found += await compare(t, asked, filter, most)
  })
  await fc.assert(property, { seed, numRuns: 150, endOnFailure: true })
  t.ok(found > 0, `seed ${seed}: ${found} requests`)
})

t.test('a page begins after the one before, whatever is asked', async (t) => {
  for (const asked of [{ q: 'lampe' }, { status: 'expired' }, { channel: 'sms' }, { q: 'zzz' }, { q: '249' }])
    t.strictSame(await walk(asked), ids(expectedOf({ ...nothing, ...asked } as Query)), JSON.stringify(asked))
})

t.test('what is not among the two thousand newest is found all the same', async (t) => {
  await insertNewer(2000)
  let found = 0
  const property = fc.asyncProperty(query, fc.constantFrom(1, 1000), async (asked, most) => {
    const filter = filterOf(asked)
    if (filter?.search) found += await compare(t, asked, filter, most)
  })
  await fc.assert(property, { seed, numRuns: 100, endOnFailure: true })
  t.ok(found > 0, `seed ${seed}: ${found} requests`)
  t.strictSame(await walk({ q: 'lampe' }), ids(expectedOf({ ...nothing, q: 'lampe' })))
})

t.test('sums are those of the requests, before and after they are folded', async (t) => {
  const { rows } = await sql<{ cents: number; requests: number }>`
    select sum(amount_cents - lost_cents)::float8 as cents, count(*)::integer as requests
    from payment_requests
    where merchant_id = ${merchants[0]} and mode = 'test'
      and (status = 'paid' or status = 'pending' and expires_at > now()) group by status order by status`.execute(
    db,
  )
  const [paid, pending] = rows
  const expected = {
    pending_requests: pending!.requests,
    pending_cents: pending!.cents,
    paid_cents: paid!.cents,
  }
  t.strictSame(await sumMine(), expected)
  await Promise.all([foldTallies(db), foldTallies(db), foldTallies(db)])
  t.strictSame(await sumMine(), expected)
  const stillPending = db.updateTable('payment_requests').where('status', '=', 'pending')
  await stillPending.set({ status: 'cancelled' }).execute()
  t.strictSame(await sumMine(), { ...expected, pending_requests: 0, pending_cents: 0 })
  await foldTallies(db)
  t.strictSame(await sumMine(), { ...expected, pending_requests: 0, pending_cents: 0 })
})

const nothing: Query = { q: '', status: '', channel: '', from: '', to: '' }
const sumMine = async () => {
  const { attention, ...sums } = await findHead(db, merchants[0]!, 'test')
  return sums
}

function filterOf(asked: object): ListFilter | undefined {
  const parsed = parseFilter(readFilter(asked))
  return parsed.ok ? parsed.value : undefined
}

const find = (filter: ListFilter, after: Cursor | undefined, most: number) =>
  findRequests(db, merchants[0]!, 'test', filter, after, { enough: most + 1, most })

/** Reads requests as the export does. */
function exported(filter: ListFilter, most: number) {
  const requests = db.selectFrom('payment_requests as r').select('r.id')
  return onPage(requests, merchants[0]!, 'test', filter, undefined, most).execute()
}

/** Returns how many are expected. */
async function compare(t: Test, asked: Query, filter: ListFilter, most: number): Promise<number> {
  const expected = expectedOf(asked)
  const { found, isAll } = await find(filter, undefined, most)
  const text = `${JSON.stringify(asked)}, at most ${most}`
  t.strictSame(ids(found), ids(expected).slice(0, most), text)
  t.equal(isAll, expected.length <= most, text)
  t.strictSame(ids(await exported(filter, most)), ids(expected).slice(0, most), `exported: ${text}`)
  return expected.length
}

/** All ids, page by page. */
async function walk(asked: object): Promise<string[]> {
  const paged: string[] = []
  for (let after: Cursor | undefined, isLast = false; !isLast; ) {
    const page = await find(filterOf(asked)!, after, 3)
    const rows = await listRequests(db, merchants[0]!, ids(page.found))
    paged.push(...ids(rows))
    const last = rows.at(-1)
    if (last) after = { at: last.at, id: last.id }
    isLast = page.isAll
  }
  return paged
}

const expectedOf = (asked: Query) => requests.filter((one) => isMine(one) && meets(one, asked)).sort(byAge)
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)
const byAge = (a: Request, b: Request) => b.created.getTime() - a.created.getTime()
const isMine = ({ owner, mode }: Request) => owner === merchants[0] && mode === 'test'

/** Newer requests that no search here finds. */
async function insertNewer(most: number) {
  const more = { email: 'kkk@kkk.kkk', description: 'kkk', amount_cents: 77_777 }
  await insertPending(world, merchants[0]!, most, more)
}
