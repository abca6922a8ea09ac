import t from 'tap'
import { drawDemoLogo } from '../../src/dev/demo-logo.ts'
import { addMerchant } from '../fixtures/app.ts'
import { checkPage, collectHtml } from '../fixtures/browser/pages/check.ts'
import { customerStates } from '../fixtures/browser/pages/customer.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { stay } from '../fixtures/browser/visit.ts'
import { createRequest, permalinkOf, signIn } from '../fixtures/client.ts'

const publicPages = {
  'legal notice': '/mentions-legales',
  'privacy notice': '/confidentialite',
  'accessibility statement': '/accessibilite',
  'page of an unknown link': '/p/0123456789abcdefghijkl',
}

// Without background jobs, so that an unknown payment stays unknown.
const site = await startSite(t, { jobs: false })
const { world } = site
const merchant = await addMerchant(world, 'Les Ébénistes réunis')
await world.deps.db
  .updateTable('merchants')
  .set({ accent: '#b4232a', postal_address: '8 rue des Tanneurs\n44000 Nantes', ...(await drawDemoLogo()) })
  .where('id', '=', merchant.id)
  .execute()
const client = await signIn(world, merchant.email)
// The widest content: one word of 80 letters, the largest amount.
const wide = {
  amount: '20000',
  description: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
}

const { page, end } = await stay(site, { reducedMotion: 'reduce' })
const checkHtml = collectHtml(page)

for (const language of ['fr', 'de']) {
  for (const [index, { name, state, status, isLetter = false, show }] of customerStates.entries()) {
    t.test(
      `${name}, in ${language}: no violation in either scheme, at 320 and 1280 px; valid HTML (A1, A4)`,
      async (t) => {
        const address = `client-${language}-${index}@courriel.example`
        const id = await createRequest(client, { ...wide, language, email: address })
        const path = await permalinkOf(client, id)
        await show({ page, world, client, id, path, address })
        if (state) t.equal(await page.locator('main').getAttribute('data-state'), state)
        t.equal(await page.locator('html').getAttribute('lang'), language)
        await checkPage(t, page, { isLetter })
        await checkHtml(t)
        await end(t, status ? [status] : [])
      },
    )
  }
}

for (const [name, path] of Object.entries(publicPages)) {
  t.test(`${name}: no violation in either scheme, at 320 and 1280 px; valid HTML (A1, A4)`, async (t) => {
    await page.goto(path)
    await checkPage(t, page)
    await checkHtml(t)
    await end(t, [404])
  })
}
