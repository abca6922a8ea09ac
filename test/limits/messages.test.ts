import t from 'tap'
import { addMerchant, startWorld, startWorldOn } from '../fixtures/app.ts'
import { goodForm, signIn } from '../fixtures/client.ts'
import { hour, refusesFor } from '../fixtures/limited.ts'
import { forgetCounts } from '../fixtures/security/rows.ts'
import { waitForRoom } from '../fixtures/security/wire.ts'

const one = await startWorld(t, { jobs: false })
const other = await startWorldOn(t, one.deps.databaseUrl, { jobs: false })
const { db } = one.deps
const merchant = await addMerchant(one)
const portals = [await signIn(one, merchant.email), await signIn(other, merchant.email)]

t.beforeEach(() => forgetCounts(one))

t.test(
  'a merchant’s sixth message to one recipient in an hour is refused, whatever the process or link (F26)',
  async (t) => {
    await waitForRoom(hour)
    const rival = await signIn(other, (await addMerchant(one, 'Boutique B')).email)
    for (const fields of [
      { email: 'harcele@courriel.example' },
      { channel: 'sms', phone: '+33 6 12 34 56 78' },
    ]) {
      const form = { ...goodForm, ...fields }
      for (let n = 0; n < 5; n += 1) t.equal((await portals[n % 2]!.post('/paiements', form)).statusCode, 303)
      for (const portal of portals) refusesFor(t, await portal.post('/paiements', form), hour)
      t.equal((await rival.post('/paiements', form)).statusCode, 303, 'another merchant may write')
    }
    const national = { ...goodForm, channel: 'sms', phone: '06.12.34.56.78' }
    refusesFor(t, await portals[0]!.post('/paiements', national), hour)
    const recipients = ['harcele@courriel.example', '+33612345678']
    const kept = await db.selectFrom('messages').select('id').where('recipient', 'in', recipients).execute()
    t.equal(kept.length, 12)
    t.equal(
      (await portals[0]!.post('/paiements', { ...goodForm, email: 'autre@courriel.example' })).statusCode,
      303,
    )
  },
)

t.test('one mailbox gets twenty messages an hour of all merchants together (F26)', async (t) => {
  await waitForRoom(hour)
  const form = { ...goodForm, email: 'tous@courriel.example' }
  const merchants = []
  for (let n = 0; n < 5; n += 1) merchants.push(await signIn(other, (await addMerchant(one)).email))
  for (let n = 0; n < 20; n += 1) t.equal((await merchants[n % 4]!.post('/paiements', form)).statusCode, 303)
  refusesFor(t, await merchants[4]!.post('/paiements', form), hour)
})

t.test('one mailbox spelt in another case is one recipient', async (t) => {
  await waitForRoom(hour)
  const spellings = [
    'Lea@courriel.example',
    'lea@Courriel.Example',
    'LEA@COURRIEL.EXAMPLE',
    ' lea@courriel.example',
  ]
  const answers = []
  for (let n = 0; n < 6; n += 1) {
    answers.push((await portals[0]!.post('/paiements', { ...goodForm, email: spellings[n % 4]! })).statusCode)
  }
  t.strictSame(answers, [303, 303, 303, 303, 303, 429])
})

t.test('sending again counts too', async (t) => {
  await waitForRoom(hour)
  const email = 'encore@courriel.example'
  const { headers } = await portals[0]!.post('/paiements', { ...goodForm, email })
  const again = async (n: number) => {
    // Each message has left before the next is asked for, because one that is still queued is not sent twice.
    await one.deps.db.updateTable('messages').set({ status: 'sent' }).where('recipient', '=', email).execute()
    return portals[n % 2]!.post(`${headers.location}/envois`, { channel: 'email', email })
  }
  for (let n = 0; n < 4; n += 1) t.equal((await again(n)).statusCode, 303)
  refusesFor(t, await again(1), hour)
})

t.test('the 1,001st request of a merchant in an hour is refused; another merchant’s is not', async (t) => {
  await waitForRoom(hour)
  const form = { ...goodForm, own_mail: 'on' }
  await portals[0]!.post('/paiements', form)
  await db
    .updateTable('rate_counts')
    .set({ count: 999 })
    .where('key', 'like', 'creations-in-test:%')
    .execute()
  t.equal((await portals[1]!.post('/paiements', form)).statusCode, 303)
  refusesFor(t, await portals[0]!.post('/paiements', form), hour)
  const neighbour = await signIn(one, (await addMerchant(one)).email)
  t.equal((await neighbour.post('/paiements', form)).statusCode, 303)
})
