import { createPool } from '../../db/connect.ts'
import { reconcileAttempt } from '../../payments/reconcile-attempt.ts'
import type { CreateGatewayEntry } from '../entry/gateway.ts'
import { testBankDisputeRoutes } from './dispute-routes.ts'
import { sandboxForm } from './form.ts'
import { createSandbox } from './gateway.ts'
import { openLedger } from './ledger.ts'
import { testBankRoutes } from './routes.ts'

/** Takes test payments of every merchant, and no live payments. */
export const createSandboxEntry: CreateGatewayEntry = ({ config, databaseUrl }) => {
  const ledger = openLedger(createPool(databaseUrl, { max: 5, isPooled: config.isDatabasePooled }))
  const sandbox = createSandbox(ledger)
  return {
    name: sandbox.name,
    form: sandboxForm,
    formTargets: [],
    takes: (mode) => mode === 'test',
    findAdapter: async (_merchantId, mode) => (mode === 'test' ? sandbox : undefined),
    openRoutes: (app, { db, gateways }) => {
      testBankRoutes(app, { ledger, notify: (id) => reconcileAttempt(db, gateways, id) })
      testBankDisputeRoutes(app, { ledger, db, gateways })
    },
    close: () => ledger.destroy(),
  }
}
