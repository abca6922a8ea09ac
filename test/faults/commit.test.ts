import { connect, createServer } from 'node:net'
import t, { type Test } from 'tap'
import { closeOverdueAttempts } from '../../src/payments/reconcile-attempt.ts'
import { addMerchant, startWorldOn } from '../fixtures/app.ts'
import { createClient, createRequest, goodCard, permalinkOf, signIn } from '../fixtures/client.ts'
import { cloneDatabase } from '../fixtures/database.ts'
import { listen } from '../fixtures/listen.ts'

/** The ReadyForQuery message outside of a transaction: the statement is done, and committed if it was a change. */
const done = Buffer.from('Z\0\0\0\x05I')

/** A proxy to PostgreSQL that breaks once: after the nth statement was done, before its result arrives. */
async function startCutter(t: Test, target: string) {
  const { hostname, port } = new URL(target)
  const cutter = { url: '', answersLeft: 0 }
  const server = createServer((client) => {
    const database = connect(Number(port), hostname)
    client.on('data', (chunk) => database.write(chunk))
    database.on('data', (chunk) => {
      const isDone = cutter.answersLeft > 0 && chunk.includes(done)
      if (isDone) cutter.answersLeft -= 1
      if (!isDone || cutter.answersLeft > 0) return client.write(chunk)
      return client.destroy()
    })
    for (const socket of [client, database]) socket.on('error', () => {})
    client.once('close', () => database.destroy())
    database.once('close', () => client.destroy())
  })
  const own = String(await listen(t, server))
  cutter.url = Object.assign(new URL(target), { hostname: '127.0.0.1', port: own }).href
  return cutter
}

t.test(
  'a payment whose commit is not answered is read again: never lost, never taken twice (F3)',
  async (t) => {
    const cutter = await startCutter(t, await cloneDatabase(t))
    const world = await startWorldOn(t, cutter.url, { jobs: false })
    const { db, ledger, gateways } = world.deps
    const portal = await signIn(world, (await addMerchant(world)).email)
    const customer = createClient(world)

    let cuts = 0
    for (let isCut = true; isCut; ) {
      const id = await createRequest(portal, { email: `client${cuts}@courriel.example` })
      const link = await permalinkOf(portal, id)
      cutter.answersLeft = cuts + 1
      const answer = await customer.post(`${link}/paiement`, goodCard)
      isCut = cutter.answersLeft === 0
      if (isCut) cuts += 1
      cutter.answersLeft = 0
      t.ok([303, 500, 503].includes(answer.statusCode), String(answer.statusCode))
      t.match((await customer.get(link)).body, /data-state="(payable|confirming|paid)"/)

      await db
        .updateTable('attempts')
        .set({ check_at: new Date(0) })
        .where('request_id', '=', id)
        .execute()
      await closeOverdueAttempts(db, gateways, (error) => t.fail(String(error)))
      await customer.post(`${link}/paiement`, goodCard)
      t.match((await customer.get(link)).body, /data-state="paid"/)
      const attempts = await db.selectFrom('attempts').select('id').where('request_id', '=', id).execute()
      const captured = await ledger
        .selectFrom('charges')
        .select('id')
        .where('status', '=', 'succeeded')
        .where(
          'attempt_id',
          'in',
          attempts.map((attempt) => attempt.id),
        )
        .execute()
      t.equal(captured.length, 1)
    }
    // The bill, the limits, the attempt, the ledger, the success.
    t.ok(cuts >= 5, `${cuts} answers were cut off`)
  },
)
