/** Makes all the parts that routes, verbs and jobs need, once for each process. */
import { createAuth } from './accounts/sign-in/auth.ts'
import type { Config } from './config/config.ts'
import { connect, createPool } from './db/connect.ts'
import { createRead } from './db/replica.ts'
import type { Deps } from './deps.ts'
import { createGateways, gatewayList, type ListedGateways } from './providers/gateways.ts'
import { mailers } from './providers/mailers.ts'
import { texters } from './providers/texters.ts'
import { createEta } from './web/views.ts'

export interface System extends Deps {
  gateways: ListedGateways
  close(): Promise<void>
}

export function createSystem(
  config: Config,
  databaseUrl: string,
  { demo, list = gatewayList }: Partial<Pick<Deps, 'demo'>> & { list?: typeof gatewayList } = {},
): System {
  const db = connect(createPool(databaseUrl, { max: 20, isPooled: config.isDatabasePooled }))
  const { databaseReplicaUrl: replicaUrl } = config
  const replica = replicaUrl ? connect(createPool(replicaUrl, { name: 'acquit replica' })) : undefined
  const gateways = createGateways({ config, databaseUrl, db }, list)
  return {
    config,
    databaseUrl,
    databaseDirectUrl: config.databaseDirectUrl ?? databaseUrl,
    db,
    read: createRead(db, replica),
    auth: createAuth(db, config),
    eta: createEta(config),
    gateways,
    mailer: mailers[config.mailer].create({ db, config }),
    texter: texters[config.texter].create({ db, config }),
    demo,
    close: async () => {
      await Promise.all([db.destroy(), replica?.destroy(), gateways.close()])
    },
  }
}
