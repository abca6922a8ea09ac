import { queueAccountLetter } from '../../accounts/letters/letters.ts'
import { listPeople } from '../../accounts/team/store.ts'
import type { Trx } from '../../db/connect.ts'
import type { GatewayMode } from './store.ts'

/** Writes to each owner that something is new about the keys. */
export async function queueForOwners(
  trx: Trx,
  merchantId: string,
  kind: 'keys_changed' | 'key_refused',
  keys: GatewayMode,
): Promise<void> {
  for (const { id: ownerId, role } of await listPeople(trx, merchantId)) {
    if (role === 'owner') await queueAccountLetter(trx, { kind, merchantId, ownerId, ...keys })
  }
}
