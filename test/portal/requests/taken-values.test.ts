/** What people type and paste, and what it is read as: each goes through the form, without and with htmx. */
import t, { type Test } from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import {
  createClient,
  createRequest,
  goodCard,
  goodForm,
  htmx,
  permalinkOf,
  signIn,
} from '../../fixtures/client.ts'
import { fileOf, uploadGood } from '../../fixtures/imports/files.ts'
import { date, day, month, spelled, taken, year } from '../../fixtures/requests/taken.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'

t.test('what is meant is taken', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const { email, id: merchantId } = await addMerchant(world)
  const portal = await signIn(world, `Moi <${email}>;`)
  const find = (id: string) =>
    world.deps.db.selectFrom('payment_requests').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const newest = async () => {
    const { id } = await world.deps.db
      .selectFrom('payment_requests')
      .select('id')
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow()
    return id
  }

  for (const [field, { typed, column, value }] of Object.entries(taken)) {
    t.test(`in the form: ${field}`, async (t) => {
      for (const one of typed) {
        for (const headers of [{}, htmx]) {
          const channel = field === 'phone' ? 'sms' : 'email'
          const form = { ...goodForm, channel, [field]: one }
          // One recipient is sent five messages an hour.
          await forgetCounts(world)
          const { statusCode, body } = await portal.post('/paiements', form, { headers })
          t.ok([200, 201, 303].includes(statusCode), `${one}: ${statusCode} ${body.slice(0, 300)}`)
          t.match(await find(await newest()), { [column]: value }, one)
        }
      }
    })
  }

  t.test('in a file', async (t) => {
    const id = await uploadGood(
      world,
      portal,
      fileOf(
        `1234€50;Léa <lea@exemple.fr>;fr;Un;${spelled};`,
        `€ 1 234,50;tel:06 12 34 56 78;fr;Deux;${date}.${month}.${year};`,
      ),
    )
    const rows = await world.deps.db.selectFrom('import_rows').select('ask').orderBy('line').execute()
    t.ok(id)
    t.match(
      rows.map(({ ask }) => ask),
      [
        { amountCents: 123_450, recipient: 'lea@exemple.fr', expiresOn: day },
        { amountCents: 123_450, recipient: '+33612345678', expiresOn: day },
      ],
    )
  })

  t.test('in the days of the list, which shows them as its fields do', async (t) => {
    for (const headers of [{}, htmx]) {
      const from = encodeURIComponent('1er janvier 2026')
      const to = encodeURIComponent('31.12.2099')
      const { statusCode, body } = await portal.get(`/paiements?from=${from}&to=${to}`, { headers })
      t.equal(statusCode, 200)
      t.match(body, /2026-01-01/)
      t.match(body, /2099-12-31/)
      t.match(body, /data-status="pending"/)
    }
  })

  t.test('a day is shown as a date field shows it when another field is refused', async (t) => {
    const form = { ...goodForm, amount: '1,234', expires_on: spelled, unfolded: 'on' }
    for (const headers of [{}, htmx]) {
      const { statusCode, body } = await portal.post('/paiements', form, { headers })
      t.equal(statusCode, 422)
      t.match(body, `value="${day}"`)
    }
  })

  t.test('in the settings', async (t) => {
    const { body } = await portal.get('/reglages')
    t.match(body, 'trade_name')
    for (const headers of [{}, htmx]) {
      const form = {
        trade_name: 'Atelier Lumière',
        contact_email: 'Contact <contact@atelier.example>',
        contact_phone: 'tel:+33 1 42 68 53 00',
        sms_sender: 'ATELIER',
        notice_emails:
          'Compta <compta@atelier.example>\nlea@atelier.example, noe@atelier.example;\nmailto:lou@atelier.example',
      }
      const answer = await portal.post('/reglages', form, { headers })
      t.ok([200, 303].includes(answer.statusCode), answer.body.slice(0, 300))
      const saved = await world.deps.db
        .selectFrom('merchants')
        .selectAll()
        .where('id', '=', merchantId)
        .executeTakeFirstOrThrow()
      t.match(saved, { contact_email: 'contact@atelier.example', contact_phone: '+33142685300' })
      t.strictSame(
        saved.notice_emails,
        ['compta', 'lea', 'noe', 'lou'].map((name) => `${name}@atelier.example`),
      )
    }
  })

  for (const [way, headers] of Object.entries({ 'without htmx': {}, 'with htmx': htmx }))
    t.test(`on the card: its expiry, ${way}`, async (t) => {
      for (const card_expiry of ['12-30', '12.30', '1/31', '12 / 2030', '2030-12', '1230', '122030'])
        t.equal(await pay(t, { card_expiry }), 303, card_expiry)
      for (const card_expiry of ['129', '2029', '13/30'])
        t.equal(await pay(t, { card_expiry }), 422, card_expiry)

      async function pay(t: Test, fields: Record<string, string>): Promise<number> {
        const link = await permalinkOf(portal, await createRequest(portal, { own_mail: 'on' }))
        const customer = createClient(world)
        t.notMatch((await customer.get(link)).body, /maxlength/)
        return (await customer.post(`${link}/paiement`, { ...goodCard, ...fields }, { headers })).statusCode
      }
    })
})
