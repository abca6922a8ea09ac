import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { signIn } from '../../fixtures/client.ts'
import { good, savedOf } from '../../fixtures/settings.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.test('a trade name of 60 characters goes with a shorter one, which SMS bear (S38)', async (t) => {
  const form = { ...good, trade_name: `Les Ébénistes ${'x'.repeat(46)}`, sms_name: 'Les Ébénistes' }
  const { body } = await portal.post('/reglages/apercu', { ...form, show: 'sms' })
  t.match(body, /class="bubble">Les Ébénistes Le chiede /)
  t.equal((await portal.post('/reglages', form)).statusCode, 303)
  t.match((await savedOf(db, merchant.id)).row, { trade_name: form.trade_name, sms_name: 'Les Ébénistes' })
})
