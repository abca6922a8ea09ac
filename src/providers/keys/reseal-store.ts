/** SQL that encrypts merchants' keys again, once APP_SECRET was changed. */
import { sql } from 'kysely'
import type { AppSecret, Opened } from '../../config/app-secret.ts'
import type { Db } from '../../db/connect.ts'
import type { Mode } from '../../domain/words.ts'
import { renewSecret } from './seal.ts'

const pageSize = 500
const columns = ['secret_key', 'webhook_secret', 'previous_webhook_secret'] as const

/** Encrypts with the current APP_SECRET what the previous one had encrypted. */
export async function resealKeys(db: Db, appSecret: AppSecret): Promise<Opened> {
  const opened = { current: 0, previous: 0, neither: 0 }
  for (let after: Sealed | undefined; ; ) {
    const rows = await listSealed(db, after)
    for (const row of rows)
      for (const column of columns)
        if (row[column] !== null) opened[await resealOne(db, appSecret, row, column)] += 1
    if (rows.length < pageSize) return opened
    after = rows.at(-1)
  }
}

interface Place {
  merchant_id: string
  mode: Mode
  gateway: string
}
type Sealed = Place & Record<(typeof columns)[number], Buffer | null>

async function resealOne(
  db: Db,
  appSecret: AppSecret,
  row: Sealed,
  column: (typeof columns)[number],
): Promise<keyof Opened> {
  const { merchant_id, mode, gateway } = row
  const renewed = renew(appSecret, row[column]!, row)
  if (!Buffer.isBuffer(renewed)) return renewed
  await db
    .updateTable('gateway_keys')
    .set({ [column]: renewed })
    .where('merchant_id', '=', merchant_id)
    .where('mode', '=', mode)
    .where('gateway', '=', gateway)
    // The merchant may have replaced it meanwhile.
    .where(column, '=', row[column])
    .execute()
  return 'previous'
}

function renew(appSecret: AppSecret, sealed: Buffer, { merchant_id, mode }: Place) {
  try {
    return renewSecret(appSecret, sealed, { merchantId: merchant_id, mode }) ?? 'current'
  } catch {
    return 'neither'
  }
}

function listSealed(db: Db, after: Place | undefined): Promise<Sealed[]> {
  return db
    .selectFrom('gateway_keys')
    .select(['merchant_id', 'mode', 'gateway', ...columns])
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(merchant_id, mode, gateway) > (${after?.merchant_id}, ${after?.mode}, ${after?.gateway})`,
      ),
    )
    .orderBy('merchant_id')
    .orderBy('mode')
    .orderBy('gateway')
    .limit(pageSize)
    .execute()
}
