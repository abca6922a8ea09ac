/** A dialog that is left keeps what was typed, and takes no step of the browser's history with it. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { paths } from '../../src/web/paths.ts'
import { addMerchant } from '../fixtures/app.ts'
import { hasFocus } from '../fixtures/browser/focus.ts'
import { button, link, openForm, send, textbox } from '../fixtures/browser/journeys/steps.ts'
import { withPointer } from '../fixtures/browser/person.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { visit } from '../fixtures/browser/visit.ts'
import { signIn } from '../fixtures/client.ts'

const site = await startSite(t, { jobs: false })
const merchant = await addMerchant(site.world)
const client = await signIn(site.world, merchant.email)
const dialog = (page: Page) => page.getByRole('dialog')
const isClosed = (page: Page) => dialog(page).waitFor({ state: 'detached' })

t.test('a click beside a dialog closes it while it is empty, and never when something is typed', async () => {
  await visit(t, site, { client }, async (page) => {
    await openForm(withPointer(page))
    await page.mouse.click(5, 300)
    await isClosed(page)
    // Not by its address: the step back that closing takes would cut that off.
    await link(page, 'Demander un Paiement').first().click()
    await textbox(page, 'Montant').fill('249,00')
    await page.mouse.click(5, 300)
    await button(page, 'Envoyer').waitFor()
    t.equal(await textbox(page, 'Montant').inputValue(), '249,00')
  })
})

const ways: Record<string, (page: Page) => Promise<unknown>> = {
  Back: (page) => page.evaluate('history.back()'),
  Esc: (page) => page.keyboard.press('Escape'),
  'the cross': (page) => button(page, 'Fermer').click(),
}

for (const [way, close] of Object.entries(ways)) {
  t.test(
    `${way} closes the dialog; opened again, it has what was typed; then Back leaves the page`,
    async (t) => {
      await visit(t, site, { client }, async (page) => {
        await page.goto(paths.activity)
        await openForm(withPointer(page))
        const opener = link(page, 'Demander un Paiement').first()
        await textbox(page, 'Montant').fill('249,00')
        await button(page, 'Plus d’options').click()
        await textbox(page, 'Votre référence').fill('F-118')
        const key = await page.locator('[name=idempotency_key]').inputValue()
        await close(page)
        await isClosed(page)
        await hasFocus(t, opener)
        t.equal(new URL(page.url()).pathname, paths.requests)
        await opener.click()
        t.equal(await textbox(page, 'Montant').inputValue(), '249,00')
        t.equal(await textbox(page, 'Votre référence').inputValue(), 'F-118')
        t.equal(await page.locator('[name=idempotency_key]').inputValue(), key)
        await page.keyboard.press('Escape')
        await isClosed(page)
        await page.waitForTimeout(200)
        await page.goBack()
        await page.waitForURL(paths.activity)
      })
    },
  )
}

t.test('what was sent is not kept, and Back from it leads to the page behind the dialog', async (t) => {
  await visit(t, site, { client }, async (page) => {
    const person = withPointer(page)
    await openForm(person)
    await textbox(page, 'Montant').fill('249,00')
    await page.evaluate('history.back()')
    await isClosed(page)
    await link(page, 'Demander un Paiement').first().click()
    await textbox(page, 'E-mail').fill('lea.martin@courriel.example')
    await textbox(page, 'Description').fill('Facture')
    await send(person)
    await page.evaluate('history.back()')
    await page.waitForURL(paths.requests)
    await link(page, 'Demander un Paiement').first().click()
    t.equal(await textbox(page, 'Montant').inputValue(), '')
  })
})
