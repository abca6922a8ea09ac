/** The list in a browser: filtered while one types, and kept up to date, whichever process has made the change. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { addPerson, startWorldOn } from '../fixtures/app.ts'
import { hasFocus } from '../fixtures/browser/focus.ts'
import { button, link, rowOf } from '../fixtures/browser/journeys/steps.ts'
import { englishListStates } from '../fixtures/browser/pages/list.ts'
import { checkStates } from '../fixtures/browser/pages/portal-state.ts'
import { tourList } from '../fixtures/browser/pages/tours.ts'
import { visit } from '../fixtures/browser/visit.ts'
import { createClient, createRequest, goodCard, permalinkOf, signIn } from '../fixtures/client.ts'

const tour = await tourList(t)
const {
  site,
  merchant,
  sessions: { client },
} = tour
const elsewhere = await startWorldOn(t, site.world.deps.databaseUrl, { jobs: false })
const reader = await addPerson(site.world, merchant.id, 'member', 'Ann Reader')
const english = await signIn(site.world, reader.email)
await english.post('/langue', { language: 'en', page: '/paiements' })
const lookEvery = 5000

await checkStates(t, tour)
await checkStates(t, { site, states: englishListStates, sessions: { client: english } })

t.test('what is typed narrows the list, keeps the focus, and is one step back (A2)', async (t) => {
  await visit(t, site, { client }, async (page) => {
    await page.route(/\?q=/, async (route) => {
      // Slow enough to type the rest meanwhile.
      await new Promise((resolve) => setTimeout(resolve, 250))
      await route.continue()
    })
    await page.goto('/paiements')
    const search = searchOf(page)
    await search.press('l')
    await page.waitForRequest(/\?q=l$/)
    await page.keyboard.type('ampe arc')
    await counted(page, '2 paiements · 498,00 €')
    await hasFocus(t, search)
    t.equal(await search.inputValue(), 'lampe arc')
    t.equal(await page.evaluate('document.activeElement.selectionStart'), 9)
    await page.waitForURL('**/paiements?q=lampe+arc')
    await page.goBack()
    await page.getByText('Facture').first().waitFor()
    t.equal(await search.inputValue(), '')
    t.equal(new URL(page.url()).search, '')
    await page.goForward()
    await counted(page, '2 paiements · 498,00 €')
    t.equal(await search.inputValue(), 'lampe arc')
  })
})

t.test('a status chosen by keyboard filters at once; a period when it is sent (A2)', async (t) => {
  await visit(t, site, { client }, async (page) => {
    await page.goto('/paiements?q=lampe')
    await page.getByText('Plus de filtres').press('Enter')
    await page.getByLabel('Statut', { exact: true }).focus()
    await page.keyboard.type('Annulé')
    await page.getByText('Aucun paiement ne correspond').waitFor()
    await hasFocus(t, page.locator('#status'))
    await page.waitForURL('**/paiements?q=lampe&status=cancelled')
    await page.getByLabel('Demandés depuis le').fill('2999-01-02')
    await page.getByLabel('Demandés jusqu’au').fill('2999-01-01')
    await button(page, 'Filtrer').press('Enter')
    await hasFocus(t, page.locator('.problems'))
    await link(page, 'Choisissez le 2 janvier 2999 ou un jour qui le suit.').press('Enter')
    await hasFocus(t, page.locator('#to'))
    t.equal(await page.locator('#from').inputValue(), '2999-01-02')
  })
})

t.test('without JavaScript the form, its pages and what takes a filter away are links (A3)', async (t) => {
  await visit(t, site, { client, javaScriptEnabled: false }, async (page) => {
    await page.goto('/paiements')
    await searchOf(page).fill('facture')
    await page.getByText('Plus de filtres').press('Enter')
    await page.getByLabel('Statut', { exact: true }).selectOption({ label: 'En attente' })
    await button(page, 'Filtrer').press('Enter')
    await counted(page, '30 paiements · 7 470,00 €')
    await link(page, 'Suivants').press('Enter')
    await link(page, 'Les plus récents').waitFor()
    t.equal(await page.locator('tbody tr').count(), 5)
    await link(page, /^Retirer le filtre En attente/).press('Enter')
    await page.waitForURL('**/paiements?q=facture')
  })
})

t.test('a payment taken by another process shows by itself, is said, and moves no focus', async (t) => {
  const id = await createRequest(client, { own_mail: 'on', email: 'paul@courriel.example' })
  await visit(t, site, { client }, async (page) => {
    await page.clock.install()
    await page.goto('/paiements')
    const row = rowOf(page, 'paul@courriel.example')
    await row.getByRole('link').focus()
    await pay(id)
    await page.clock.fastForward(lookEvery)
    await row.getByText('Payé').waitFor()
    await hasFocus(t, row.getByRole('link'))
    await page.getByRole('status').getByText('paul@courriel.example : Payé').waitFor()
  })
})

t.test('behind an open form the list goes on: what is new is offered, nothing typed is lost', async (t) => {
  await visit(t, site, { client }, async (page) => {
    await page.clock.install()
    await page.goto('/paiements')
    await link(page, 'Demander un Paiement').press('Enter')
    await page.locator('#amount:focus').waitFor()
    await page.keyboard.type('249')
    const request = { own_mail: 'on', email: 'ines@courriel.example' }
    await createRequest(await signIn(elsewhere, merchant.email), request)
    await page.clock.fastForward(lookEvery)
    await page.locator('#news').getByText('Une nouvelle demande').waitFor()
    await hasFocus(t, page.locator('#amount'))
    t.equal(await page.locator('#amount').inputValue(), '249')
    await page.keyboard.press('Escape')
    await link(page, 'Une nouvelle demande').press('Enter')
    await rowOf(page, 'ines@courriel.example').waitFor()
  })
})

t.test('the page of a request that is paid meanwhile says so, and offers what can be done now', async (t) => {
  const id = await createRequest(client, { own_mail: 'on', email: 'jean@courriel.example' })
  await visit(t, site, { client }, async (page) => {
    await page.clock.install()
    await page.goto(`/paiements/${id}`)
    await page.getByLabel('Permalien', { exact: true }).focus()
    await pay(id)
    await page.clock.fastForward(lookEvery)
    await link(page, 'Rembourser').waitFor()
    t.equal(await link(page, 'Annuler').count(), 0)
    await hasFocus(t, page.getByLabel('Permalien', { exact: true }))
    await page.getByRole('status').getByText('Payé', { exact: true }).waitFor()
  })
})

const searchOf = (page: Page) => page.getByRole('searchbox', { name: 'Rechercher' })

const counted = (page: Page, words: string) =>
  page
    .locator('#found')
    .getByText(words.replace(' €', '\u00a0€').replace(/(\d) (\d)/g, '$1\u202f$2'))
    .waitFor()

async function pay(id: string): Promise<void> {
  await createClient(elsewhere).post(`${await permalinkOf(client, id)}/paiement`, goodCard)
}
