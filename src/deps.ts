/** What the whole system stands on, made once a process. */
import type { Eta } from 'eta'
import type { Kysely } from 'kysely'
import { type Auth, createAuth } from './accounts/auth.ts'
import type { Config } from './config.ts'
import { connect, createPool } from './db/connect.ts'
import type { Database } from './db/schema.ts'
import { createGateways, type Gateways } from './gateways/gateways.ts'
import { createSandbox } from './gateways/sandbox/gateway.ts'
import { type Ledger, openLedger } from './gateways/sandbox/ledger.ts'
import { createMailer } from './mailers/mailers.ts'
import type { Mailer } from './mailers/port.ts'
import type { Texter } from './texters/port.ts'
import { createTexter } from './texters/texters.ts'
import { createEta } from './web/views.ts'

export interface Deps {
  config: Config
  databaseUrl: string
  db: Kysely<Database>
  auth: Auth
  eta: Eta
  /** The sandbox's books: a pool of their own, which none of our transactions covers. */
  ledger: Ledger
  gateways: Gateways
  mailer: Mailer
  texter: Texter
  /** The demo account is there, and the sign-in page says so. */
  hasDemo: boolean
  close(): Promise<void>
}

export function createDeps(config: Config, databaseUrl: string, { hasDemo = false } = {}): Deps {
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
    mailer: createMailer(db, config),
    texter: createTexter(db, config),
    hasDemo,
    close: async () => {
      await Promise.all([db.destroy(), ledger.destroy()])
    },
  }
}
