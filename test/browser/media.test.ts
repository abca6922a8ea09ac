/** Pages follow the preferences that people set in their browser. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { addMerchant } from '../fixtures/app.ts'
import { cards } from '../fixtures/browser/journeys/steps.ts'
import { keepUnknown, makeLinkTriedWith } from '../fixtures/browser/pages/links.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { visit } from '../fixtures/browser/visit.ts'
import { createRequest, permalinkOf, signIn } from '../fixtures/client.ts'

const site = await startSite(t, { jobs: false })
const merchant = await addMerchant(site.world)
const client = await signIn(site.world, merchant.email)
const id = await createRequest(client)
const payable = await permalinkOf(client, id)
const paid = await makeLinkTriedWith(client, cards.good)
const confirming = await makeLinkTriedWith(client, cards.lostAnswer)
const pages = ['/paiements/nouveau', `/paiements/${id}`, payable, paid, confirming, '/mentions-legales']

const movers = `[...document.querySelectorAll('*')].filter((one) => {
  const { animationName, transitionDuration } = getComputedStyle(one)
  return animationName !== 'none' || /[1-9]/.test(transitionDuration)
}).map((one) => one.outerHTML.slice(0, 80))`

t.test('nothing moves for those who asked for less motion (A6)', async (t) => {
  await visit(t, site, { client, reducedMotion: 'reduce' }, async (page) => {
    await keepUnknown(page)
    for (const path of pages) {
      await page.goto(path)
      t.strictSame(await page.evaluate(movers), [], path)
    }
  })
  await visit(t, site, { client, reducedMotion: 'no-preference' }, async (page) => {
    await page.goto(paid)
    t.not((await page.evaluate<string[]>(movers)).length, 0, 'for others the stamp is pressed')
  })
})

t.test('pages are dark for those who prefer it (A6)', async (t) => {
  await visit(t, site, { client }, async (page) => {
    await keepUnknown(page)
    for (const path of pages) {
      await page.goto(path)
      const [light, dark] = [await lightnessIn(page, 'light'), await lightnessIn(page, 'dark')]
      t.ok(light > 200 && dark < 60, `${path}: ${light}, ${dark}`)
    }
  })
})

async function lightnessIn(page: Page, colorScheme: 'light' | 'dark'): Promise<number> {
  await page.emulateMedia({ colorScheme })
  return page.evaluate<number>(
    `Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number))`,
  )
}

t.test('with forced colours every control has an edge, and what is chosen shows (A6)', async (t) => {
  await visit(t, site, { client, forcedColors: 'active' }, async (page) => {
    await keepUnknown(page)
    for (const path of pages) {
      await page.goto(path)
      const flat = await page.evaluate<
        string[]
      >(`[...document.querySelectorAll('.btn, input, select, textarea')]
        .filter((one) => one.checkVisibility() && !one.closest('.vh, .with-unit') && !['hidden', 'radio', 'checkbox'].includes(one.type))
        .filter((one) => parseFloat(getComputedStyle(one).borderTopWidth) < 1)
        .map((one) => one.outerHTML.slice(0, 80))`)
      t.strictSame(flat, [], path)
    }
    await page.goto('/paiements/nouveau')
    const outlines = await page.evaluate<string[]>(
      `[...document.querySelectorAll('.choice label')].map((one) => getComputedStyle(one).outlineStyle)`,
    )
    t.strictSame(outlines, ['solid', 'none'], 'the channel chosen')
  })
})

t.test('a receipt prints on one sheet, without menus, links of the site or buttons (A6)', async (t) => {
  await visit(t, site, {}, async (page) => {
    await page.goto(`${paid}/recu`)
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    for (const shown of ['Acquitté', 'Atelier Lumière', 'F-118', '249,00'])
      t.equal(await page.getByText(shown).first().isVisible(), true, shown)
    for (const gone of ['nav', 'footer', 'button', '.btn', '.actions'])
      for (const one of await page.locator(gone).all()) t.equal(await one.isVisible(), false, gone)
    const [ink, paper] = await page.evaluate<string[]>(
      '[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]',
    )
    t.strictSame([ink, paper], ['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
    const pdf = await page.pdf({ format: 'A4' })
    t.equal(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length, 1)
  })
})
