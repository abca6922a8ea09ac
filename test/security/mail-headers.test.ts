import t from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, type Fields, goodForm, signIn } from '../fixtures/client.ts'
import { namedMerchant, receive } from '../fixtures/security/received.ts'
import { forgetCounts } from '../fixtures/security/rows.ts'

const breaks = [
  '\r\nBcc: victime@evil.example',
  '\nBcc: victime@evil.example',
  '\r',
  '\0',
  '\u2028X: y',
  '\u0085X: y',
]

const control = /[\p{Cc}\u2028\u2029]/u
const world = await startWorld(t)
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)

async function post(fields: Fields) {
  await forgetCounts(world)
  return portal.post('/paiements', { ...goodForm, ...fields })
}

t.test(
  'a recipient with a line break, a NUL, a list or another address around it is refused (S36)',
  async (t) => {
    const lists = [
      'a@b.fr,c@d.fr',
      'a@b.fr; c@d.fr',
      'a@b.fr c@d.fr',
      'c@d.fr <a@b.fr>',
      '<a@b.fr> <c@d.fr>',
      'mailto:a@b.fr?bcc=c@d.fr',
      'a@b.fr>',
      '"a" <a@b.fr> x',
      'a@b.fr(x)',
    ]
    const addresses = [
      ...breaks.flatMap((one) => [`a@b.fr${one}`, `${one}a@b.fr`, `a${one}@b.fr`, `a@b${one}.fr`]),
      ...lists,
    ]
    for (const email of addresses) {
      t.equal((await post({ email })).statusCode, 422, encodeURIComponent(email))
    }
    t.equal((await db.selectFrom('payment_requests').select('id').execute()).length, 0)
  },
)

t.test('a name, brackets and separators pasted around a recipient reach no header (S36)', async (t) => {
  for (const email of ['A <a@b.fr>', '<a@b.fr>;', '"a" <a@b.fr>', 'mailto:a@b.fr'])
    t.equal((await receive(world, portal, customer, { email })).recipient, 'a@b.fr', email)
})

t.test(
  'line breaks in what the merchant types end in no header, and there is one recipient (S36)',
  async (t) => {
    for (const one of breaks) {
      const message = await receive(world, portal, customer, {
        description: `Lampe${one}`,
        reference: `F${one}`,
      })
      for (const header of [message.recipient, message.sender, message.reply_to, message.subject]) {
        t.notMatch(header, control, encodeURIComponent(header ?? ''))
      }
      t.equal(message.recipient, goodForm.email)
      t.notMatch(message.body_text, /^(?:Bcc|X):/m)
    }
  },
)

t.test('line breaks in a trade name end in no header either (S36)', async (t) => {
  for (const one of ['\r\nBcc: a@b.fr', '\n', '\u2028']) {
    const named = await namedMerchant(world, `A${one}`)
    if (!named) continue
    const message = await receive(world, portal, customer, {}, named)
    for (const header of [message.sender, message.subject])
      t.notMatch(header, control, encodeURIComponent(header ?? ''))
  }
})
