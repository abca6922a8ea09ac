/** What a line of the operations shows, by the width of the screen. */
import t from 'tap'
import { paths } from '../../src/web/paths.ts'
import { addMerchant } from '../fixtures/app.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { visit } from '../fixtures/browser/visit.ts'
import { signIn } from '../fixtures/client.ts'
import { askForFees } from '../fixtures/payments/fees.ts'
import { stage } from '../fixtures/security/stage.ts'

const site = await startSite(t, { jobs: false })
const client = await signIn(site.world, (await addMerchant(site.world)).email)
await stage(site.world, client, 'paid')
await askForFees(site.world.deps)

const cells = { num: '249,00', fee: '3,74', net: '245,26', state: 'Encaissé', to: '@', when: ' à ' }

for (const width of [320, 390, 680, 768, 900, 1280])
  t.test(`on a screen of ${width} pixels each cell can be read, and says what it is`, async (t) => {
    const viewport = { width, height: 800 }
    await visit(t, site, { client, viewport }, async (page) => {
      await page.goto(paths.operations)
      for (const [name, said] of Object.entries(cells)) {
        const cell = page.locator(`tbody td.${name}`)
        const box = await cell.boundingBox()
        t.match((await cell.textContent())!.replace(/\s/g, ' '), said)
        t.ok(box!.width > 40 && box!.height > 10, `${name} is ${JSON.stringify(box)}`)
      }
      const spill = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      t.equal(spill, 0, 'nothing is wider than the screen')
      const named = await page.locator('tbody .net .named').isVisible()
      t.equal(named, width < 672, 'its name, where the head of the table is not shown')
    })
  })
