import fc from 'fast-check'
import t from 'tap'
import { demo } from '../../src/dev/demo.ts'
import { seedDemo } from '../../src/dev/seed.ts'
import { addDays, isoDay } from '../../src/domain/formats.ts'
import { startWorld } from '../fixtures/app.ts'
import { downloadMonth, type Period, readBooks } from '../fixtures/books.ts'
import { signIn } from '../fixtures/client.ts'
import { sumsOf } from '../fixtures/operations.ts'
import { distinct } from '../fixtures/seeded.ts'

const world = await startWorld(t, { jobs: false })
const { deps } = world
const { ledger } = deps

await seedDemo(deps)

const portal = await signIn(world, demo.email, demo.password)
const today = isoDay(new Date())
const daysOfDemo = 90
const all = { from: addDays(today, -daysOfDemo), to: today }

const months = distinct(
  Object.keys(await readBooks(ledger, all)).map((line) => `${line.slice(6, 10)}-${line.slice(3, 5)}`),
).map(daysOf)

function daysOf(month: string): Period {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return { from: `${month}-01`, to: new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10) }
}

t.test('each month of the demo has the lines and sums of the gateway’s own books, day by day', async (t) => {
  t.ok(months.length >= 3)
  for (const month of months) {
    const books = await readBooks(ledger, month)
    t.strictSame(await downloadMonth(portal, month), books, month.from)
    const total = Object.values(books).reduce((sum, { cents }) => sum + cents, 0)
    t.equal((await sumsOf(portal, `?from=${month.from}&to=${month.to}`)).total, total)
  }
})

t.test('every kind of movement occurs, on days enough to tell them apart', async (t) => {
  const kinds = Object.keys(await readBooks(ledger, all)).map((line) => line.slice(11))
  t.strictSame(distinct(kinds), ['Contestation levée', 'Contesté', 'Encaissé', 'Remboursé'])
  t.ok(kinds.length > 25)
})

t.test('so does any other period', async (t) => {
  const day = fc.nat({ max: daysOfDemo }).map((ago) => addDays(today, -ago))
  const period = fc.tuple(day, day).map((days) => days.sort())
  await fc.assert(
    fc.asyncProperty(period, async ([from, to]) => {
      const days = { from: from!, to: to! }
      t.strictSame(await downloadMonth(portal, days), await readBooks(ledger, days), `${from} ${to}`)
    }),
    { numRuns: 30 },
  )
})

t.test('books without one of their movements, or with a cent more, are found out', async (t) => {
  const file = await downloadMonth(portal, all)
  for (const table of ['refunds', 'disputes'] as const) {
    for (const { id } of await ledger.selectFrom(table).select('id').execute()) {
      const trx = await ledger.startTransaction().execute()
      await trx
        .updateTable(table)
        .set((eb) => ({ amount_cents: eb('amount_cents', '+', 1) }))
        .where('id', '=', id)
        .execute()
      t.strictNotSame(await readBooks(trx, all), file)
      await trx.deleteFrom(table).where('id', '=', id).execute()
      t.strictNotSame(await readBooks(trx, all), file)
      await trx.rollback().execute()
    }
  }
})
