import t from 'tap'
import { tryMerchantKeys } from '../../src/doctor/merchant-keys.ts'
import { newToken } from '../../src/domain/ids.ts'
import { addMerchant } from '../fixtures/app.ts'
import { giveKeys, openShop } from '../fixtures/providers/stripe/shop.ts'
import { dumpBusiness } from '../fixtures/security/rows.ts'

const shop = await openShop(t, { jobs: false })
const { stripe, world, deps } = shop
const look = (config = deps.config) => tryMerchantKeys(deps.db, config)

t.test('a key that Stripe takes is fine, and nothing is made there', async (t) => {
  t.match(await look(), { level: 'fine', said: /takes the 1 keys/ })
  t.strictSame(stripe.books.sessions, [])
})

t.test('one that it refuses is named, by the id of its merchant, and nothing is kept of it', async (t) => {
  const other = await addMerchant(world)
  await giveKeys(world, other, `sk_test_${newToken()}`, `whsec_${newToken()}`)
  const before = await dumpBusiness(world)
  t.match(await look(), { level: 'doubtful', said: new RegExp(`Of 2 keys .*: ${other.id} \\(test\\)$`) })
  t.strictSame(await dumpBusiness(world), before)
})

t.test('one that APP_SECRET does not open is named, without asking Stripe', async (t) => {
  const asked = stripe.asked.length
  const appSecret = {
    current: 'another secret, of forty-two characters ok',
    previous: undefined,
    isPreviousLost: false,
  }
  t.match(await look({ ...deps.config, appSecret }), {
    level: 'doubtful',
    said: /Of 2 keys .*APP_SECRET does not open/,
  })
  t.equal(stripe.asked.length, asked)
})

t.test('twenty at most are tried', async (t) => {
  for (let n = 0; n < 22; n += 1)
    await giveKeys(world, await addMerchant(world), stripe.account.secretKey, `whsec_${newToken()}`)
  const asked = stripe.asked.length
  t.match(await look(), { level: 'fine', said: /the 20 keys/ })
  t.equal(stripe.asked.length, asked + 60)
})
