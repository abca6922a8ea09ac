/** The merchant's own messages: a phone opens them, at a computer the text is copied. */
import t from 'tap'
import { addMerchant } from '../fixtures/app.ts'
import { button, fillForm } from '../fixtures/browser/journeys/steps.ts'
import { withPointer } from '../fixtures/browser/person.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { visit } from '../fixtures/browser/visit.ts'
import { signIn } from '../fixtures/client.ts'

const site = await startSite(t, { jobs: false })
const client = await signIn(site.world, (await addMerchant(site.world)).email)
const screens = { phone: { isMobile: true, hasTouch: true }, computer: {} }

for (const [machine, options] of Object.entries(screens))
  for (const javaScriptEnabled of [true, false])
    t.test(`on a ${machine}, ${javaScriptEnabled ? 'with' : 'without'} scripts (A3)`, async (t) => {
      await visit(t, site, { client, javaScriptEnabled, ...options }, async (page) => {
        const opened: string[] = []
        page.on('request', (request) => opened.push(new URL(request.url()).protocol))
        await page.goto('/paiements/nouveau')
        await fillForm(withPointer(page), { amount: '249', phone: '06 12 34 56 78', description: 'Lampe' })
        await button(page, 'Plus d’options').click()
        await page.getByLabel('depuis les messages de mon téléphone').check()
        await button(page, 'Envoyer').click()
        await page.locator('#own-text-body').waitFor()
        const isPhone = machine === 'phone'
        t.equal(await page.locator('#own-text').isVisible(), isPhone)
        t.equal(await page.getByText('Copiez ce message dans un SMS à').isVisible(), !isPhone)
        t.match(await page.locator('#own-text-body').inputValue(), /249,00 .*\/p\/\w{22}/)
        t.equal(opened.includes('sms:'), isPhone && javaScriptEnabled)
      })
    })
