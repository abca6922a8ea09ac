import { sql } from 'kysely'
import t from 'tap'
import { addMerchant, startWorld, startWorldOn } from '../fixtures/app.ts'
import { type Client, createClient, goodCard, signIn } from '../fixtures/client.ts'
import { bankPageOf, capturesOf, insertPending, storedStatus } from '../fixtures/security/stage.ts'

const rounds = 4
const races = 100

t.test('at once, in two processes', async (t) => {
  const one = await startWorld(t)
  const other = await startWorldOn(t, one.deps.databaseUrl)
  const merchant = await addMerchant(one)
  const portals = [await signIn(one, merchant.email), await signIn(other, merchant.email)]
  const customers = [createClient(one), createClient(other)]
  const pay = (client: Client, link: string, card_number = '4242424242424242') =>
    client.post(`${link}/paiement`, { ...goodCard, card_number })
  const cancel = (client: Client, id: string) => client.post(`/paiements/${id}/annulation`, {})
  const eventsOf = async (id: string) =>
    (
      await one.deps.db.selectFrom('request_events').select('kind').where('request_id', '=', id).execute()
    ).map(({ kind }) => kind)

  t.test(
    `50 payments of one request at once, in two processes, capture once, ${rounds} times (S51)`,
    async (t) => {
      for (const { id, link } of await insertPending(one, merchant.id, rounds)) {
        const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => pay(customers[n % 2]!, link)))
        t.strictSame([...new Set(answers.map((answer) => answer.statusCode))], [303])
        t.strictSame(await capturesOf(one, id), [24_900])
        t.equal(await storedStatus(one, id), 'paid')
        const told = (await eventsOf(id)).filter((kind) => kind !== 'message_sent')
        t.strictSame(told.sort(), ['attempt_started', 'paid'])
      }
    },
  )

  t.test(
    'cards that want confirming, declined ones and good ones together capture at most once (S51)',
    async (t) => {
      const cards = ['4242424242424242', '4000002500003155', '4000000000000002', '5555555555554444']
      for (const { id, link } of await insertPending(one, merchant.id, rounds)) {
        await Promise.all(
          Array.from({ length: 40 }, (_, n) => pay(customers[n % 2]!, link, cards[n % cards.length])),
        )
        const captures = await capturesOf(one, id)
        t.ok(captures.length <= 1, `${captures.length} captures`)
        t.equal(captures.length === 1, (await storedStatus(one, id)) === 'paid')
        const live = await sql<{ n: number }>`select count(*)::int n from attempts where request_id = ${id}
        and status in ('started', 'challenged', 'unknown')`.execute(one.deps.db)
        t.ok(live.rows[0]!.n <= 1)
      }
    },
  )

  t.test(
    `${races} races of paying and cancelling: money taken, or cancelled, never both (S51, S52)`,
    async (t) => {
      const requests = await insertPending(one, merchant.id, races)
      const outcomes = { paid: 0, cancelled: 0 }
      await inBatches(requests, 10, async ({ id, link }, n) => {
        const wait = new Promise((resolve) => setTimeout(resolve, n % 7))
        const paying = n % 2 ? wait.then(() => pay(customers[0]!, link)) : pay(customers[0]!, link)
        const cancelling = n % 2 ? cancel(portals[1]!, id) : wait.then(() => cancel(portals[1]!, id))
        const [, cancelled] = await Promise.all([paying, cancelling])
        const [status, captures] = [await storedStatus(one, id), await capturesOf(one, id)]
        const isConsistent =
          status === 'paid' ? captures.length === 1 : status === 'cancelled' && captures.length === 0
        if (!isConsistent) t.fail(`${status} with ${captures.length} captures`)
        if (cancelled.statusCode !== (status === 'cancelled' ? 303 : 409))
          t.fail(`${status}, answered ${cancelled.statusCode}`)
        outcomes[status as keyof typeof outcomes] += 1
      })
      t.equal(outcomes.paid + outcomes.cancelled, races)
    },
  )

  t.test(
    'confirming at the bank against cancelling: whoever is first wins, for both sides (S52)',
    async (t) => {
      const requests = await insertPending(one, merchant.id, 30)
      for (const { link } of requests) await pay(customers[0]!, link, '4000002500003155')
      await inBatches(requests, 10, async ({ id }, n) => {
        const bank = await bankPageOf(one, id)
        const confirm = () => customers[n % 2]!.post(bank, { decision: 'accept' })
        const wait = new Promise((resolve) => setTimeout(resolve, n % 5))
        const [, cancelled] = await Promise.all([confirm(), wait.then(() => cancel(portals[1]!, id))])
        const [status, captures] = [await storedStatus(one, id), await capturesOf(one, id)]
        const isConsistent =
          status === 'paid' ? captures.length === 1 : status === 'cancelled' && captures.length === 0
        if (!isConsistent) t.fail(`${status} with ${captures.length} captures`)
        t.equal(cancelled!.statusCode, status === 'cancelled' ? 303 : 409)
      })
    },
  )

  t.test('a second tab starting over while the first confirms takes the money once (S52)', async (t) => {
    const requests = await insertPending(one, merchant.id, 20)
    for (const { link } of requests) await pay(customers[0]!, link, '4000002500003155')
    await inBatches(requests, 10, async ({ id, link }) => {
      const bank = await bankPageOf(one, id)
      await Promise.all([customers[0]!.post(bank, { decision: 'accept' }), pay(customers[1]!, link)])
      const captures = await capturesOf(one, id)
      t.strictSame(captures, [24_900])
      t.equal(await storedStatus(one, id), 'paid')
    })
  })

  t.test('each change is told once in the history (S58)', async (t) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int n from (
      select request_id from request_events where kind in ('paid', 'cancelled') group by request_id having count(*) <> 1) twice`.execute(
      one.deps.db,
    )
    t.equal(rows[0]!.n, 0)
  })
})

async function inBatches<Item>(
  items: Item[],
  size: number,
  run: (item: Item, index: number) => Promise<void>,
) {
  for (let start = 0; start < items.length; start += size) {
    await Promise.all(items.slice(start, start + size).map((item, n) => run(item, start + n)))
  }
}
