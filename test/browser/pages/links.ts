/** Customers' links, in the state that a test is about. */
import type { Page } from 'playwright-core'
import { type Client, createRequest, goodCard, permalinkOf } from '../../fixtures/client.ts'

let made = 0

/** The path of a link that nobody has opened. */
export async function makeLink(client: Client): Promise<string> {
  made += 1
  return permalinkOf(client, await createRequest(client, { email: `lien-${made}@courriel.example` }))
}

/** … and of one on which this card was tried. */
export async function makeLinkTriedWith(client: Client, card_number: string): Promise<string> {
  const path = await makeLink(client)
  await client.post(`${path}/paiement`, { ...goodCard, card_number })
  return path
}

/** The page of a payment being confirmed asks by itself: here nobody knows yet. */
export async function keepUnknown(page: Page): Promise<void> {
  const body = '<main data-state="confirming"></main>'
  await page.route('**/verification', (route) => route.fulfill({ contentType: 'text/html', body }))
}
