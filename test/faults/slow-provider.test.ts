/** A gateway that takes every call and answers none, while customers pay and others go on with their work. */
import { sql } from 'kysely'
import t from 'tap'
import { addMerchant, eventually, startWorld, startWorldOn } from '../fixtures/app.ts'
import { createClient, createRequest, goodCard, goodForm, permalinkOf, signIn } from '../fixtures/client.ts'
import { startMuteProvider } from '../fixtures/faults/mute.ts'
import { times } from '../fixtures/faults/race.ts'
import { insertPending } from '../fixtures/faults/requests.ts'
import { giveKeys } from '../fixtures/providers/stripe/shop.ts'

t.setTimeout(120_000)
const mute = await startMuteProvider(t)
const world = await startWorld(t, { env: { STRIPE_API_BASE: mute.base }, jobs: false })
const observer = (await startWorldOn(t, world.deps.databaseUrl, { jobs: false })).deps.db
const shop = await addMerchant(world)
await giveKeys(world, shop, 'sk_test_0123456789012345678901', 'whsec_0123456789012345678901')
const requests = await insertPending(world, shop.id, 40)
const customer = createClient(world)
const press = ({ link }: { link: string }) => customer.post(`${link}/paiement`, {})

/** Connections that a query or a transaction holds, besides the one that asks. */
async function countHeld(): Promise<number> {
  const { rows } = await sql`select from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`.execute(observer)
  return rows.length
}

t.test(
  'forty calls wait, twice as many as there are connections: none is held, and all else is answered (F4, F6)',
  async (t) => {
    const other = await signIn(world, (await addMerchant(world, 'Boutique B')).email)
    const theirs = await permalinkOf(other, await createRequest(other))
    const paying = Promise.all(requests.map(press))
    await eventually(async () => mute.waiting() === 40)
    t.equal(await countHeld(), 0)
    for (const path of ['/sante', theirs]) t.equal((await customer.get(path)).statusCode, 200, path)
    for (const path of ['/paiements', '/activite']) t.equal((await other.get(path)).statusCode, 200, path)
    t.equal((await other.post('/paiements', { ...goodForm, email: 'b@courriel.example' })).statusCode, 303)
    t.equal((await customer.post(`${theirs}/paiement`, goodCard)).statusCode, 303)
    t.match((await customer.get(theirs)).body, 'data-state="paid"')
    t.equal(mute.waiting(), 40, 'they have waited all the time')
    for (const [n, answer] of (await paying).entries()) {
      t.equal(answer.statusCode, 303)
      t.equal(answer.headers.location, requests[n]!.link)
    }
  },
)

t.test(
  'their pages say that the payment is being confirmed, and nothing is charged again (F6)',
  async (t) => {
    const asked = mute.asked()
    t.equal(asked, 40)
    for (const one of requests.slice(0, 5)) {
      t.match((await customer.get(one.link)).body, 'data-state="confirming"')
      t.equal((await press(one)).headers.location, one.link)
    }
    t.equal(mute.asked(), asked)
    const attempts = world.deps.db.selectFrom('attempts').select('status').where('gateway', '=', 'stripe')
    t.strictSame(
      await attempts.execute(),
      times(40).map(() => ({ status: 'unknown' })),
    )
  },
)
