/** A merchant with 300,000 requests: what takes long for them ends, and another merchant is answered meanwhile. */
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { formatCount } from '../../src/domain/formats.ts'
import type { Label } from '../../src/domain/request-lifecycle.ts'
import { addMerchant, eventually, password, startWorld } from '../fixtures/app.ts'
import { closedAt } from '../fixtures/closing.ts'
import { insertPending } from '../fixtures/faults/requests.ts'
import { startServer, startWorker } from '../fixtures/faults/server-process.ts'
import { readable } from '../fixtures/operations.ts'
import { insertMany, sharesOf } from '../fixtures/requests/many.ts'
import { createVisitor } from '../fixtures/scale/load.ts'

t.setTimeout(1_200_000)
const world = await startWorld(t, { jobs: false })
const { db, databaseUrl } = world.deps
const [count, ofRegular, regular] = [300_000, 20_000, 'gros.client@courriel.example']
const { pending, paid, expired } = sharesOf(count)
const tradeName = 'Grand Magasin'
const shop = await addMerchant(world, tradeName)
await insertMany(databaseUrl, shop.id, { count, regular, ofRegular })
const neighbour = await addMerchant(world, 'Petite Boutique')
const [theirs] = await insertPending(world, neighbour.id, 1)

const server = await startServer(t, databaseUrl)
await server.post('/connexion', { email: shop.email, password })
const visitor = createVisitor(server.origin)
await visitor.ask('/connexion', { email: neighbour.email, password })

/** The neighbour, and a customer of theirs, go from page to page until the work has ended. */
async function whileNeighbourReads<Result>(t: Test, work: Promise<Result>): Promise<Result> {
  let isOver = false
  const ended = work.finally(() => {
    isOver = true
  })
  const statuses: number[] = []
  while (!isOver)
    for (const path of ['/paiements', `/paiements/${theirs!.id}`, '/activite', theirs!.link]) {
      const { status } = await visitor.ask(path)
      if (!isOver) statuses.push(status)
      await pause(100)
    }
  t.strictSame([...new Set(statuses)], [200], 'the neighbour was answered before it ended')
  return ended
}

/** The lines below the titles, counted as they come. */
async function countLines(answer: Response): Promise<number> {
  let lines = -1
  for await (const piece of answer.body!.pipeThrough(new TextDecoderStream()))
    lines += piece.split('\n').length - 1
  return lines
}

const inFrench = (count: number) => readable(formatCount(count, 'fr'))

const countLabelled = async (label: Label) => {
  const { rows } = await sql<{ count: number }>`select count(*)::integer from payment_requests
    where merchant_id = ${shop.id} and label = ${label}`.execute(db)
  return rows[0]!.count
}

t.test('activity and the pages that add up are answered (F34)', async (t) => {
  const activity = await server.get('/activite')
  t.equal(activity.status, 200)
  t.match(readable(await activity.text()), `en ${inFrench(paid)} paiements`)
  for (const path of ['/paiements', '/operations']) t.equal((await server.get(path)).status, 200, path)
})

t.test('both files come to their end, with a line for each (F34)', async (t) => {
  const payments = server.get('/paiements.csv').then(countLines)
  t.equal(await whileNeighbourReads(t, payments), count)
  const operations = server.get('/operations.csv').then(countLines)
  t.equal(await whileNeighbourReads(t, operations), paid)
})

t.test('a customer with 20,000 requests is shown, handed over and erased (F34)', async (t) => {
  const path = `/donnees-clients?client=${regular}`
  t.match(readable(await (await server.get(path)).text()), `${inFrench(ofRegular)} demandes de paiement`)
  const file = server.get(`/donnees-clients/fichier?client=${regular}`).then((answer) => answer.json())
  const { requests } = (await whileNeighbourReads(t, file)) as { requests: unknown[] }
  t.equal(requests.length, ofRegular)
  const erasing = server.post('/donnees-clients/effacement', { client: regular, confirmed: 'on' })
  t.equal((await whileNeighbourReads(t, erasing)).status, 303)
  const { rows } = await sql<{ kept: number; erased: number }>`select
    (select count(*) from payment_requests where email = ${regular})::integer
      + (select count(*) from messages where recipient = ${regular})::integer
      + (select count(*) from attempts where charge ->> 'customerEmail' = ${regular})::integer as kept,
    (select count(*) from payment_requests where erased_at is not null)::integer as erased`.execute(db)
  t.strictSame(rows, [{ kept: 0, erased: ofRegular }])
  t.notMatch(await (await server.get(path)).text(), 'demandes de paiement')
})

t.test(
  'the account is closed; 90,000 requests are cancelled, each with a line of history (F34)',
  async (t) => {
    const form = { trade_name: tradeName, current_password: password }
    t.equal((await server.post('/fermeture', form)).status, 303)
    t.ok(await closedAt(db, shop.id))
    startWorker(t, databaseUrl)
    const cancelled = eventually(async () => (await countLabelled('pending')) === 0, 600)
    await whileNeighbourReads(t, cancelled)
    t.equal(await countLabelled('cancelled'), pending)
    t.equal(await countLabelled('paid'), paid)
    t.equal(await countLabelled('expired'), expired)
    const { rows } = await sql<{ lines: number }>`select count(distinct request_id)::integer as lines
    from request_events where kind = 'cancelled' and user_id = ${shop.userId}`.execute(db)
    t.strictSame(rows, [{ lines: pending }])
    await eventually(async () => {
      const { rows: jobs } =
        await sql`select from graphile_worker.jobs where task_identifier = 'cancel_closed'`.execute(db)
      return jobs.length === 0
    })
    t.match((await visitor.ask(theirs!.link)).body, 'data-state="payable"', 'nothing of the neighbour ended')
  },
)
