/** What a screen reader is told of the state of a page: its title, its headings, its live regions, its languages. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { paths } from '../../src/web/paths.ts'
import { customerStates } from '../fixtures/browser/pages/customer.ts'
import { askCustomer, startCustomers } from '../fixtures/browser/pages/customer-tour.ts'
import { stay, visit } from '../fixtures/browser/visit.ts'
import { createRequest, permalinkOf } from '../fixtures/client.ts'

const { site, client } = await startCustomers(t)
const { world } = site
const { page, end } = await stay(site, { reducedMotion: 'reduce' })

const asks = /vous demande 249,00/
/** By name of the state: its title, its heading, and what stands in its alert. */
const told: Record<string, [title: RegExp, heading: RegExp, alert?: RegExp]> = {
  'the pay page, its test cards unfolded': [/^Paiement sécurisé/, asks],
  'the pay page, refused': [/^Votre paiement n’a pas été envoyé/, asks, /Votre paiement n’a pas été envoyé/],
  'the pay page, declined': [/^Le paiement n’a pas abouti/, asks, /Le paiement n’a pas abouti/],
  'a payment being confirmed': [/^Paiement en cours de confirmation/, /en cours de confirmation/],
  'a bill that is paid, part of it given back': [/^Paiement effectué/, /^Payé à Les Ébénistes/],
  'a receipt, part of it given back': [/^Reçu de paiement/, /^Reçu de paiement/],
  'a link that was tried too often': [/^Trop d’essais/, /^Trop d’essais/, /attendez un peu/],
  'a request that is cancelled': [/^Demande annulée/, /a été annulée/],
  'a request that has expired': [/^Demande expirée/, /a expiré/],
  'the test bank': [/^Confirmer un paiement/, /^Confirmer un paiement/],
  'the test bank with nothing left to confirm': [/^Il n’y a plus rien/, /plus rien à confirmer/],
}

for (const state of customerStates.filter(({ isLetter }) => !isLetter)) {
  t.test(`${state.name}: its title, its only first heading and its alert say so (A7)`, async (t) => {
    const content = { amount: '249', description: 'Lampe Arc' }
    await state.show({ page, world, client, ...(await askCustomer(client, state, 'fr', content)) })
    const [title, heading, alert] = told[state.name]!
    t.match(await page.title(), title)
    const headings = await page.getByRole('heading', { level: 1 }).allTextContents()
    t.equal(headings.length, 1)
    t.match(headings[0], heading)
    const alerts = await page.getByRole('alert').allTextContents()
    t.equal(alerts.length, alert ? 1 : 0)
    if (alert) t.match(alerts[0], alert)
    await namesAddressesWhole(t, page)
    await end(t, state.status ? [state.status] : [])
  })
}

t.test('the pay page says that it is paying, as soon as the button is pressed (A7)', async (t) => {
  const path = await permalinkOf(client, await createRequest(client))
  await visit(t, site, {}, async (page) => {
    await page.goto(path)
    t.equal(await page.getByRole('status').textContent(), '')
    // The page stays: the request goes nowhere.
    await page.evaluate(
      "document.querySelector('form.slip').addEventListener('submit', (event) => event.preventDefault())",
    )
    await page.getByRole('button', { name: /^Payer/ }).click()
    await page.getByRole('status').getByText('Paiement en cours').waitFor()
  })
})

t.test(
  'pages of the portal name addresses whole, and say which words are of another language (A7)',
  async (t) => {
    const id = await createRequest(client, { email: 'lea.martin@courriel.example' })
    await visit(t, site, { client }, async (page) => {
      for (const path of ['/paiements', `/paiements/${id}`, '/operations', '/equipe']) {
        await page.goto(path)
        t.match(await page.locator('body').ariaSnapshot(), /@[\w-]+\.example/, path)
        await namesAddressesWhole(t, page)
      }
      const english = page.getByRole('button', { name: 'English' })
      t.equal(await english.getAttribute('lang'), 'en')
      await page.goto(paths.account)
      const spoken = page.locator('option[lang]')
      t.equal(await spoken.count(), 2)
      for (const option of await spoken.all())
        t.equal(await option.getAttribute('lang'), await option.getAttribute('value'))
    })
  },
)

/** Names are what the browser tells: a space would be read as the end of the address. */
async function namesAddressesWhole(t: { notMatch(text: string, pattern: RegExp): unknown }, page: Page) {
  t.notMatch(await page.locator('body').ariaSnapshot(), /\S\s+@|@\s|@[\w-]+\s*\.\s|@[\w-]+\s+\.\w/)
}
