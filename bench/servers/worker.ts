/** The worker with its jobs, and a provider of the bench. */
import { startJobs } from '../../src/jobs.ts'
import { createSystem } from '../../src/system.ts'
import { postmarkAt } from '../outbox.ts'

const { DATABASE_URL: url, PROVIDER_PORT: port } = process.env
await startJobs(createSystem(postmarkAt(Number(port)), url!), { error: () => {} })
process.on('disconnect', () => process.exit())
process.send?.(0)
