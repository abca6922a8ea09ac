/** The web process and the worker, each in a process of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { addMerchant, eventually, startWorld } from '../fixtures/app.ts'
import { createRequest, signIn } from '../fixtures/client.ts'
import { findFreePort, startServer } from '../fixtures/faults/server-process.ts'
import { scrape } from '../fixtures/metrics.ts'

t.setTimeout(120_000)
const world = await startWorld(t, { jobs: false })
const { databaseUrl } = world.deps

const answers = (url: string) =>
  fetch(url).then(
    ({ status }) => status,
    () => undefined,
  )

t.test('the web process tells them on a port of its own, of this machine only, until it ends', async (t) => {
  const port = await findFreePort()
  const server = await startServer(t, databaseUrl, [], { METRICS_PORT: String(port) })
  t.ok((await scrape(port)).read('acquit_requests_total', { route: '/sante' }) > 0)
  t.equal(await answers(`http://127.0.0.1:${port}/connexion`), 404)
  t.equal(await answers(`${server.origin}/metrics`), 404)
  const outside = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
  for (const { address, family } of outside.filter(({ internal }) => !internal))
    t.equal(
      await answers(`http://${family === 'IPv6' ? `[${address}]` : address}:${port}/metrics`),
      undefined,
    )
  t.equal(await server.stop(), 0)
  t.equal(await answers(`http://127.0.0.1:${port}/metrics`), undefined)
})

t.test('the worker tells its own, and ends with 0', async (t) => {
  const port = await findFreePort()
  const worker = spawn(process.execPath, [join(import.meta.dirname, '../../src/worker.ts')], {
    stdio: 'ignore',
    env: {
      APP_SECRET: world.deps.config.appSecret.current,
      DATABASE_URL: databaseUrl,
      METRICS_PORT: `127.0.0.1:${port}`,
    },
  })
  t.teardown(async () => worker.kill('SIGKILL'))
  const portal = await signIn(world, (await addMerchant(world)).email)
  await createRequest(portal)
  await eventually(async () => {
    const done = await scrape(port).catch(() => undefined)
    return (done?.read('acquit_jobs_total', { task: 'deliver_email', outcome: 'done' }) ?? 0) > 0
  }, 60)
  const exit = once(worker, 'exit')
  worker.kill('SIGTERM')
  t.equal((await exit)[0], 0)
})
