/** The slip on paper. */
import t from 'tap'
import { paths } from '../../src/web/paths.ts'
import { addMerchant } from '../fixtures/app.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { visit } from '../fixtures/browser/visit.ts'
import { createRequest, signIn } from '../fixtures/client.ts'

const site = await startSite(t, { jobs: false })
const client = await signIn(site.world, (await addMerchant(site.world)).email)

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with' : 'without'
  t.test(`a slip with the longest texts is one sheet of A6, ${how} JavaScript (A6)`, async (t) => {
    const id = await createRequest(client, {
      description: 'Rénovation '.repeat(7).trim(),
      amount: '19999,99',
    })
    await visit(t, site, { client, javaScriptEnabled }, async (page) => {
      await page.goto(paths.slip({ id }))
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
      const sizes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) =>
        [width, height].map(Math.round as never),
      )
      t.strictSame(sizes, [[298, 420]])
    })
  })
}
