/** SQL of the ways to pay that a merchant offers at a gateway beside cards. */
import type { Db } from '../../db/connect.ts'

export async function findMethods(db: Db, merchantId: string, gateway: string): Promise<string[]> {
  const found = await db
    .selectFrom('gateway_methods')
    .select('methods')
    .where('merchant_id', '=', merchantId)
    .where('gateway', '=', gateway)
    .executeTakeFirst()
  return found?.methods ?? []
}

export async function saveMethods(
  db: Db,
  merchantId: string,
  gateway: string,
  methods: string[],
): Promise<void> {
  await db
    .insertInto('gateway_methods')
    .values({ merchant_id: merchantId, gateway, methods })
    .onConflict((conflict) => conflict.columns(['merchant_id', 'gateway']).doUpdateSet({ methods }))
    .execute()
}
