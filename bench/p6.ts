import { sql } from 'kysely'
import { payBill, startAcquit } from './acquit.ts'
import { type Bench, compare, type Figure } from './figure.ts'
import { measureRate } from './load.ts'
import type { Running } from './process.ts'
import { withDatabase } from './requests.ts'
import { prepareSimpleUpdate } from './simple-update.ts'

const clients = 16
const seconds = 2

const card = {
  card_number: '4242 4242 4242 4242',
  card_expiry: '12/99',
  card_csc: '123',
  card_name: 'Léa Martin',
}

/**
 * Whole payments per second, compared with pgbench's simple-update transactions of as many clients on the same
 * server.
 */
export const p6: Figure = {
  title: 'payments',
  atLeast: 0.15,
  async measure(bench) {
    const updates = await prepareSimpleUpdate(bench)
    const server = await startAcquit(bench.url)
    try {
      await pay(bench, server)
      // Autovacuum would have done it within a minute, and the other tables are vacuumed too.
      await withDatabase(bench.url, (db) => sql`vacuum analyze`.execute(db))
      await updates.measure(clients, 1)
      return await compare(
        bench,
        () => pay(bench, server),
        () => updates.measure(clients, seconds),
      )
    } finally {
      await server.stop()
      await updates.close()
    }
  },
}

/** Pays different requests, as customers with different IP addresses. Then checks in the database that all are paid. */
async function pay({ url, tokens }: Bench, { port }: Running): Promise<number> {
  const paidBefore = await countPaid(url)
  let asked = 0
  const next = () => {
    asked += 1
    const token = tokens.pop()
    if (!token) throw new Error('no request is left to pay')
    return payBill(token, card, `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}`)
  }
  const rate = await measureRate({ port, clients, until: { seconds }, next, status: 303 })
  const paid = (await countPaid(url)) - paidBefore
  if (paid !== asked) throw new Error(`${asked} requests were to be paid, ${paid} are`)
  return rate
}

async function countPaid(url: string): Promise<number> {
  const { count } = await withDatabase(url, (db) =>
    db
      .selectFrom('payment_requests')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('status', '=', 'paid')
      .executeTakeFirstOrThrow(),
  )
  return Number(count)
}
