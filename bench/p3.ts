import { writeCursor } from '../src/portal/requests/cursor.ts'
import { listRequests } from '../src/requests/list-store.ts'
import type { Figure } from './figure.ts'
import { comparePages } from './portal.ts'
import { withDatabase } from './requests.ts'
import { openShops, type Shop } from './shops.ts'

const rounds = 31
const pageSize = 25

/** The first page of a list of a million requests, compared with one of a thousand. */
export const p3FirstPage: Figure = {
  title: 'list-first-page',
  atMost: 1.2,
  measure: (bench) => comparePages(bench, rounds, () => '/paiements'),
}

export const p3Operations: Figure = {
  title: 'operations-first-page',
  atMost: 1.2,
  measure: (bench) => comparePages(bench, rounds, () => '/operations'),
}

/** A kind that this merchant's million operations do not contain, over a year. */
export const p3RareOperations: Figure = {
  title: 'operations-rare-kind',
  atMost: 1.2,
  measure: (bench) => comparePages(bench, rounds, () => '/operations?kind=disputed&from=2020-01-01'),
}

/** The last page that the cursor leads to. */
export const p3LastPage: Figure = {
  title: 'list-last-page',
  atMost: 1.2,
  async measure(bench) {
    const { url, few, many } = await openShops(bench)
    const pages = new Map<Shop, string>()
    for (const shop of [few, many]) pages.set(shop, await findLastPage(url, shop))
    return comparePages(bench, rounds, (shop) => pages.get(shop)!)
  },
}

function findLastPage(url: string, { merchantId }: Shop): Promise<string> {
  return withDatabase(url, async (db) => {
    const before = await db
      .selectFrom('payment_requests')
      .select('id')
      .where('merchant_id', '=', merchantId)
      .orderBy('created_at')
      .offset(pageSize)
      .limit(1)
      .executeTakeFirstOrThrow()
    const [row] = await listRequests(db, merchantId, [before.id])
    return `/paiements?after=${writeCursor(row!)}`
  })
}
