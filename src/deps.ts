/** What routes, verbs and jobs are given. `system.ts` makes it once for each process. */
import type { Auth } from 'better-auth'
import type { Eta } from 'eta'
import type { Kysely } from 'kysely'
import type { Config } from './config/config.ts'
import type { Read } from './db/replica.ts'
import type { Database } from './db/schema.ts'
import type { Gateways } from './domain/gateway.ts'
import type { Mailer } from './domain/mailer.ts'
import type { PayForms } from './domain/pay-form.ts'
import type { Texter } from './domain/texter.ts'

export interface Deps {
  config: Config
  databaseUrl: string
  /** The same database, without the pooler that may stand before it. */
  databaseDirectUrl: string
  db: Kysely<Database>
  /** For pages that may be some seconds old: from the replica, if there is one that keeps up. */
  read: Read
  auth: Auth
  eta: Eta
  gateways: Gateways & PayForms
  mailer: Mailer
  texter: Texter
  /** The demo account, where there is one; the sign-in page shows it. */
  demo: { email: string; password: string } | undefined
}
