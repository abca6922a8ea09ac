/** What the journeys by keyboard rely on: where the focus is put, and where it returns to. */
import type { Locator, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { addMerchant } from '../fixtures/app.ts'
import { button, link } from '../fixtures/browser/journeys/steps.ts'
import { findUnseenFocus } from '../fixtures/browser/person.ts'
import { visit } from '../fixtures/browser/visit.ts'
import { startSite } from '../fixtures/browser.ts'
import { createRequest, permalinkOf, signIn } from '../fixtures/client.ts'

const site = await startSite(t, { jobs: false })
const merchant = await addMerchant(site.world)
const client = await signIn(site.world, merchant.email)
const id = await createRequest(client)
const path = await permalinkOf(client, id)

t.test('the first Tab shows a link to the content, which skips the menu (A2)', async (t) => {
  await visit(t, site, { client }, async (page) => {
    await page.goto('/paiements')
    await page.keyboard.press('Tab')
    await hasFocus(t, link(page, 'Aller au contenu'))
    t.equal(await link(page, 'Aller au contenu').isVisible(), true)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    t.equal(await page.locator('#page :focus').count(), 1, 'what has the focus now is of the content')
  })
})

t.test(
  'the form’s dialog takes the focus, keeps it, and gives it back when Esc or its cross closes it (A2)',
  async (t) => {
    await visit(t, site, { client }, async (page) => {
      await page.goto('/paiements')
      const opener = link(page, 'Demander un paiement')
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

for (const javaScriptEnabled of [true, false]) {
  const way = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript'

  t.test(
    `${way} a refused form has the focus on its errors, each a link to its field (A2, L11)`,
    async (t) => {
      await visit(t, site, { client, javaScriptEnabled }, async (page) => {
        await page.goto('/paiements/nouveau')
        await page.locator('#description').press('Enter')
        await hasFocus(t, page.locator('.problems'))
        t.strictSame(await findUnseenFocus(page, 1), [])
        await followEach(t, page, ['amount', 'email', 'description'])
      })
    },
  )

  t.test(
    `${way} a refused card has the focus on its errors, each a link to its field (A2, L11)`,
    async (t) => {
      await visit(t, site, { javaScriptEnabled }, async (page) => {
        await page.goto(path)
        await page.locator('#card_name').press('Enter')
        await hasFocus(t, page.locator('[role=alert]'))
        t.strictSame(await findUnseenFocus(page), [])
        await followEach(t, page, ['card_number', 'card_expiry', 'card_csc', 'card_name'])
      })
    },
  )
}

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

t.test('the menu of businesses closes behind whoever leaves it, and with Esc (A2)', async (t) => {
  await visit(t, site, { client }, async (page) => {
    await page.goto('/paiements')
    const [opener, other] = [page.locator('.who summary'), link(page, 'Ouvrir une autre entreprise')]
    await opener.press('Enter')
    await page.keyboard.press('Tab')
    await hasFocus(t, other)
    await page.keyboard.press('Escape')
    await hasFocus(t, opener)
    t.equal(await other.isVisible(), false)
    await opener.press('Enter')
    for (const _ of ['to the menu', 'past it']) await page.keyboard.press('Tab')
    await hasFocus(t, link(page, 'Mon compte'))
    t.equal(await other.isVisible(), false)
  })
})

t.test('what has been done takes the focus, so that it is read aloud (A2)', async (t) => {
  await visit(t, site, { client }, async (page) => {
    await page.goto(`/paiements/${await createRequest(client, { email: 'annulee@courriel.example' })}`)
    await page.evaluate("document.querySelector('#announcer').textContent = 'Payé'")
    await link(page, 'Annuler').press('Enter')
    await button(page, 'Annuler la demande').press('Enter')
    await hasFocus(t, page.locator('[data-notice=cancelled]'))
    t.equal(await page.locator('#announcer').textContent(), '', 'what was said before is not of this page')
    t.strictSame(await findUnseenFocus(page, 1), [])
  })
})

t.test('Tab goes down the pay page in the order in which it is read (A2)', async (t) => {
  await visit(t, site, {}, async (page) => {
    await page.goto(path)
    const stops: string[] = []
    for (let last = ''; last !== 'Accessibilité'; stops.push(last)) {
      await page.keyboard.press('Tab')
      last = await page.evaluate<string>(
        'document.activeElement.id || document.activeElement.textContent.trim()',
      )
    }
    const bill = ['contact@atelier.example', '06 39 98 01 02']
    const form = [
      'Cartes de test',
      'card_number',
      'card_expiry',
      'card_csc',
      'card_name',
      'Payer 249,00\u00A0€',
    ]
    const about = ['Signaler cette demande', 'Mentions légales', 'Confidentialité', 'Accessibilité']
    t.strictSame(stops, [...bill, ...form, ...about])
  })
})

async function hasFocus(t: Test, control: Locator): Promise<void> {
  await control.and(control.page().locator(':focus')).waitFor()
  t.pass(`${control} has the focus`)
}

async function followEach(t: Test, page: Page, fields: string[]): Promise<void> {
  for (const field of fields) {
    await page.locator(`[role=alert] a[href='#${field}']`).press('Enter')
    await hasFocus(t, page.locator(`#${field}`))
  }
}

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
