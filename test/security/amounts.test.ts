import fc from 'fast-check'
import t from 'tap'
import { addMerchant, startWorld, type World } from '../fixtures/app.ts'
import { createClient, goodCard, goodForm, signIn } from '../fixtures/client.ts'
import { capturesOf, stage } from '../fixtures/security/stage.ts'
import { postBody } from '../fixtures/security/wire.ts'

const spaces = ['', ' ', '\u00A0', '\u202F']
const cents = fc.integer({ min: 0, max: 3_000_000 })

/** What a person may type for these cents. */
const spelled = fc
  .tuple(cents, fc.constantFrom(...spaces), fc.constantFrom(',', '.'), fc.boolean())
  .map(spell)

function spell([amount, space, mark, withSign]: [number, string, string, boolean]) {
  const whole = String(Math.floor(amount / 100)).replace(/\B(?=(\d{3})+$)/g, space)
  const text = `${whole}${mark}${String(amount % 100).padStart(2, '0')}${withSign ? `${space}€` : ''}`
  return { text, cents: amount >= 99 && amount <= 2_000_000 ? amount : undefined }
}

/** Nothing here may become an amount. */
const unreadable = fc
  .oneof(
    fc.constantFrom(
      '0',
      '0,98',
      '-1',
      '-5',
      '+5',
      '1e3',
      'NaN',
      'Infinity',
      '12,345',
      '1,234',
      '4 9',
      '12.345,67',
    ),
    fc.constantFrom(
      '0x10',
      '1_000',
      '１２',
      '٣',
      '1٫5',
      '10,000.00',
      '$10',
      '10$',
      '10 USD',
      '€10',
      '20000,01',
      '1/2',
    ),
    fc.constantFrom(
      '',
      ' ',
      ',',
      '.',
      '€',
      '0,00',
      '00099',
      '10,',
      ',50',
      '1 2345',
      '9'.repeat(400),
      '10\u000050',
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/^\s*\d[\d\s,.]*€?\s*$/u.test(text)),
  )
  .map((text) => ({ text, cents: undefined }))

t.test('amounts', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)
  const customer = createClient(world)
  const form = { ...goodForm, own_mail: 'on' }

  t.test(
    'what was typed, stored, displayed and captured is one amount, or there is none (S20)',
    async (t) => {
      const runs = { numRuns: 45, seed: 20_261_124 }
      let paid = 0
      await fc.assert(
        fc.asyncProperty(fc.oneof({ weight: 2, arbitrary: spelled }, unreadable), async ({ text, cents }) => {
          const answer = await portal.post('/paiements', { ...form, amount: text })
          if (cents === undefined) return answer.statusCode === 422
          const id = answer.headers.location!.slice('/paiements/'.length)
          const { token, amount_cents } = await findRow(world, id)
          const page = await customer.get(`/p/${token}`)
          await customer.post(`/p/${token}/paiement`, goodCard)
          paid += 1
          const seen = [amount_cents, shownIn(page.body), ...(await capturesOf(world, id))]
          return seen.length === 3 && seen.every((one) => one === cents)
        }),
        runs,
      )
      t.ok(paid > 10, `${paid} amounts were paid`)
    },
  )

  t.test('an amount given twice, or as a list, is refused (S20)', async (t) => {
    const rest = new URLSearchParams({ ...form, description: 'twice' })
    rest.delete('amount')
    const bodies = [
      'amount=10&amount=1',
      'amount[]=10&amount[]=1',
      'amount[0]=10',
      'amount.x=1',
      'amount%5B%5D=10',
      'Amount=10',
    ]
    for (const body of bodies) {
      const answer = await postBody(world, '/paiements', `${body}&${rest}`, { as: portal })
      t.ok([400, 422].includes(answer.statusCode), `${body} answers ${answer.statusCode}`)
    }
    const rows = await world.deps.db
      .selectFrom('payment_requests')
      .select('id')
      .where('description', '=', 'twice')
      .execute()
    t.equal(rows.length, 0)
  })

  t.test('nothing posted on the pay page changes what is charged (S19)', async (t) => {
    const extras = {
      amount: '1',
      amount_cents: '100',
      amountCents: '100',
      currency: 'JPY',
      status: 'paid',
      captured: '1',
      attempt_id: 'att_x',
      price: '0.01',
    }
    const { id, link } = await stage(world, portal, 'pending')
    await customer.post(`${link}/paiement?amount=1&amount_cents=100`, { ...goodCard, ...extras })
    t.strictSame(await capturesOf(world, id), [24_900])
    const declined = await stage(world, portal, 'pending')
    await customer.post(`${declined.link}/paiement`, {
      ...goodCard,
      ...extras,
      card_number: '4000000000000002',
    })
    t.strictSame(await capturesOf(world, declined.id), [])
    t.match((await customer.get(declined.link)).body, /data-state="payable"/)
  })

  t.test('nothing posted with the form sets what is not the merchant’s to say (S19)', async (t) => {
    const other = await addMerchant(world, 'Une autre')
    const extras = {
      id: 'pay_aaaaaaaaaaaaaaaaaaaaaa',
      token: 'aaaaaaaaaaaaaaaaaaaaaa',
      status: 'paid',
      mode: 'live',
      merchant_id: other.id,
      merchantId: other.id,
      amount_cents: '1',
      paid_at: '2020-01-01',
      paid_after: 'expired',
      created_by: other.userId,
      created_at: '2020-01-01',
      expires_at: '2099-01-01',
      currency: 'JPY',
      'merchant.trade_name': 'Pirate',
    }
    const answer = await portal.post(`/paiements?mode=live&status=paid&merchant_id=${other.id}`, {
      ...form,
      ...extras,
    })
    const row = await findRow(world, answer.headers.location!.slice('/paiements/'.length))
    t.match(row, {
      status: 'pending',
      mode: 'test',
      merchant_id: merchant.id,
      amount_cents: 24_900,
      paid_at: null,
    })
    t.match(row, { created_by: merchant.userId, paid_after: null })
    t.not(row.token, extras.token)
    t.ok(Math.abs(row.created_at.getTime() - Date.now()) < 60_000)
    t.ok(row.expires_at.getTime() < Date.now() + 91 * 86_400_000)
    await portal.post(`/paiements/${row.id}/annulation`, { status: 'paid', merchant_id: other.id, id: 'x' })
    t.match(await findRow(world, row.id), { status: 'cancelled', merchant_id: merchant.id, paid_at: null })
  })
})

function findRow({ deps: { db } }: World, id: string) {
  return db.selectFrom('payment_requests').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** Integer cents of the button's words. */
function shownIn(page: string): number {
  const [, shown = ''] = /Payer ([\d\s,]+)\s€/u.exec(page) ?? []
  return Number(shown.replace(/\D/g, ''))
}
