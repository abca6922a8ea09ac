/** What Stripe refuses, and a Checkout domain of the account's own, as a merchant and a customer meet them. */
import https from 'node:https'
import t from 'tap'
import { paths } from '../../src/web/paths.ts'
import { addMerchant } from '../fixtures/app.ts'
import { button } from '../fixtures/browser/journeys/steps.ts'
import { withPointer } from '../fixtures/browser/person.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { stay } from '../fixtures/browser/visit.ts'
import { createRequest, permalinkOf, signIn } from '../fixtures/client.ts'
import { listen } from '../fixtures/listen.ts'
import { createIdentity } from '../fixtures/providers/certificate.ts'
import { Refusal } from '../fixtures/providers/stripe/refusal.ts'
import { startStripe } from '../fixtures/providers/stripe/server.ts'
import { giveKeys } from '../fixtures/providers/stripe/shop.ts'

const checkout = https.createServer(createIdentity(), (_req, res) => res.end('Checkout'))
const ownDomain = `https://localhost:${await listen(t, checkout)}`
const stripe = await startStripe(t)
const site = await startSite(t, { jobs: false, env: { STRIPE_API_BASE: stripe.base } })
const merchant = await addMerchant(site.world)
const client = await signIn(site.world, merchant.email)
await giveKeys(site.world, merchant, stripe.account.secretKey, stripe.webhookSecret)
stripe.deliver = async ({ payload, headers }) => {
  const url = paths.gatewayWebhook('stripe', merchant)
  return (await site.world.app.inject({ method: 'POST', url, headers, payload })).statusCode
}

for (const [way, javaScriptEnabled] of Object.entries({ with: true, without: false })) {
  t.test(`${way} JavaScript, a refused refund says why on the page of the payment (A3)`, async (t) => {
    const { page, end } = await stay(site, { client, javaScriptEnabled, elsewhere: stripe.base })
    const { press, fill } = withPointer(page)
    const id = await createRequest(client)
    await page.goto(await permalinkOf(client, id))
    await press(button(page, /^Payer/))
    await page.waitForURL(`${stripe.base}/c/pay/**`)
    await press(button(page, 'Pay'))
    await page.waitForURL(`${site.origin}/p/*?retour=paiement`)
    stripe.books.refundRefusal = new Refusal('No.', { code: 'balance_insufficient' })
    await page.goto(`/paiements/${id}`)
    await press(page.getByRole('link', { name: 'Rembourser', exact: true }))
    await fill(page.getByLabel('Montant à rembourser'), '20,00')
    await press(button(page, 'Rembourser'))
    await page.getByText('Le solde de votre compte Stripe ne suffit pas. Ajoutez-y des fonds').waitFor()
    await page.locator('[data-event=refund_failed]').waitFor()
    t.equal(await page.locator('dialog[open]').count(), 0)
    stripe.books.refundRefusal = undefined
    await end(t)
  })

  t.test(`${way} JavaScript, the customer is led to a domain of the account’s own (S8)`, async (t) => {
    const link = await permalinkOf(client, await createRequest(client))
    stripe.checkoutDomain = ownDomain
    const options = { javaScriptEnabled, elsewhere: ownDomain, ignoreHTTPSErrors: true }
    const { page, end } = await stay(site, options)
    await page.goto(link)
    await withPointer(page).press(button(page, /^Payer/))
    await page.waitForURL(`${ownDomain}/c/pay/**`)
    stripe.checkoutDomain = undefined
    await end(t)
  })
}
