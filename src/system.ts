/** Makes all the parts that routes, verbs and jobs need, once for each process. */
import { createAuth } from './accounts/sign-in/auth.ts'
import type { Config } from './config/config.ts'
import { connect, createPool } from './db/connect.ts'
import type { Deps } from './deps.ts'
import { createGateways } from './providers/gateways.ts'
import { mailers } from './providers/mailers.ts'
import { createSandbox } from './providers/sandbox/gateway.ts'
import { type Ledger, openLedger } from './providers/sandbox/ledger.ts'
import { texters } from './providers/texters.ts'
import { createEta } from './web/views.ts'

export interface System extends Deps {
  /** The sandbox's ledger. It has a pool of its own: a real gateway is not part of our transactions either. */
  ledger: Ledger
  close(): Promise<void>
}

export function createSystem(
  config: Config,
  databaseUrl: string,
  { demo }: Partial<Pick<Deps, 'demo'>> = {},
): System {
  const db = connect(createPool(databaseUrl, { max: 20 }))
  const ledger = openLedger(createPool(databaseUrl, { max: 5 }))
  return {
    config,
    databaseUrl,
    db,
    auth: createAuth(db, config),
    eta: createEta(config),
    ledger,
    gateways: createGateways(db, config, createSandbox(ledger)),
    mailer: mailers[config.mailer].create({ db, config }),
    texter: texters[config.texter].create({ db, config }),
    demo,
    close: async () => {
      await Promise.all([db.destroy(), ledger.destroy()])
    },
  }
}
