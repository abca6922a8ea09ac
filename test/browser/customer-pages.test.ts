import t from 'tap'
import { checkPage, collectHtml } from '../fixtures/browser/pages/check.ts'
import { customerStates } from '../fixtures/browser/pages/customer.ts'
import { askCustomer, publicPages, startCustomers } from '../fixtures/browser/pages/customer-tour.ts'
import { stay } from '../fixtures/browser/visit.ts'

const { site, client } = await startCustomers(t)
const { world } = site
const { page, end } = await stay(site, { reducedMotion: 'reduce' })
const checkHtml = collectHtml(page)

for (const language of ['fr', 'de'] as const) {
  for (const one of customerStates) {
    const { name, state, status, isLetter = false, show } = one
    t.test(
      `${name}, in ${language}: no violation in either scheme, at 320 and 1280 px; valid HTML (A1, A4)`,
      async (t) => {
        await show({ page, world, client, ...(await askCustomer(client, one, language)) })
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
