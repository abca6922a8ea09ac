import t from 'tap'
import {
  claimLooks,
  endLook,
  giveUpLook,
  hastenLook,
  type Look,
  turnPage,
} from '../../src/payments/look-store.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const { id: merchantId } = await addMerchant(world)
const account = { merchantId, mode: 'test', gateway: 'sandbox' } as const

t.beforeEach(async () => {
  await db.deleteFrom('gateway_looks').execute()
  const { mode, gateway } = account
  await db
    .insertInto('gateway_looks')
    .values({ merchant_id: merchantId, mode, gateway, kind: 'refund' })
    .execute()
})

const place = () => db.selectFrom('gateway_looks').selectAll().executeTakeFirstOrThrow()

/** Claims the look although another process has it: a webhook asked for it meanwhile. */
async function claimAgain(): Promise<Look> {
  await hastenLook(db, account, 'refund')
  const [look] = await claimLooks(db, 1)
  return look!
}

t.test('of two processes that look at one account at once, the second to end changes nothing', async (t) => {
  const [first, second] = [await claimAgain(), await claimAgain()]
  await endLook(db, first, undefined, 12)
  const ended = await place()
  await endLook(db, second, undefined, 12)
  await turnPage(db, second, 'a page', undefined)
  await giveUpLook(db, second)
  t.strictSame(await place(), ended)
})

t.test('a look that was given up for dead changes nothing of the one that began after it', async (t) => {
  const late = await claimAgain()
  await endLook(db, await claimAgain(), undefined, 12)
  const next = await claimAgain()
  await turnPage(db, next, 'its page', undefined)
  const begun = await place()
  await turnPage(db, late, 'another page', undefined)
  await giveUpLook(db, late)
  await endLook(db, late, undefined, 12)
  t.strictSame(await place(), begun)
})

t.test('what a webhook asks for during a look is looked for right after it', async (t) => {
  const look = await claimAgain()
  await hastenLook(db, account, 'refund')
  await endLook(db, look, undefined, 12)
  t.equal((await claimLooks(db, 1)).length, 1)
  await endLook(db, await claimAgain(), undefined, 12)
  t.equal((await claimLooks(db, 1)).length, 0)
})
