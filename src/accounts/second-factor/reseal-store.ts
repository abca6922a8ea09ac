/** SQL that encrypts second factors again, once APP_SECRET was changed. */
import type { AppSecret, Opened } from '../../config/app-secret.ts'
import type { Db } from '../../db/connect.ts'
import { seal, unseal } from './seal.ts'

const pageSize = 500

/** Encrypts with the current APP_SECRET what the previous one had encrypted. */
export async function resealSecondFactors(db: Db, appSecret: AppSecret): Promise<Opened> {
  const opened = { current: 0, previous: 0, neither: 0 }
  for (let after = ''; ; ) {
    const factors = await listSealed(db, after)
    for (const factor of factors) opened[await resealOne(db, appSecret, factor)] += 1
    if (factors.length < pageSize) return opened
    after = factors.at(-1)!.user_id
  }
}

type Sealed = Awaited<ReturnType<typeof listSealed>>[number]

async function resealOne(
  db: Db,
  appSecret: AppSecret,
  { user_id, secret: sealed }: Sealed,
): Promise<keyof Opened> {
  if ((await unseal({ ...appSecret, previous: undefined }, sealed)) !== undefined) return 'current'
  const secret = await unseal(appSecret, sealed)
  if (secret === undefined) return 'neither'
  await db
    .updateTable('second_factors')
    .set({ secret: await seal(appSecret, secret) })
    .where('user_id', '=', user_id)
    // The person may have replaced it meanwhile.
    .where('secret', '=', sealed)
    .execute()
  return 'previous'
}

function listSealed(db: Db, after: string) {
  return db
    .selectFrom('second_factors')
    .select(['user_id', 'secret'])
    .where('user_id', '>', after)
    .orderBy('user_id')
    .limit(pageSize)
    .execute()
}
