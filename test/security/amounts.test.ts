import fc from 'fast-check'
import t from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, goodCard, signIn } from '../fixtures/client.ts'
import { findRow, form } from '../fixtures/security/amounts.ts'
import { capturesOf } from '../fixtures/security/stage.ts'
import { postBody } from '../fixtures/security/wire.ts'

const spaces = ['', ' ', '\u00A0', '\u202F']
const signs = ['49 €', '49 EUR', '€ 49', 'EUR 49']
const cents = fc.integer({ min: 0, max: 3_000_000 })

/** Ways to type this number of cents. */
const spelled = fc
  .tuple(cents, fc.constantFrom(...spaces), fc.constantFrom(',', '.'), fc.constantFrom('', ...signs))
  .map(spell)

function spell([amount, space, mark, sign]: [number, string, string, string]) {
  const whole = String(Math.floor(amount / 100)).replace(/\B(?=(\d{3})+$)/g, space)
  const digits = `${whole}${mark}${String(amount % 100).padStart(2, '0')}`
  const text = sign.replace('49', digits).replace(' ', space) || digits
  return { text, cents: amount >= 99 && amount <= 2_000_000 ? amount : undefined }
}

/** None of these may become an amount. */
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
      '£10',
      '€10€',
      '10€5',
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
    fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/^\s*€?\s*\d[\d\s,.'’€]*$/u.test(text)),
  )
  .map((text) => ({ text, cents: undefined }))

const world = await startWorld(t, { jobs: false })
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)

t.test('what was typed, stored, displayed and captured is one amount, or there is none (S20)', async (t) => {
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
})

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

/** Integer cents of the button's text. */
function shownIn(page: string): number {
  const [, shown = ''] = /Payer ([\d\s,]+)\s€/u.exec(page) ?? []
  return Number(shown.replace(/\D/g, ''))
}
