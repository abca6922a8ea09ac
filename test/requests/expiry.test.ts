import { sql } from 'kysely'
import t from 'tap'
import { addMerchant, eventually, startWorld } from '../fixtures/app.ts'
import { createClient, createRequest, goodCard, permalinkOf, signIn } from '../fixtures/client.ts'
import {
  bankPageOf,
  capturesOf,
  endYesterday,
  insertPending,
  stage,
  storedStatus,
} from '../fixtures/security/stage.ts'

t.test('past its date', async (t) => {
  const world = await startWorld(t)
  const { db } = world.deps
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)
  const customer = createClient(world)
  const sweep = () => sql`select graphile_worker.add_job('sweep')`.execute(db)
  const eventsOf = async (id: string) =>
    (
      await db.selectFrom('request_events').select(['kind', 'actor']).where('request_id', '=', id).execute()
    ).map(({ kind, actor }) => `${kind} by ${actor}`)

  t.test('every page says expired before any sweep has run, and nobody can pay', async (t) => {
    const { id, link } = await stage(world, portal, 'past its date')
    t.equal(await storedStatus(world, id), 'pending')
    t.match((await portal.get(`/paiements/${id}`)).body, /data-status="expired"/)
    t.match(rowOf((await portal.get('/paiements')).body, id), /data-status="expired"/)
    const page = await customer.get(link)
    t.match(page.body, /data-state="expired"/)
    t.notMatch(page.body, /card_number|En attente/)
    const answer = await customer.post(`${link}/paiement`, goodCard)
    t.equal(answer.statusCode, 303)
    t.strictSame(await capturesOf(world, id), [])
    t.equal(await storedStatus(world, id), 'pending', 'looking has written nothing')
  })

  t.test('the sweep writes it down once, by the system, and touches nothing else', async (t) => {
    const { id } = await stage(world, portal, 'past its date')
    const others = [
      await stage(world, portal, 'pending'),
      await stage(world, portal, 'paid'),
      await stage(world, portal, 'cancelled'),
    ]
    for (const { id: other } of others.slice(1)) await endYesterday(world, other)
    await sweep()
    await eventually(async () => (await storedStatus(world, id)) === 'expired')
    const marker = await stage(world, portal, 'past its date')
    await sweep()
    await eventually(async () => (await storedStatus(world, marker.id)) === 'expired')
    t.equal((await eventsOf(id)).filter((line) => line === 'expired by system').length, 1)
    t.strictSame(await Promise.all(others.map(({ id: other }) => storedStatus(world, other))), [
      'pending',
      'paid',
      'cancelled',
    ])
  })

  t.test('money on its way is waited for: a challenge answered after the date pays', async (t) => {
    const { id, link } = await stage(world, portal, 'challenged')
    await endYesterday(world, id)
    const marker = await stage(world, portal, 'past its date')
    await sweep()
    await eventually(async () => (await storedStatus(world, marker.id)) === 'expired')
    t.equal(await storedStatus(world, id), 'pending')
    t.notMatch((await customer.get(link)).body, /data-state="expired"/)
    await customer.post(await bankPageOf(world, id), { decision: 'accept' })
    t.equal(await storedStatus(world, id), 'paid')
    t.strictSame(await capturesOf(world, id), [24_900])
  })

  t.test('a challenge refused after the date leaves it expired', async (t) => {
    const { id, link } = await stage(world, portal, 'challenged')
    await endYesterday(world, id)
    await customer.post(await bankPageOf(world, id), { decision: 'refuse' })
    t.match((await customer.get(link)).body, /data-state="expired"/)
  })

  t.test('a request is payable to the last second of its last day in Paris', async (t) => {
    const today = sql<string>`(now() at time zone 'Europe/Paris')::date`
    const [last] = await insertPending(world, merchant.id, 1, { expires_on: today })
    t.match((await customer.get(last!.link)).body, /data-state="payable"/)
    const { rows } = await sql<{
      ends: string
    }>`select to_char(expires_at at time zone 'Europe/Paris', 'HH24:MI:SS') as ends,
      expires_at > now() as open from payment_requests where id = ${last!.id}`.execute(db)
    t.equal(rows[0]!.ends, '00:00:00')
  })

  t.test('thirty days where nothing is said, and the day that was said', async (t) => {
    const daysOf = async (id: string) => {
      const { rows } = await sql<{
        days: number
      }>`select expires_on - (now() at time zone 'Europe/Paris')::date as days
        from payment_requests where id = ${id}`.execute(db)
      return rows[0]!.days
    }
    t.equal(await daysOf(await createRequest(portal, { own_mail: 'on' })), 30)
    const { rows } = await sql<{
      day: string
    }>`select ((now() at time zone 'Europe/Paris')::date + 90)::text as day`.execute(db)
    t.equal(await daysOf(await createRequest(portal, { own_mail: 'on', expires_on: rows[0]!.day })), 90)
  })

  t.test('the link of an expired request still says whom to ask', async (t) => {
    const { id } = await stage(world, portal, 'expired')
    const { body } = await customer.get(await permalinkOf(portal, id))
    t.match(body, /contact@atelier\.example/)
  })
})

/** The row of this request in the list. */
function rowOf(list: string, id: string): string {
  return list.split('<tr').find((row) => row.includes(id)) ?? ''
}
