/** What a line of the list shows, and how it is searched, by the width of the screen. */
import { sql } from 'kysely'
import t from 'tap'
import { paths } from '../../src/web/paths.ts'
import { addMerchant } from '../fixtures/app.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { visit } from '../fixtures/browser/visit.ts'
import { createRequest, signIn } from '../fixtures/client.ts'

const site = await startSite(t, { jobs: false })
const client = await signIn(site.world, (await addMerchant(site.world)).email)
await createRequest(client)
await sql`update payment_requests set message_problem = 'bounced', send_at = now() + interval '1 year'`.execute(
  site.world.deps.db,
)

for (const width of [320, 390, 680, 768, 900, 1024, 1280])
  t.test(`on a screen of ${width} pixels the search is at hand, and each state is told whole`, async (t) => {
    await visit(t, site, { client, viewport: { width, height: 800 } }, async (page) => {
      await page.goto(paths.requests)
      const badges = page.locator('tbody .status')
      t.equal(await badges.count(), 2)
      const cell = (await page.locator('tbody .state').boundingBox())!
      for (const badge of await badges.all()) {
        const { x, width: wide } = (await badge.boundingBox())!
        t.ok(x + wide <= cell.x + cell.width, `${await badge.textContent()} ends in its cell`)
      }
      const planned = page.locator('tbody td.planned')
      t.match(await planned.textContent(), /\d{4}/)
      const [shown, whole] = await planned.evaluate((cell) => [cell.clientWidth, cell.scrollWidth])
      t.equal(whole, shown, 'the day of its sending is whole')
      for (const name of ['num', 'to']) t.ok(await page.locator(`tbody .${name}`).isVisible(), name)
      const icon = page.locator('.find > summary')
      if (await icon.isVisible()) await icon.click()
      await page.getByRole('searchbox', { name: 'Rechercher' }).fill('facture')
    })
  })
