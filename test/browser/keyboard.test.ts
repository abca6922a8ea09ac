/** What the journeys by keyboard rely on: where the focus is put, and where it comes back. */

import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { addMerchant } from '../fixtures/app.ts'
import { hasFocus } from '../fixtures/browser/focus.ts'
import { button, link } from '../fixtures/browser/journeys/steps.ts'
import { findUnseenFocus } from '../fixtures/browser/person.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { visit } from '../fixtures/browser/visit.ts'
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

t.test('the menu of businesses closes behind whoever leaves it, and with Esc (A2)', async (t) => {
  await visit(t, site, { client }, async (page) => {
    await page.goto('/paiements')
    const [opener, other] = [page.locator('#who summary'), link(page, 'Ajouter une entreprise')]
    await opener.press('Enter')
    await page.keyboard.press('Tab')
    await hasFocus(t, other)
    await page.keyboard.press('Escape')
    await hasFocus(t, opener)
    t.equal(await other.isVisible(), false)
    await opener.press('Enter')
    for (const _ of ['to add one', 'messages', 'account', 'sign out', 'past the menu'])
      await page.keyboard.press('Tab')
    await hasFocus(t, link(page, 'Importer'))
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

async function followEach(t: Test, page: Page, fields: string[]): Promise<void> {
  for (const field of fields) {
    await page.locator(`[role=alert] a[href='#${field}']`).press('Enter')
    await hasFocus(t, page.locator(`#${field}`))
  }
}
