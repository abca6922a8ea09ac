import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { htmx, signIn } from '../../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const portal = await signIn(world, (await addMerchant(world)).email)
const count = async () => (await world.deps.db.selectFrom('payment_requests').select('id').execute()).length

const open = (fields: Record<string, string>, headers = {}) =>
  portal.get(`/paiements/nouveau?${new URLSearchParams(fields)}`, { headers })

for (const headers of [{}, htmx]) {
  const how = 'hx-request' in headers ? 'with htmx' : 'without htmx'

  t.test(`a link from a quote fills the form and sends nothing, ${how}`, async (t) => {
    const { statusCode, body } = await open(
      {
        amount: '49,90 EUR',
        email: 'Léa <lea@exemple.fr>',
        description: 'Devis 12',
        reference: 'D-12',
        language: 'it',
      },
      headers,
    )
    t.equal(statusCode, 200)
    for (const [id, value] of [
      ['amount', '49,90 EUR'],
      ['description', 'Devis 12'],
      ['reference', 'D-12'],
    ])
      t.match(body, new RegExp(`id="${id}"[^>]*value="${value}"`))
    t.match(body, /id="email"[^>]*value="Léa &lt;lea@exemple\.fr&gt;"/)
    t.match(body, /<option value="it" selected>/)
    t.notMatch(body, 'class="problems"')
    t.equal(await count(), 0)
  })

  t.test(`what is malformed in the link is shown as typed, with its sentence, ${how}`, async (t) => {
    const { statusCode, body } = await open({ amount: '1,234', description: '"><script>' }, headers)
    t.equal(statusCode, 200)
    t.match(body, /id="amount"[^>]*value="1,234"/)
    t.match(body, /id="amount-problem">[^<]+</)
    t.match(body, 'value="&quot;&gt;&lt;script&gt;"')
    // Fields that the link leaves out have no error yet.
    t.match(body, /id="email-problem"><\/p>/)
    t.equal(await count(), 0)
  })
}

t.test('a phone number chooses SMS, and other parameters do nothing', async (t) => {
  const { body } = await open({
    phone: '06 12 34 56 78',
    expires_on: '2000-01-01',
    own_mail: 'on',
    idempotency_key: 'x',
  })
  t.match(body, /value="sms" checked/)
  t.match(body, /id="phone"[^>]*value="06 12 34 56 78"/)
  t.notMatch(body, '2000-01-01')
  t.notMatch(body, 'class="problems"')
  t.notMatch(body, 'name="idempotency_key" value="x"')
})
