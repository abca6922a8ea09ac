/** How much a phone asks of people: a request in five taps from the home screen, a payment in three from the message. */
import type { Locator, Page } from 'playwright-core'
import t from 'tap'
import { paths } from '../../src/web/paths.ts'
import { addMerchant } from '../fixtures/app.ts'
import { button, cards, messagesTo, waitForMessage } from '../fixtures/browser/journeys/steps.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { visit } from '../fixtures/browser/visit.ts'
import { signIn } from '../fixtures/client.ts'

const site = await startSite(t)
const client = await signIn(site.world, (await addMerchant(site.world)).email)
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const recipient = '+33612345678'

/** A thumb, and the keyboard of a phone: what has the focus is typed in, and its key "next" goes on. */
function thumbOn(page: Page) {
  const used = { taps: 0, fields: 0 }
  return {
    used,
    open: (path: string) => {
      used.taps += 1
      return page.goto(path)
    },
    tap: (control: Locator) => {
      used.taps += 1
      return control.tap()
    },
    type: async (text: string) => {
      used.fields += 1
      await page.keyboard.type(text)
    },
    next: () => page.keyboard.press('Tab'),
  }
}

t.test('a payment is asked for by SMS in at most five taps, from the icon of the home screen', async (t) => {
  const { start_url: start } = JSON.parse((await client.get(paths.manifest)).body)
  await visit(t, site, { client, ...phone }, async (page) => {
    const { used, open, tap, type, next } = thumbOn(page)
    await open(start)
    await tap(page.getByRole('link', { name: 'Demander un Paiement' }).first())
    await page.locator('#amount:focus').waitFor()
    await type('249')
    await tap(page.getByText('Numéro de mobile'))
    await tap(page.locator('#phone'))
    await type('06 12 34 56 78')
    await next()
    await next()
    await type('Lampe Arc')
    await tap(button(page, 'Envoyer'))
    await page.getByText(/^Demande de 249,00\s€ envoyée à/).waitFor()
    t.ok(used.taps <= 5, `${used.taps} taps`)
  })
  t.match((await waitForMessage(client, recipient)).text, /249,00\s€/)
})

t.test('a customer pays in at most three taps and four fields, from the message', async (t) => {
  const [message] = await messagesTo(client, recipient)
  const link = new URL(/http\S+/.exec(message!.text)![0]).pathname
  await visit(t, site, phone, async (page) => {
    const { used, open, tap, type, next } = thumbOn(page)
    await open(link)
    await tap(page.locator('#card_number'))
    for (const [place, text] of [cards.good, '1230', '123', 'Léa Martin'].entries()) {
      if (place > 0) await next()
      await type(text)
    }
    await tap(button(page, /^Payer/))
    await page.locator('main[data-state=paid]').waitFor()
    t.ok(used.taps <= 3, `${used.taps} taps`)
    t.ok(used.fields <= 4, `${used.fields} fields`)
  })
})
