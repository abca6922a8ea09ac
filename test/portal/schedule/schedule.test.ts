/** A deposit with its balance: requests that are paid one after the other. */
import t from 'tap'
import { formatDay, isoDay } from '../../../src/domain/formats.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { createClient, createRequest, goodCard, htmx, signIn } from '../../fixtures/client.ts'
import { endYesterday } from '../../fixtures/faults/requests.ts'
import { inDays } from '../../fixtures/messages/planned.ts'
import { familyOf, twoMore } from '../../fixtures/requests/schedule.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)

let asked = 0
const ask = (fields = {}) => {
  asked += 1
  return createRequest(portal, { email: `acompte-${asked}@courriel.example`, ...fields })
}

const sentence = (body: string) => /<p class="quiet">([^<]*) (?:à payer|rien)/.exec(body)?.[1]

t.test('each has its own link, amount and days, and one message that waits', async (t) => {
  for (const headers of [{}, htmx]) {
    const id = await ask()
    const form = await portal.get(`/paiements/${id}/echeancier`, { headers })
    t.match(form.body, `name="send_on_2" type="date" value="${inDays(30)}"`)
    const made = await portal.post(`/paiements/${id}/echeancier`, twoMore(), { headers })
    const { body } = made.statusCode === 303 ? await portal.get(`/paiements/${id}`) : made
    t.match(body, 'L’échéancier est créé.')
    t.equal(sentence(body), 'Reste 399,50\u00A0€')
    const family = await familyOf(db, id)
    t.match(family, [
      { amount_cents: 24_900, description: 'Facture 2026-118, lampe Arc' },
      { amount_cents: 10_000, description: 'Facture 2026-118, lampe Arc (paiement 2 sur 3)' },
      { amount_cents: 5_050, description: 'Facture 2026-118, lampe Arc (paiement 3 sur 3)' },
    ])
    t.equal(new Set(family.map(({ token }) => token)).size, 3)
    t.equal(family[2]!.expires_on, inDays(60))
    t.strictSame(
      family.slice(1).map(({ send_at }) => send_at! > new Date()),
      [true, true],
    )
    const ids = family.map((one) => one.id)
    const messages = await db.selectFrom('messages').select('status').where('request_id', 'in', ids).execute()
    t.strictSame(messages, [{ status: 'queued' }, { status: 'queued' }, { status: 'queued' }])
    t.match(body, `Sera envoyée le ${formatDay(family[1]!.send_at!, 'fr')}`)
  }
})

t.test(
  'list and detail say what is left: one is paid once, another is cancelled, the rest stays',
  async (t) => {
    const id = await ask()
    await portal.post(`/paiements/${id}/echeancier`, twoMore())
    const [first, second, third] = await familyOf(db, id)
    t.match((await portal.get('/paiements')).body, 'reste 399,50\u00A0€')
    t.equal((await customer.post(`/p/${first!.token}/paiement`, goodCard)).statusCode, 303)
    t.equal(sentence((await portal.get(`/paiements/${third!.id}`)).body), 'Reste 150,50\u00A0€')
    t.equal((await portal.post(`/paiements/${second!.id}/annulation`, {})).statusCode, 303)
    t.strictSame(
      (await familyOf(db, id)).map(({ status }) => status),
      ['paid', 'cancelled', 'pending'],
    )
    const { body } = await portal.get(`/paiements/${id}`)
    t.equal(sentence(body), 'Reste 50,50\u00A0€')
    t.match((await portal.get('/paiements')).body, 'reste 50,50\u00A0€')
    t.equal((await customer.post(`/p/${third!.token}/paiement`, goodCard)).statusCode, 303)
    t.match((await portal.get(`/paiements/${id}`)).body, 'Il ne reste rien à payer.')
  },
)

t.test('a page that stays open learns that another payment of them was made', async (t) => {
  const id = await ask()
  await portal.post(`/paiements/${id}/echeancier`, twoMore())
  const { body } = await portal.get(`/paiements/${id}`)
  const seen = /name="seen" value="([^"]+)"/.exec(body)![1]!
  const changes = `/paiements/${id}/changements?seen=${encodeURIComponent(seen)}`
  t.equal((await portal.get(changes)).statusCode, 204)
  const [, second] = await familyOf(db, id)
  await customer.post(`/p/${second!.token}/paiement`, goodCard)
  t.match((await portal.get(changes)).body, 'Reste 299,50\u00A0€ à payer.')
})

t.test('the form sent twice, even at once, makes them once; another one is refused', async (t) => {
  const id = await ask()
  const form = twoMore()
  const answers = await Promise.all([1, 2].map(() => portal.post(`/paiements/${id}/echeancier`, form)))
  t.strictSame(
    answers.map(({ statusCode }) => statusCode),
    [303, 303],
  )
  for (const headers of [{}, htmx]) {
    const other = await portal.post(`/paiements/${id}/echeancier`, twoMore(), { headers })
    t.match(String(other.statusCode), /^(303|200)$/, 'the same wish under another key')
    const more = { ...twoMore(), amount_2: '1' }
    const refused = await portal.post(`/paiements/${id}/echeancier`, more, { headers })
    t.equal(refused.statusCode, 409)
    t.match(refused.body, 'Cette demande a déjà un échéancier')
    t.equal((await portal.get(`/paiements/${id}/echeancier`, { headers })).statusCode, 409)
  }
  t.equal((await familyOf(db, id)).length, 3)
})

t.test('what is wrong is said beside its field, and nothing is made', async (t) => {
  const id = await ask()
  const mistakes = {
    'Saisissez un montant, par exemple': { amount_2: '', amount_3: '' },
    'Saisissez le montant en chiffres': { amount_3: '1,234' },
    'Choisissez un jour du': { send_on_2: isoDay(new Date()) },
    'Cette date ne vient pas après l’envoi': { expires_on_3: inDays(39) },
  }
  for (const [said, mistake] of Object.entries(mistakes)) {
    for (const headers of [{}, htmx]) {
      const form = { ...twoMore(), ...mistake }
      const refused = await portal.post(`/paiements/${id}/echeancier`, form, { headers })
      t.equal(refused.statusCode, 422, said)
      t.match(refused.body, said)
      t.match(refused.body, `value="${form.send_on_3}"`)
    }
  }
  t.strictSame(await familyOf(db, id), [])
})

t.test('all are made or none: where the limit of messages is reached, the first stays alone', async (t) => {
  const email = 'souvent@courriel.example'
  const id = await ask({ email })
  for (let count = 0; count < 2; count += 1) await ask({ email })
  const refused = await portal.post(`/paiements/${id}/echeancier`, { ...twoMore(), amount_4: '10' })
  t.equal(refused.statusCode, 429)
  t.strictSame(await familyOf(db, id), [])
  const made = await db.selectFrom('payment_requests').select('id').where('email', '=', email).execute()
  t.equal(made.length, 3)
})

t.test('a request that has ended unpaid gets none', async (t) => {
  const cancel = (id: string) => portal.post(`/paiements/${id}/annulation`, {})
  // The sweep has not stored yet that it expired.
  for (const end of [cancel, (id: string) => endYesterday(world, id)]) {
    const id = await ask()
    await end(id)
    t.equal((await portal.get(`/paiements/${id}/echeancier`)).statusCode, 409)
    t.equal((await portal.post(`/paiements/${id}/echeancier`, twoMore())).statusCode, 409)
    t.strictSame(await familyOf(db, id), [])
  }
})
