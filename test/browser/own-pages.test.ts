/** Changes that have a dialog have a page of their own as well: whoever opens one in another tab is led back. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { isoDay } from '../../src/domain/formats.ts'
import { newToken } from '../../src/domain/ids.ts'
import { paths } from '../../src/web/paths.ts'
import { addMerchant } from '../fixtures/app.ts'
import { button, textbox } from '../fixtures/browser/journeys/steps.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { visit } from '../fixtures/browser/visit.ts'
import { createClient, createRequest, goodCard, permalinkOf, signIn } from '../fixtures/client.ts'

const site = await startSite(t, { jobs: false })
const merchant = await addMerchant(site.world)
const client = await signIn(site.world, merchant.email)

/** To another customer each time: messages to one are limited. */
const askOne = () => createRequest(client, { email: `lea.${newToken()}@courriel.example` })

async function payOne(): Promise<string> {
  const id = await askOne()
  await createClient(site.world).post(`${await permalinkOf(client, id)}/paiement`, goodCard)
  return id
}

interface Change {
  path: (request: { id: string }) => string
  make?: () => Promise<string>
  fill?: (page: Page) => Promise<unknown>
  submit: string
  said: string
}

const inEightyDays = isoDay(new Date(Date.now() + 80 * 86_400_000))
const changes: Record<string, Change> = {
  'a refund': {
    path: paths.refunds,
    make: payOne,
    fill: (page) => textbox(page, 'Montant à rembourser').fill('49'),
    submit: 'Rembourser',
    said: 'Partiellement remboursé',
  },
  'a later date': {
    path: paths.extension,
    fill: (page) => page.locator('#expires_on').fill(inEightyDays),
    submit: 'Enregistrer',
    said: 'En attente',
  },
  'further payments': {
    path: paths.schedule,
    fill: (page) => page.locator('#amount_2').fill('100'),
    submit: 'Créer l’échéancier',
    said: 'Paiement 2',
  },
  'a cancellation': { path: paths.cancellation, submit: 'Annuler la demande', said: 'Annulé' },
  'another way to be paid': {
    path: paths.settlement,
    submit: 'Marquer comme réglée',
    said: 'Réglé autrement',
  },
}

for (const [name, { path, make = askOne, fill, submit, said }] of Object.entries(changes)) {
  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? 'with' : 'without'
    t.test(`${name} on its own page leads to the request, ${how} JavaScript (A3)`, async (t) => {
      const id = await make()
      await visit(t, site, { client, javaScriptEnabled }, async (page) => {
        await page.goto(path({ id }))
        await fill?.(page)
        await button(page, submit).click()
        await page.waitForURL(`**${paths.request({ id })}`)
        await page.locator('#request').getByText(said).first().waitFor()
      })
    })
  }
}
