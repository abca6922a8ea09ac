/** A bare Fastify and Eta route that shows a list: three prepared SELECTs, no logger, no headers, no layers. */
import { dirname } from 'node:path'
import fastifyView from '@fastify/view'
import { Eta } from 'eta'
import Fastify from 'fastify'
import { findWho } from '../../src/accounts/sessions/who-store.ts'
import { createPool } from '../../src/db/connect.ts'
import { findHead } from '../../src/requests/head-store.ts'
import { listNewest, pageSize } from '../../src/requests/list-store.ts'
import { type ListRow, valuesOfRow } from '../bare-list.ts'
import { announce } from '../process.ts'
import { catchQueries } from '../queries.ts'

const {
  DATABASE_URL: url,
  PAGE: page,
  TOKEN: token,
  MERCHANT: merchantId,
} = process.env as Record<string, string>
const pool = createPool(url!, { max: 20 })
const asked = await catchQueries(pool, async (db) => {
  await findWho(db, token!)
  await findHead(db, merchantId!, 'test')
  await listNewest(db, merchantId!, 'test')
})
const queries = asked.map(({ text, parameters }, index) => ({
  name: `q${index}`,
  text,
  values: [...parameters],
}))

const app = Fastify()
const root = dirname(page!)
app.register(fastifyView, {
  engine: { eta: new Eta({ views: root, cache: true, autoTrim: false }) },
  root,
  viewExt: 'eta',
  production: true,
})
app.get('/paiements', async (_req, reply) => {
  const [who, ...others] = queries
  await pool.query(who!)
  const [, rows] = await Promise.all(others.map((query) => pool.query(query)))
  const now = new Date()
  return reply.view('list', {
    rows: (rows!.rows as ListRow[]).slice(0, pageSize).map((row) => valuesOfRow(row, now)),
  })
})
await app.listen({ host: '127.0.0.1', port: 0 })
await announce(app.server)
