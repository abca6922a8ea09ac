/** Runs the background work in a process of its own, beside web processes that have WORKER=off. */
import { pino } from 'pino'
import { ConfigError, readConfig } from './config/config.ts'
import { sayOnStderr, whenDatabaseAnswers } from './db/wait.ts'
import { startJobs } from './jobs.ts'
import { serveMetrics } from './metrics/serve.ts'
import { runProcess } from './process.ts'
import { openSecrets } from './secrets.ts'
import { createSystem } from './system.ts'
import { describeError } from './web/logger.ts'

await runProcess(async (closing) => {
  const config = readConfig(process.env)
  if (!config.databaseUrl)
    throw new ConfigError("DATABASE_URL is missing: it should be the web process's own")
  const deps = createSystem(config, config.databaseUrl)
  closing.push(deps.close)
  const log = pino({ serializers: { err: describeError } })
  closing.push(await serveMetrics(deps, log))
  const jobs = await whenDatabaseAnswers(config.databaseUrl, async () => {
    await openSecrets(deps, sayOnStderr)
    return startJobs(deps, log)
  })
  closing.push(jobs.stop)
})
