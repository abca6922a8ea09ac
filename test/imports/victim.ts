/** A process that sends an import as a worker does, until it is killed: `node victim.ts DATABASE_URL IMPORT`. */
import { connect, createPool } from '../../src/db/connect.ts'
import type { Gateways } from '../../src/domain/gateway.ts'
import { runImport } from '../../src/portal/imports/run.ts'
import { createSandbox } from '../../src/providers/sandbox/gateway.ts'
import { openLedger } from '../../src/providers/sandbox/ledger.ts'

const [databaseUrl = '', importId = ''] = process.argv.slice(2)
const db = connect(createPool(databaseUrl, { max: 2 }))
const sandbox = createSandbox(openLedger(createPool(databaseUrl, { max: 1 })))
const gateways: Gateways = { forRequest: async () => sandbox, forAttempt: async () => sandbox }

for (;;) await runImport({ db, gateways }, importId)
