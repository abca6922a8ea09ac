import t from 'tap'
import { addMerchant, eventually, origin, startWorld } from '../fixtures/app.ts'
import { goodForm, signIn } from '../fixtures/client.ts'
import { forgetCounts } from '../fixtures/security/rows.ts'

t.test('text messages', async (t) => {
  const world = await startWorld(t)
  const { db } = world.deps
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)
  const sms = { ...goodForm, channel: 'sms', phone: '06 12 34 56 78', email: '' }

  function post(phone: string) {
    return portal.post('/paiements', { ...sms, phone })
  }

  async function rename(tradeName: string) {
    await db.updateTable('merchants').set({ trade_name: tradeName }).where('id', '=', merchant.id).execute()
  }

  /** Sends an SMS. Returns it when it is the `count`-th one stored. */
  async function receive(count: number, fields = {}) {
    await portal.post('/paiements', { ...sms, ...fields })
    return eventually(async () => {
      const kept = await db.selectFrom('local_messages').selectAll().orderBy('id', 'desc').execute()
      return kept.length === count && kept[0]
    })
  }

  t.test('the SMS is our text: nothing the merchant types but the amount is in it (S38)', async (t) => {
    const extras = { text: 'autre', message: 'autre', from: 'BANQUE', sender: 'BANQUE' }
    const message = await receive(1, { ...extras, description: 'https://evil.example', reference: 'REF-1' })
    const link = /\/p\/\w{22}/.exec(message.body_text)![0]
    t.equal(message.sender, 'ATELIER')
    t.equal(message.recipient, '+33612345678')
    t.equal(message.subject, null)
    const text = message.body_text.replace(/\s/g, ' ')
    t.equal(text, `[TEST] Atelier Lumière vous demande 249,00 €. Page de paiement : ${origin}${link}`)
  })

  t.test('a longer trade name is shortened to 20 characters (S38)', async (t) => {
    await t.rejects(rename('A'.repeat(61)))
    await rename(`É${'É'.repeat(19)}B`)
    t.match((await receive(2)).body_text, /É{20} vous/)
  })

  t.test('premium, short, landline, foreign and made-up numbers are refused (S38)', async (t) => {
    const numbers = [
      '0899 12 34 56',
      '08 36 65 65 65',
      '3620',
      '118 218',
      '15',
      '112',
      '01 42 68 53 00',
      '09 72 10 10 10',
    ]
    numbers.push(
      '+44 7400 123456',
      '+1 202 555 0123',
      '+225 07 07 07 07 07',
      '+882 16 1234567',
      '+371 2 123 4567',
      '+7 912 345 67 89',
    )
    numbers.push(
      '0612345678,0712345678',
      '06123456789',
      '06 12 34 56',
      '+33 6 12 34 56 78 ext 9',
      'tel:+33612345678;ext=9',
      '612345678',
    )
    await forgetCounts(world)
    for (const phone of numbers) t.equal((await post(phone)).statusCode, 422, phone)
    t.equal((await db.selectFrom('messages').select('id').where('channel', '=', 'sms').execute()).length, 2)
  })

  t.test('only the countries of SMS_COUNTRIES, and nothing where SMS is not offered (S38)', async (t) => {
    const belgian = await startWorld(t, { env: { SMS_COUNTRIES: 'BE' }, jobs: false })
    const none = await startWorld(t, { env: { TEXTER: 'none' }, jobs: false })
    const there = await signIn(belgian, (await addMerchant(belgian)).email)
    t.equal((await there.post('/paiements', { ...sms, phone: '0612345678' })).statusCode, 422)
    t.equal((await there.post('/paiements', { ...sms, phone: '+32 470 12 34 56' })).statusCode, 303)
    const nowhere = await signIn(none, (await addMerchant(none)).email)
    t.equal((await nowhere.post('/paiements', { ...sms, phone: '0612345678' })).statusCode, 422)
    t.notMatch((await nowhere.get('/paiements/nouveau')).body, /value="sms"/)
  })
})
