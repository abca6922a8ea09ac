/** Limits are counted in the database: two processes share them, and a restart forgets none. */
import { sql } from 'kysely'
import t from 'tap'
import { newToken } from '../../src/domain/ids.ts'
import { addMerchant, password, startWorld } from '../fixtures/app.ts'
import { cardFor } from '../fixtures/cards.ts'
import { goodCard, goodForm } from '../fixtures/client.ts'
import { times } from '../fixtures/faults/race.ts'
import { insertPending, readStanding } from '../fixtures/faults/requests.ts'
import { startServer } from '../fixtures/faults/server-process.ts'
import { waitForRoom } from '../fixtures/security/wire.ts'

t.setTimeout(300_000)
const hour = 3600
const world = await startWorld(t, { jobs: false })
const { db, databaseUrl } = world.deps
const servers = [await startServer(t, databaseUrl), await startServer(t, databaseUrl)]
const at = (n: number) => servers[n % 2]!
const statusesOf = async (asked: (() => Promise<Response>)[]) => {
  const statuses = []
  for (const ask of asked) statuses.push((await ask()).status)
  return statuses
}
async function restart(n: number): Promise<void> {
  t.equal(await at(n).stop(), 0)
  servers[n] = await startServer(t, databaseUrl)
}
const signIn = (n: number, email: string, word = password) =>
  at(n).post('/connexion', { email, password: word })

t.test(
  'five and six wrong passwords: blocked in both processes, after a restart too, and not for ever (S26)',
  async (t) => {
    await waitForRoom(900, 60)
    const { email } = await addMerchant(world)
    const wrong = times(11).map((n) => () => signIn(n, email, `faux ${n}`))
    t.strictSame(await statusesOf(wrong), [...times(5).map(() => 422), ...times(6).map(() => 429)])
    t.strictSame(await statusesOf([() => signIn(0, email), () => signIn(1, email)]), [429, 429])
    await restart(0)
    t.strictSame(await statusesOf([() => signIn(0, email)]), [429])
    await sql`update rate_counts set window_start = window_start - interval '15 minutes'`.execute(db)
    t.strictSame(await statusesOf([() => signIn(0, email), () => signIn(1, email)]), [303, 303])
  },
)

t.test('what a merchant may create and send in an hour is one count of both processes (S60)', async (t) => {
  await waitForRoom(hour, 60)
  const { email } = await addMerchant(world)
  for (const n of [0, 1]) t.equal((await signIn(n, email)).status, 303)
  const create = (n: number, to: string) => () =>
    at(n).post('/paiements', { ...goodForm, email: to, idempotency_key: newToken() })
  const toOne = times(7).map((n) => create(n, 'harcele@courriel.example'))
  t.strictSame(await statusesOf(toOne), [303, 303, 303, 303, 303, 429, 429])
  const { numUpdatedRows } = await db
    .updateTable('rate_counts')
    .set({ count: 999 })
    .where('key', 'like', 'creations%')
    .executeTakeFirst()
  t.equal(numUpdatedRows, 1n)
  const last = await Promise.all([create(0, 'a@courriel.example')(), create(1, 'b@courriel.example')()])
  t.strictSame(last.map(({ status }) => status).sort(), [303, 429])
  await restart(1)
  t.equal((await signIn(1, email)).status, 303)
  t.strictSame(await statusesOf([create(1, 'c@courriel.example')]), [429])
})

t.test('ten declined cards close a link in both processes, and after a restart (S60)', async (t) => {
  await waitForRoom(hour, 60)
  const [asked] = await insertPending(world, (await addMerchant(world)).id, 1)
  const pay = (n: number, card_number: string) => () =>
    at(n).post(`${asked!.link}/paiement`, { ...goodCard, card_number })
  const declined = times(12).map((n) => pay(n, cardFor('card_declined')))
  t.strictSame(await statusesOf(declined), [...times(10).map(() => 402), 429, 429])
  await restart(0)
  t.strictSame(await statusesOf([pay(0, cardFor('paid')), pay(1, cardFor('paid'))]), [429, 429])
  t.match(await readStanding(world, asked!.id), { status: 'pending', captures: [] })
})
