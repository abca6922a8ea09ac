/** The database's work on a payment loses races: it is done again, and what was asked of the gateway is not. */
import { type RawBuilder, sql } from 'kysely'
import t from 'tap'
import { openShop } from '../fixtures/providers/stripe/shop.ts'

const shop = await openShop(t, { jobs: false })
const { stripe, portal } = shop
const { db } = shop.deps

/** Each write of these tables loses twice before it is done: a sequence goes on where all else is undone. */
async function makeLose(...tables: string[]): Promise<void> {
  await sql`create sequence losses; create function lose() returns trigger language plpgsql as $$ begin
    if nextval('losses') % 3 <> 0 then raise exception 'lost' using errcode = '40001'; end if;
    return new; end $$`.execute(db)
  for (const table of tables)
    await sql`create trigger lose before insert or update on ${sql.id(table)} for each statement
      execute function lose()`.execute(db)
}

const count = async (query: RawBuilder<{ n: number }>) => (await query.execute(db)).rows[0]!.n
const posts = (path: string) =>
  stripe.asked.filter((asked) => asked.method === 'POST' && asked.path === path).length

t.test('a payment and its refund lose twice each: Stripe is asked once for each (F5)', async (t) => {
  const { id, link } = await shop.askForMoney()
  await makeLose('attempts', 'refunds')
  const { id: session } = shop.sessionOf(await shop.press(link))
  await stripe.books.pay(session)
  t.equal(await shop.statusOf(id), 'paid')
  t.equal(posts('/v1/checkout/sessions'), 1)
  t.strictSame(
    (await shop.attemptsOf(id)).map(({ status }) => status),
    ['succeeded'],
  )
  const refund = await portal.post(`/paiements/${id}/remboursements`, { amount: '50,00' })
  t.equal(refund.statusCode, 303)
  t.equal(posts('/v1/refunds'), 1)
  t.equal(await count(sql`select count(*)::integer as n from refunds where status = 'succeeded'`), 1)
  t.ok((await count(sql`select last_value::integer as n from losses`)) >= 12, 'it has lost, and done again')
  t.strictSame(
    (await shop.eventsOf(id)).filter((kind) => kind === 'paid'),
    ['paid'],
  )
})
