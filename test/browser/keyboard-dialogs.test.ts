/** Dialogs by keyboard: they take the focus, keep it and give it back. */

import type { Page } from 'playwright-core'
import t from 'tap'
import { addMerchant } from '../fixtures/app.ts'
import { hasFocus } from '../fixtures/browser/focus.ts'
import { button, link } from '../fixtures/browser/journeys/steps.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { visit } from '../fixtures/browser/visit.ts'
import { createRequest, signIn } from '../fixtures/client.ts'

const site = await startSite(t, { jobs: false })
const merchant = await addMerchant(site.world)
const client = await signIn(site.world, merchant.email)
const id = await createRequest(client)

t.test(
  'the form’s dialog takes the focus, keeps it, and gives it back when Esc or its cross closes it (A2)',
  async (t) => {
    await visit(t, site, { client }, async (page) => {
      await page.goto('/paiements')
      const opener = link(page, 'Demander un Paiement')
      for (const close of [
        () => page.keyboard.press('Escape'),
        () => button(page, 'Fermer').press('Enter'),
      ]) {
        await opener.press('Enter')
        await page.locator('#amount:focus').waitFor()
        for (const key of ['Tab', 'Shift+Tab']) t.strictSame(await findStray(page, key), [], key)
        await close()
        await page.getByRole('dialog').waitFor({ state: 'detached' })
        await hasFocus(t, opener)
      }
    })
  },
)

t.test(
  'the dialog that cancels starts on the harmless button, which gives the focus back (A2)',
  async (t) => {
    await visit(t, site, { client }, async (page) => {
      await page.goto(`/paiements/${id}`)
      const opener = link(page, 'Annuler')
      await opener.press('Enter')
      await hasFocus(t, button(page, 'Ne pas annuler'))
      t.strictSame(await findStray(page, 'Tab'), [])
      await page.keyboard.press('Escape')
      await hasFocus(t, opener)
      await opener.press('Enter')
      await button(page, 'Ne pas annuler').press('Enter')
      await hasFocus(t, opener)
      t.equal(await page.locator('[data-status]').first().getAttribute('data-status'), 'pending')
    })
  },
)

t.test('a dialog stays open when the preview behind it comes late (A2)', async (t) => {
  await visit(t, site, { client }, async (page) => {
    await page.goto('/reglages')
    await page.locator('#trade_name').fill('Lampes')
    await link(page, 'Ajouter un logo').press('Enter')
    await page.getByText('Utiliser LAMPES').waitFor()
    t.equal(await page.getByRole('dialog').isVisible(), true)
    await page.keyboard.press('Escape')
    await hasFocus(t, link(page, 'Ajouter un logo'))
  })
})

/**
 * Where the focus goes outside the open dialog when a key is pressed thirty times. The browser's own controls do not
 * count.
 */
async function findStray(page: Page, key: string): Promise<string[]> {
  const stray = new Set<string>()
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press(key)
    stray.add(
      await page.evaluate<string>(`{
        const focused = document.activeElement
        focused === document.body || focused.closest('dialog[open]') ? '' : focused.outerHTML.slice(0, 80)
      }`),
    )
  }
  return [...stray].filter(Boolean)
}
