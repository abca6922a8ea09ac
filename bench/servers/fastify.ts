/** A bare Fastify and Eta route: no logger, no headers, no layers. */
import { dirname } from 'node:path'
import fastifyView from '@fastify/view'
import { Eta } from 'eta'
import Fastify from 'fastify'
import { createPool } from '../../src/db/connect.ts'
import { prepareFindBill, valuesOf } from '../bare-page.ts'
import { announce } from '../process.ts'

const { DATABASE_URL: url, PAGE: page } = process.env as { DATABASE_URL: string; PAGE: string }
const findBill = await prepareFindBill(createPool(url, { max: 20 }))

const app = Fastify()
const root = dirname(page)
app.register(fastifyView, {
  // Keeps line ends, so that the bytes are those of our page.
  engine: { eta: new Eta({ views: root, cache: true, autoTrim: false }) },
  root,
  viewExt: 'eta',
  production: true,
})
app.get<{ Params: { token: string } }>('/p/:token', async (req, reply) => {
  return reply.view('page', valuesOf(await findBill(req.params.token)))
})
await app.listen({ host: '127.0.0.1', port: 0 })
await announce(app.server)
