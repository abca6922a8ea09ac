/** Learns from every answer of a gateway whether it takes the merchant's key, and tells the owners when it does not. */
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { forEachAtOnce } from '../../domain/at-once.ts'
import type { Gateways } from '../../domain/gateway.ts'
import type { KeyVerdict } from '../../domain/key-verdict.ts'
import { queueForOwners } from './owners.ts'
import { claimRefusedKeys, endRefusal, markRefused, saveUnseen } from './refusal-store.ts'
import type { GatewayMode, Key } from './store.ts'

/**
 * `key` as it was when it was read. A key without a certain right is accepted for the rest, so only trying it on
 * everything (`retryRefusedKeys`) ends that refusal.
 */
export async function recordKeyVerdict(
  db: Kysely<Database>,
  merchantId: string,
  keys: GatewayMode,
  { keyId, refused, unseen }: Key,
  verdict: KeyVerdict,
): Promise<void> {
  if (verdict.is === 'refused') {
    if (!refused) await refuse(db, merchantId, keys, keyId, verdict.right)
    return
  }
  if (verdict.is === 'unseen') {
    if (!unseen.includes(verdict.what)) await saveUnseen(db, keyId, [...unseen, verdict.what])
    return
  }
  if (refused?.right === null) await endRefusal(db, keyId)
  const { read } = verdict
  if (read && unseen.includes(read)) {
    await saveUnseen(
      db,
      keyId,
      unseen.filter((one) => one !== read),
    )
  }
}

function refuse(
  db: Kysely<Database>,
  merchantId: string,
  keys: GatewayMode,
  keyId: string,
  right: string | null,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    if (await markRefused(trx, keyId, right)) await queueForOwners(trx, merchantId, 'key_refused', keys)
  })
}

/** Tries refused keys again, so that a refusal ends by itself. A gateway that does not answer is asked later. */
export async function retryRefusedKeys(
  db: Kysely<Database>,
  gateways: Gateways,
  report: (error: unknown, merchantId: string) => void,
): Promise<void> {
  await forEachAtOnce(await claimRefusedKeys(db, 200), 20, async ({ merchant_id, mode, gateway, key_id }) => {
    try {
      const asked = await gateways.forAttempt({ gateway, charge: { merchantId: merchant_id, mode } })
      if (await asked?.canTakePayments?.()) await endRefusal(db, key_id)
    } catch (error) {
      report(error, merchant_id)
    }
  })
}
