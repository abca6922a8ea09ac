/** What people type is shown as text everywhere. A dialog, a policy violation or a script error fails the visit. */
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { addMerchant, eventually } from '../fixtures/app.ts'
import {
  button,
  cards,
  link,
  messagesTo,
  payWith,
  rowOf,
  textbox,
} from '../fixtures/browser/journeys/steps.ts'
import { withPointer } from '../fixtures/browser/person.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { visit } from '../fixtures/browser/visit.ts'
import { createRequest, permalinkOf, signIn } from '../fixtures/client.ts'

/**
 * Each text breaks out of another place: a text, an attribute, a title, a script, a template, a URL, an htmx
 * attribute.
 */
const corpus = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '\'" autofocus onfocus=alert(1) x="',
  '</title></textarea></style><svg/onload=alert(1)>',
  'javascript:alert(1)//<a href="javascript:alert(1)">x</a>',
  '<%= process.env %> #{alert(1)} {{alert(1)}} &lt;b&gt; &#60;',
  '<b hx-on:click=alert(1) hx-trigger=load hx-get=//ailleurs.example>',
]

const site = await startSite(t)
const { world } = site

for (const tradeName of ['<svg/onload=alert(1)', '"onfocus=alert(1) a=']) {
  const merchant = await addMerchant(world, tradeName)
  const client = await signIn(world, merchant.email)
  const made = corpus.map(async (payload, index) => {
    const address = `client-${index}-${merchant.id.slice(-4)}@courriel.example`
    const id = await createRequest(client, { email: address, description: payload, reference: payload })
    return { payload, address, id, path: await permalinkOf(client, id) }
  })
  const requests = await Promise.all(made)

  t.test(`whatever is typed is shown as text to a merchant named ${tradeName} (S35)`, async (t) => {
    await visit(t, site, { client }, async (page) => {
      await page.goto('/paiements')
      t.ok((await page.locator('#who').textContent())?.includes(tradeName), 'the header')
      for (const { address, payload } of requests)
        t.equal(await rowOf(page, address).getByText(payload, { exact: true }).count(), 1, `row: ${payload}`)
      for (const { id, payload } of requests) {
        await page.goto(`/paiements/${id}`)
        t.equal(await page.getByText(payload, { exact: true }).count(), 1, `detail: ${payload}`)
        t.equal(await page.getByText(`réf. ${payload}`).count(), 1, `reference: ${payload}`)
      }
      await fillForm(t, page, corpus[3]!)
      await fillSettings(t, page, corpus[2]!)
    })
  })

  t.test(
    `whatever is typed is shown as text in the e-mails of a merchant named ${tradeName} (S35)`,
    async (t) => {
      await visit(t, site, { client }, async (page) => {
        for (const { address, payload } of requests) {
          const message = await eventually(async () => (await messagesTo(client, address))[0])
          t.ok(message.text.includes(payload), `plain text: ${payload}`)
          // Here scripts run, and no policy stops them, because a mail client may be as careless.
          await page.setContent(message.html!)
          await sees(t, page, payload, `e-mail: ${payload}`)
          await sees(t, page, `${tradeName} vous demande 249,00 € pour :`, 'who asks')
        }
      })
    },
  )

  t.test(
    `whatever is typed is shown as text to the customers of a merchant named ${tradeName} (S35)`,
    async (t) => {
      await visit(t, site, {}, async (page) => {
        for (const { path, payload } of requests) {
          await page.goto(path)
          await sees(t, page, `${tradeName} vous demande`, 'who asks')
          t.equal(await page.getByText(payload, { exact: true }).count(), 2, `pay page: ${payload}`)
        }
        const { path, payload } = requests[4]!
        await payAsTyped(t, page, { path, payload, tradeName })
      })
    },
  )
}

/** Fills in the dialog, its preview and its errors, with htmx. */
async function fillForm(t: Test, page: Page, payload: string) {
  await page.goto('/paiements')
  await link(page, 'Demander un Paiement').click()
  for (const name of ['Montant', 'E-mail', 'Description']) await textbox(page, name).fill(payload)
  await page.locator('#preview').getByText(payload, { exact: true }).waitFor()
  await button(page, 'Plus d’options').click()
  await textbox(page, 'Votre référence').fill(payload)
  await button(page, 'Envoyer').click()
  await page.locator('.problems:focus').waitFor()
  for (const name of ['Montant', 'E-mail', 'Description', 'Votre référence'])
    t.equal(await textbox(page, name).inputValue(), payload, name)
}

async function fillSettings(t: Test, page: Page, payload: string) {
  await page.goto('/reglages')
  await textbox(page, 'Nom commercial').fill(`${payload}, bien trop long`)
  await textbox(page, 'E-mail de contact').fill(payload)
  await button(page, 'Enregistrer').click()
  await page.locator('.problems:focus').waitFor()
  t.equal(await textbox(page, 'E-mail de contact').inputValue(), payload, 'the settings')
}

interface Bill {
  path: string
  payload: string
  tradeName: string
}

async function payAsTyped(t: Test, page: Page, { path, payload, tradeName }: Bill) {
  await page.goto(path)
  await textbox(page, 'Nom sur la carte').fill(payload)
  await textbox(page, 'Expiration').fill('<b>"x')
  await button(page, /^Payer/).click()
  await page.locator('[role=alert]:focus').waitFor()
  t.equal(await textbox(page, 'Nom sur la carte').inputValue(), payload)
  t.equal(await textbox(page, 'Expiration').inputValue(), '<b>"x')
  await payWith(withPointer(page), cards.challenged)
  await page.getByText(tradeName, { exact: true }).waitFor()
  await button(page, 'Confirmer le paiement').click()
  await sees(t, page, `Payé à ${tradeName}`, 'the paid bill')
  await link(page, 'Voir le reçu').click()
  await page.getByRole('heading', { name: 'Reçu de paiement' }).waitFor()
  t.equal(await page.getByText(payload, { exact: true }).count(), 2, 'the receipt')
}

async function sees(t: Test, page: Page, text: string, where: string): Promise<void> {
  await page.getByText(text, { exact: true }).first().waitFor()
  t.pass(where)
}
