/** A word of the merchant's own: in the form, the e-mail, the pay page, and what is handed over and erased. */
import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { createClient, goodForm, htmx, signIn } from '../../fixtures/client.ts'
import { eraseCustomer } from '../../fixtures/customers.ts'
import { deliverAll } from '../../fixtures/messages/reminders.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)

const typed = 'Bonjour Léa,\r\nvoici le solde de <l’abat-jour>.\r\n\r\nMerci !'
const kept = 'Bonjour Léa,\nvoici le solde de <l’abat-jour>.\n\nMerci !'
const shown = kept.replace('<', '&lt;').replace('>', '&gt;')
/** As a form that is shown again has it. */
const again = shown.replaceAll('\n', '\r\n')
let asked = 0

async function ask(fields: object, headers = {}) {
  asked += 1
  const form = { ...goodForm, message: typed, idempotency_key: `with-a-word-of-my-own-${asked}`, ...fields }
  const answer = await portal.post('/paiements', form, { headers })
  return /pay_\w{22}/.exec(answer.headers.location?.toString() ?? answer.body)![0]
}

const requestOf = (id: string) =>
  db
    .selectFrom('payment_requests')
    .select(['message', 'token'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

t.test(
  'it is in both parts of the e-mail, on the pay page and the detail, with its lines (S37)',
  async (t) => {
    for (const headers of [{}, htmx]) {
      const id = await ask({}, headers)
      const { message, token } = await requestOf(id)
      t.equal(message, kept)
      await deliverAll(world, id)
      const sent = await db
        .selectFrom('local_messages')
        .selectAll()
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow()
      t.match(sent.body_text, kept)
      t.match(sent.body_html, `${shown.replaceAll('\n', '<br>')}</p>`)
      t.match((await customer.get(`/p/${token}`)).body, `<p class="words">${shown}</p>`)
      t.match((await portal.get(`/paiements/${id}`)).body, `<p class="wrap lines">${shown}</p>`)
      t.match(
        (await portal.get(`/paiements/${id}/copie`, { headers })).body,
        `name="message" value="${shown}"`,
      )
    }
  },
)

t.test('the form keeps it, folded and unfolded, and the preview shows it', async (t) => {
  for (const headers of [{}, htmx]) {
    const form = { ...goodForm, message: typed }
    const open = await portal.post('/paiements/nouveau', { ...form, options: 'show' }, { headers })
    t.match(open.body, new RegExp(`<textarea id="message" name="message"[^>]*>${again}</textarea>`))
    const folded = await portal.post('/paiements/nouveau', { ...form, options: 'hide' }, { headers })
    t.match(folded.body, `<input type="hidden" name="message" value="${again}">`)
    t.match((await portal.post('/paiements/apercu', form, { headers })).body, `<p class="lines">${shown}</p>`)
  }
})

t.test('an SMS has none: what stands in the field is not looked at', async (t) => {
  const id = await ask({ channel: 'sms', phone: '06 12 34 56 78', message: 'https://evil.example' })
  t.equal((await requestOf(id)).message, null)
})

t.test('it is handed over with the customer’s data, and erased with them', async (t) => {
  const email = 'oubliee@courriel.example'
  const id = await ask({ email })
  const file = await portal.get(`/donnees-clients/fichier?client=${email}`)
  t.match(JSON.parse(file.body), { requests: [{ message: kept }] })
  await portal.post(`/paiements/${id}/annulation`, {})
  t.equal((await eraseCustomer(portal, email)).statusCode, 303)
  t.equal((await requestOf(id)).message, null)
})
