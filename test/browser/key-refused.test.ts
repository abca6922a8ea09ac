import t from 'tap'
import { newToken } from '../../src/domain/ids.ts'
import { addMerchant } from '../fixtures/app.ts'
import { askFor, button } from '../fixtures/browser/journeys/steps.ts'
import { withPointer } from '../fixtures/browser/person.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { stay } from '../fixtures/browser/visit.ts'
import { signIn } from '../fixtures/client.ts'
import { startStripe } from '../fixtures/providers/stripe/server.ts'
import { giveKeys } from '../fixtures/providers/stripe/shop.ts'

const stripe = await startStripe(t)
const site = await startSite(t, { jobs: false, env: { STRIPE_API_BASE: stripe.base } })
const merchant = await addMerchant(site.world)
await giveKeys(site.world, merchant, stripe.account.secretKey, stripe.webhookSecret)
const client = await signIn(site.world, merchant.email)

t.test(
  'A key is rolled at Stripe: the customer and the merchant see it, until a new one is saved',
  async (t) => {
    const { page, end } = await stay(site, { client, elsewhere: stripe.base })
    const person = withPointer(page)
    const link = await askFor(person, { email: 'client@courriel.example' })
    stripe.account.secretKey = `sk_test_${newToken()}`
    await page.goto(link)
    await person.press(button(page, /^Payer/))
    await page.getByText('ne peut pas être payé en ligne pour le moment').waitFor()
    await page.goto('/paiements/nouveau')
    await page.getByText('cette demande ne pourra pas être payée').waitFor()
    await person.press(page.getByRole('link', { name: 'Remplacer la clé' }))
    await page.getByText('Stripe refuse cette clé depuis').waitFor()
    const section = page.getByRole('region', { name: 'Mode test' })
    await person.fill(section.getByLabel('Clé secrète ou clé restreinte'), stripe.account.secretKey)
    await person.press(button(page, 'Enregistrer pour le mode test'))
    await page.locator('[data-notice=saved]').waitFor()
    t.equal(await page.locator('[data-refused-key]').count(), 0)
    await page.goto(link)
    await person.press(button(page, /^Payer/))
    await page.waitForURL(`${stripe.base}/c/pay/**`)
    await end(t)
  },
)
