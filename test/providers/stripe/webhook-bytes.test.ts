import t from 'tap'
import { openShop } from '../../fixtures/providers/stripe/shop.ts'
import { payInSilence } from '../../fixtures/providers/stripe/silence.ts'
import { sign } from '../../fixtures/providers/stripe/webhooks.ts'

const shop = await openShop(t)
shop.stripe.deliver = undefined

t.test('bytes that only read as what was signed are refused (S43)', async (t) => {
  const { id, webhook } = await payInSilence(shop)
  const signed = sign(`${webhook.payload.slice(0, -1)},"odd":"\uFFFD"}`, [shop.stripe.webhookSecret])
  const bytes = Buffer.from(signed.payload)
  const at = bytes.indexOf('\uFFFD')
  const payload = Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at + 3)])
  t.equal(payload.toString(), signed.payload, 'as text, both are the same')
  t.equal((await shop.deliver({ ...signed, payload })).statusCode, 400)
  t.equal(await shop.statusOf(id), 'pending')
  t.equal((await shop.deliver(signed)).statusCode, 200)
  t.equal(await shop.statusOf(id), 'paid')
})
