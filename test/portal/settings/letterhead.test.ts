import t from 'tap'
import { addDays, isoDay } from '../../../src/domain/formats.ts'
import { deliverMessage } from '../../../src/messages/deliver.ts'
import { addMerchant, addPerson, startWorld } from '../../fixtures/app.ts'
import { createClient, createRequest, goodCard, htmx, permalinkOf, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'
import { legalName, saveLetterhead, settled } from '../../fixtures/settled.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)

const numbers = [
  'SIREN\u00A0732\u00A0829\u00A0320',
  'N°\u00A0de TVA\u00A0FR\u00A044\u00A0732\u00A0829\u00A0320',
]
const terms = [
  '<a href="https://perrin.example/cgv?a=1&amp;b=2">Conditions générales de vente</a>',
  '<a href="https://perrin.example/retractation">Renoncer au contrat ici</a>',
]
const unlawful = { siren: '', vat_number: '', terms_url: '', withdrawal_url: '' }

async function readLetter(requestId: string) {
  const { id } = await db
    .selectFrom('messages')
    .select('id')
    .where('request_id', '=', requestId)
    .executeTakeFirstOrThrow()
  await deliverMessage(world.deps, id)
  const { body } = await portal.get('/messages-locaux.json')
  return JSON.parse(body)[0] as { html: string; text: string; reply_to: string }
}

t.test(
  'the pay page and the receipt say who they are, where, on what terms, and in their colour (L2)',
  async (t) => {
    await saveLetterhead(portal, {})
    const link = await permalinkOf(portal, await createRequest(portal, { language: 'fr' }))
    const { body: page } = await customer.get(link)
    await customer.post(`${link}/paiement`, goodCard)
    const { body: receipt } = await customer.get(`${link}/recu`)
    for (const body of [page, receipt]) {
      for (const line of [legalName, '8 rue des Tanneurs', '44000 Nantes', ...numbers])
        t.match(body, `<span class="line">${line}</span>`)
      t.match(body, /<link rel="stylesheet" href="\/public\/pay\/b4232a\.css\?v=/)
      for (const link of terms) t.match(body, link)
      await validateHtml(t, body)
    }
    t.ok(page.indexOf(terms[0]!) < page.indexOf('>Payer '), 'the terms are read before the button')
    t.match(receipt, 'Ce reçu ne vaut pas facture.')
    await saveLetterhead(portal, { accent: '#14553f', legal_name: '', postal_address: '', ...unlawful })
    const { body } = await customer.get(link)
    t.match(
      body,
      /<link rel="stylesheet" href="\/public\/pay\.css\?v=/,
      'our own colour needs no sheet of its own',
    )
    t.notMatch(body, 'class="line"')
    t.notMatch(body, 'class="terms"')
  },
)

t.test('the e-mail too, and replies go where the merchant wants them, or to the contact (L10)', async (t) => {
  await saveLetterhead(portal, {})
  const letter = await readLetter(await createRequest(portal, { language: 'fr' }))
  t.equal(letter.reply_to, 'camille@perrin.example')
  t.match(
    letter.text,
    'Maison Perrin\nPerrin & Filles <SARL>\n8 rue des Tanneurs\n44000 Nantes\nSIREN\u00A0732',
  )
  t.match(
    letter.html,
    `<br>${legalName}<br>8 rue des Tanneurs<br>44000 Nantes<br>${numbers.join('<br>')}<br>`,
  )
  for (const link of ['https://perrin.example/cgv?a=1&amp;b=2', 'https://perrin.example/retractation'])
    t.match(letter.html, `<a class="link" href="${link}"`)
  t.match(letter.html, 'bgcolor="#b4232a"')
  await saveLetterhead(portal, { reply_to: '' })
  const other = await readLetter(await createRequest(portal, { email: 'autre@courriel.example' }))
  t.equal(other.reply_to, 'bonjour@perrin.example')
})

t.test('a new request starts in the language and with the days that were chosen', async (t) => {
  await saveLetterhead(portal, {})
  const day = addDays(isoDay(new Date()), 45)
  for (const headers of [{}, htmx]) {
    const { body } = await portal.get('/paiements/nouveau', { headers })
    t.match(body, '<option value="it" selected>')
    t.match(body, `name="expires_on" value="${day}"`)
  }
  const id = await createRequest(portal, { language: '', expires_on: '' })
  const request = await db
    .selectFrom('payment_requests')
    .select(['language', 'expires_on'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  t.strictSame(request, { language: 'it', expires_on: day })
  t.match(
    (await portal.get('/reglages/apercu/paiement')).body,
    '<html lang="fr">',
    'as a new account, unless told',
  )
})

t.test('all of it is for admins (S18)', async (t) => {
  const manager = await signIn(world, (await addPerson(world, merchant.id, 'manager')).email)
  for (const path of ['/reglages', '/reglages/apercu/paiement', '/reglages/apercu/e-mail', '/reglages/logo'])
    t.equal((await manager.get(path)).statusCode, 403, path)
  for (const path of ['/reglages', '/reglages/apercu', '/reglages/logo', '/reglages/logo/retrait'])
    t.equal((await manager.post(path, settled)).statusCode, 403, path)
})
