/** A customer with more requests than are read, or erased, at a time. */
import { sql } from 'kysely'
import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { signIn } from '../../fixtures/client.ts'
import { dumpDatabase, eraseCustomer } from '../../fixtures/customers.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const lea = 'lea.martin@courriel.example'
const count = 620

await sql`
  insert into payment_requests (id, token, merchant_id, mode, amount_cents, channel, email, language, description,
    expires_on, idempotency_key, status, created_at)
  select 'pay_' || lpad(n::text, 22, '0'), lpad(n::text, 22, '0'), ${merchant.id}, 'test', 99 + n, 'email', ${lea}, 'fr',
    'Facture ' || n, current_date + 30, 'row ' || n, 'cancelled', now() - interval '1 hour' + make_interval(secs => n)
  from generate_series(1, ${count}::integer) n`.execute(db)
await sql`
  insert into messages (id, request_id, purpose, channel, recipient, status)
  select 'msg_' || substr(id, 5), id, 'request', 'email', email, 'sent' from payment_requests`.execute(db)

t.test('the file has each request once, oldest first, with what belongs to it (S71)', async (t) => {
  t.match((await portal.get(`/donnees-clients?client=${lea}`)).body, `${count} demandes de paiement`)
  const file = await portal.get(`/donnees-clients/fichier?client=${lea}`)
  const { requests } = JSON.parse(file.body)
  t.strictSame(
    requests.map((request: { amount_cents: number }) => request.amount_cents),
    Array.from({ length: count }, (_, index) => 100 + index),
  )
  t.ok(requests.every(({ messages }: { messages: unknown[] }) => messages.length === 1))
})

t.test('all of them are erased, each with a line of its history (S71)', async (t) => {
  t.equal((await eraseCustomer(portal, lea)).statusCode, 303)
  t.notMatch(await dumpDatabase(db), lea)
  const { rows } = await sql`select from request_events
    where kind = 'customer_erased' and actor = 'merchant' and user_id = ${merchant.userId}
      and status_before = 'cancelled' and status_after = 'cancelled'`.execute(db)
  t.equal(rows.length, count)
})
