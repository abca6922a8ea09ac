import { text } from 'node:stream/consumers'
import { listNewest, pageSize } from '../src/requests/list-store.ts'
import { readAs, startAcquit } from './acquit.ts'
import { writeBareList } from './bare-list.ts'
import { type Bench, compare, type Figure } from './figure.ts'
import { measureRate } from './load.ts'
import { ask, signIn } from './portal.ts'
import { type Running, startServer } from './process.ts'
import { withDatabase } from './requests.ts'
import { openShop, type Shop } from './shops.ts'

const clients = 16
const seconds = 2
const path = '/paiements'

/** The list, signed in, compared with a bare Fastify and Eta route: three prepared SELECTs, the same rows and bytes. */
export const p11: Figure = {
  title: 'list',
  atLeast: 0.5,
  async measure(bench) {
    const shop = await openShop(bench)
    const ours = await startAcquit(bench.url)
    const cookie = await signIn(ours, shop)
    const theirs = await startBare(bench, shop, ours, cookie)
    try {
      const pages = [await readList(ours, cookie), await readList(theirs, cookie)]
      if (pages[0] !== pages[1]) throw new Error(`the lists differ:\n${pages.join('\n')}`)
      const measure = ({ port }: Running) =>
        measureRate({ port, clients, until: { seconds }, next: () => readAs(cookie, path), status: 200 })
      for (const server of [ours, theirs]) await measure(server)
      return await compare(
        bench,
        () => measure(ours),
        () => measure(theirs),
      )
    } finally {
      await ours.stop()
      await theirs.stop()
    }
  },
}

async function startBare({ url, folder }: Bench, { merchantId }: Shop, ours: Running, cookie: string) {
  const rows = await withDatabase(url, (db) => listNewest(db, merchantId, 'test'))
  const page = await writeBareList(folder, await readList(ours, cookie), rows.slice(0, pageSize))
  const [, token = ''] = /acquit_session=(\w+)/.exec(cookie) ?? []
  const program = new URL('./servers/list.ts', import.meta.url)
  return startServer(program, { DATABASE_URL: url, PAGE: page, TOKEN: token, MERCHANT: merchantId })
}

const readList = async (server: Running, cookie: string) => text(await ask(server, 'GET', path, { cookie }))
