import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import t, { type Test } from 'tap'
import { closeOverdueAttempts } from '../../src/checkout/confirm.ts'
import { addMerchant, startWorldOn } from '../fixtures/app.ts'
import { createClient, createRequest, goodCard, permalinkOf, signIn } from '../fixtures/client.ts'
import { cloneDatabase } from '../fixtures/database.ts'

/** A way to PostgreSQL that breaks once: after the nth COMMIT has been done, before anyone hears of it. */
async function startCutter(t: Test, target: string) {
  const { hostname, port } = new URL(target)
  const cutter = { url: '', commitsLeft: 0, cuts: 0 }
  const server = createServer((client) => {
    const database = connect(Number(port), hostname)
    let isDeaf = false
    client.on('data', (chunk) => {
      if (/\bcommit\b/i.test(chunk.toString('latin1')) && cutter.commitsLeft > 0) {
        cutter.commitsLeft -= 1
        isDeaf = cutter.commitsLeft === 0
      }
      database.write(chunk)
    })
    database.on('data', (chunk) => {
      if (!isDeaf) return client.write(chunk)
      cutter.cuts += 1
      return client.destroy()
    })
    for (const socket of [client, database]) socket.on('error', () => {})
    client.once('close', () => database.destroy())
    database.once('close', () => client.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const own = String((server.address() as AddressInfo).port)
  cutter.url = Object.assign(new URL(target), { hostname: '127.0.0.1', port: own }).href
  return cutter
}

t.test(
  'F3 a payment whose commit is not answered is read again: never lost, never taken twice',
  async (t) => {
    const cutter = await startCutter(t, await cloneDatabase(t))
    const world = await startWorldOn(t, cutter.url, { jobs: false })
    const { db, ledger, gateways } = world.deps
    const portal = await signIn(world, (await addMerchant(world)).email)
    const customer = createClient(world)

    for (const nth of [1, 2, 3]) {
      const id = await createRequest(portal, { email: `client${nth}@courriel.example` })
      const link = await permalinkOf(portal, id)
      cutter.commitsLeft = nth
      const answer = await customer.post(`${link}/paiement`, goodCard)
      cutter.commitsLeft = 0
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
    t.ok(cutter.cuts >= 2, `${cutter.cuts} commits were cut`)
  },
)
