/** The production app with a production configuration. Its log goes nowhere, and its jobs run elsewhere. */
import { buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config/config.ts'
import { createSystem } from '../../src/system.ts'
import { announce } from '../process.ts'

const config = readConfig(process.env)
const app = await buildApp(createSystem(config, config.databaseUrl!), { write: () => {} })
await app.listen({ host: '127.0.0.1', port: 0 })
await announce(app.server)
