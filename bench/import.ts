import type { Server } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Db } from '../src/db/connect.ts'
import { migrate } from '../src/db/migrate.ts'
import { limitsOfFiles } from '../src/domain/limits.ts'
import { paths } from '../src/web/paths.ts'
import { readPage, startAcquit } from './acquit.ts'
import type { Figure } from './figure.ts'
import { measureRate } from './load.ts'
import { openProvider, startWorker } from './outbox.ts'
import { ask, signIn } from './portal.ts'
import type { Running } from './process.ts'
import { addDatabase, withDatabase } from './requests.ts'
import { openShop } from './shops.ts'

/** As many as an import may send in an hour. */
const lines = limitsOfFiles.creations.most

/** The pay page for one reader after the other while an import is sent, compared with a quiet time. */
export const importing: Figure = {
  title: 'pay-page-while-importing',
  atLeast: 0.9,
  async measure(bench) {
    const url = await addDatabase(bench.url, 'importing')
    await migrate(url)
    const own = { ...bench, url }
    const shop = await openShop(own, 1000)
    const token = await withDatabase(url, (db) => findToken(db))
    const provider = await openProvider()
    const server = await startAcquit(url)
    const worker = await startWorker(url, provider.port)
    try {
      const read = (seconds: number) => readPages(server, token, seconds)
      await read(2)
      const cookie = await signIn(server, shop)
      const before = await read(5)
      const handed = countRequests(provider.server)
      const start = performance.now()
      await sendImport(server, cookie)
      const rates: number[] = []
      while (handed.count < lines && performance.now() - start < 300_000) rates.push(await read(1))
      const seconds = (performance.now() - start) / 1000
      const during = rates.reduce((sum, rate) => sum + rate, 0) / rates.length
      bench.remark(
        `${handed.count} messages in ${seconds.toFixed()} s; pages ${during.toFixed()}, alone ${before.toFixed()} a second`,
      )
      return during / before
    } finally {
      await worker.stop()
      await server.stop()
      provider.server.close()
    }
  },
}

const readPages = ({ port }: Running, token: string, seconds: number) =>
  measureRate({ port, clients: 1, until: { seconds }, next: () => readPage(token), status: 200 })

function countRequests(server: Server): { count: number } {
  const counted = { count: 0 }
  server.on('request', () => {
    counted.count += 1
  })
  return counted
}

/** Uploads a file of these lines, and confirms it. */
async function sendImport(server: Running, cookie: string): Promise<void> {
  const rows = Array.from({ length: lines }, (_, n) => `249,00;import${n}@courriel.example;Facture ${n}`)
  const file = ['montant;destinataire;description', ...rows].join('\r\n')
  const body = [
    '--line',
    'Content-Disposition: form-data; name="file"; filename="import.csv"',
    'Content-Type: text/csv',
    '',
    file,
    '--line--',
    '',
  ].join('\r\n')
  const uploaded = await ask(
    server,
    'POST',
    paths.imports,
    { cookie, 'content-type': 'multipart/form-data; boundary=line' },
    body,
  )
  const { location } = uploaded.headers
  if (!location) throw new Error(`the upload: ${uploaded.statusCode} ${await text(uploaded)}`)
  uploaded.resume()
  const sent = await ask(server, 'POST', `${location}/envoi`, { cookie })
  if (sent.statusCode !== 303) throw new Error(`the import: ${sent.statusCode} ${await text(sent)}`)
  sent.resume()
}

async function findToken(db: Db): Promise<string> {
  const { token } = await db
    .selectFrom('payment_requests')
    .select('token')
    .where('status', '=', 'pending')
    .executeTakeFirstOrThrow()
  return token
}
