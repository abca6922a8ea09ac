/**
 * The web process: connects to the database, migrates it, starts background work (unless it runs elsewhere), serves
 * pages.
 */

import { buildApp } from './app.ts'
import { type Config, readConfig } from './config/config.ts'
import { migrate } from './db/migrate.ts'
import { sayOnStderr, whenDatabaseAnswers } from './db/wait.ts'
import { demo } from './dev/demo.ts'
import { startEmbeddedPostgres } from './dev/embedded.ts'
import { seedDemo } from './dev/seed.ts'
import { startJobs } from './jobs.ts'
import { serveMetrics } from './metrics/serve.ts'
import { closeServer, runProcess } from './process.ts'
import { openSecrets } from './secrets.ts'
import { createSystem } from './system.ts'
import { answerNotReady } from './web/not-ready.ts'

await runProcess(async (closing) => {
  const config = readConfig(process.env)
  const embedded = config.databaseUrl ? undefined : await startEmbeddedPostgres(config.dataDir)
  if (embedded) closing.push(embedded.stop)
  const databaseUrl = config.databaseUrl ?? embedded!.url
  const stopWaiting = await answerNotReady(config)
  const directUrl = config.databaseDirectUrl ?? databaseUrl
  await whenDatabaseAnswers(directUrl, () => migrate(directUrl))

  const deps = createSystem(config, databaseUrl, { demo: embedded && demo })
  closing.push(deps.close)
  await openSecrets(deps, sayOnStderr)
  if (embedded) await seedDemo(deps)

  const app = await buildApp(deps)
  closing.push(await serveMetrics(deps, app.log))
  const jobs = config.worker === 'inline' ? await startJobs(deps, app.log) : undefined
  // At the same time: a client that does not read its answer must not keep jobs from being released.
  closing.push(() => Promise.all([jobs?.stop(), closeServer(app)]))
  await stopWaiting()
  await app.listen({ host: config.host, port: config.port })
  if (embedded) welcome(config)
})

function welcome({ brandName, publicUrl }: Config): void {
  process.stdout.write(`\n  ${brandName}: ${publicUrl}\n  ${demo.email}\n  ${demo.password}\n\n`)
}
