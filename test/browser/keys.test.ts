/** The keys of the list: what they do, and how they are switched off. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { addMerchant } from '../fixtures/app.ts'
import { hasFocus } from '../fixtures/browser/focus.ts'
import { button } from '../fixtures/browser/journeys/steps.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { visit } from '../fixtures/browser/visit.ts'
import { createRequest, signIn } from '../fixtures/client.ts'

const site = await startSite(t, { jobs: false })
const merchant = await addMerchant(site.world)
const client = await signIn(site.world, merchant.email)
for (const description of ['Lampe', 'Lustre']) await createRequest(client, { description })

const rowsOf = (page: Page) => page.locator('#list .rows .to a')
const searchOf = (page: Page) => page.getByRole('searchbox', { name: 'Rechercher' })

t.test('j and k go from row to row, Enter opens, / searches, n asks for a payment (A2)', async (t) => {
  await visit(t, site, { client }, async (page) => {
    await page.goto('/paiements')
    for (const [key, row] of [
      ['j', 0],
      ['j', 1],
      ['k', 0],
    ] as const) {
      await page.keyboard.press(key)
      await hasFocus(t, rowsOf(page).nth(row))
    }
    await page.keyboard.press('/')
    await hasFocus(t, searchOf(page))
    await page.keyboard.type('jnk/')
    t.equal(await searchOf(page).inputValue(), 'jnk/')
    await page.goto('/paiements')
    await page.locator('#list .thumb[data-htmx-powered]').waitFor()
    await page.keyboard.press('n')
    await page.getByRole('dialog', { name: 'Envoyer une demande de paiement' }).waitFor()
    await page.goto('/paiements')
    await page.keyboard.press('j')
    await hasFocus(t, rowsOf(page).first())
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/paiements\/pay_/)
  })
})

t.test('the list tells its keys, and they stay off in this browser once switched off (A2)', async (t) => {
  await visit(t, site, { client }, async (page) => {
    await page.goto('/paiements')
    await page.getByText('Raccourcis clavier').click()
    await button(page, 'Désactiver dans ce navigateur').click()
    await page.waitForLoadState()
    await page.keyboard.press('n')
    await page.keyboard.press('j')
    t.equal(await page.getByRole('dialog').count(), 0)
    t.equal(await rowsOf(page).and(page.locator(':focus')).count(), 0)
    await page.getByText('Raccourcis clavier').click()
    await button(page, 'Activer dans ce navigateur').click()
    await page.waitForLoadState()
    await page.keyboard.press('j')
    await hasFocus(t, rowsOf(page).first())
  })
})

t.test('without JavaScript there are no keys to tell (A3)', async (t) => {
  await visit(t, site, { client, javaScriptEnabled: false }, async (page) => {
    await page.goto('/paiements')
    t.equal(await page.getByText('Raccourcis clavier').isVisible(), false)
  })
})
