import { newToken } from '../src/domain/ids.ts'
import { createRequest, startAcquit } from './acquit.ts'
import { compare, type Figure } from './figure.ts'
import { measureRate } from './load.ts'
import { signIn } from './portal.ts'
import { openShop } from './shops.ts'
import { prepareSimpleUpdate } from './simple-update.ts'

const clients = 16
const seconds = 2

/**
 * Requests created by the form, per second, compared with pgbench's simple-update transactions of as many clients on the
 * same server. Each client is a merchant's, because a merchant may create a thousand an hour.
 */
export const p13: Figure = {
  title: 'creations',
  atLeast: 0.06,
  async measure(bench) {
    const updates = await prepareSimpleUpdate(bench)
    const server = await startAcquit(bench.url)
    try {
      const cookies: string[] = []
      for (let count = 0; count < clients; count += 1)
        cookies.push(await signIn(server, await openShop(bench, 10)))
      let asked = 0
      const next = () => {
        asked += 1
        return createRequest(cookies[asked % clients]!, formFor(newToken().toLowerCase()))
      }
      const create = () => measureRate({ port: server.port, clients, until: { seconds }, next, status: 303 })
      await create()
      await updates.measure(clients, 1)
      return await compare(bench, create, () => updates.measure(clients, seconds))
    } finally {
      await server.stop()
      await updates.close()
    }
  },
}

const formFor = (name: string) => ({
  ...{ amount: '249,00', channel: 'email', email: `${name}@courriel.example`, language: 'fr' },
  ...{ description: 'Facture 2026-118, lampe Arc', reference: 'F-118', idempotency_key: newToken() },
})
