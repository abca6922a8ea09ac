import t from 'tap'
import { paths } from '../../src/web/paths.ts'
import { addMerchant } from '../fixtures/app.ts'
import { askFor, button, rowOf, seeItIsPaid, seeStatus } from '../fixtures/browser/journeys/steps.ts'
import { type Person, withPointer } from '../fixtures/browser/person.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { stay } from '../fixtures/browser/visit.ts'
import { signIn } from '../fixtures/client.ts'
import { startStripe } from '../fixtures/providers/stripe/server.ts'

const stripe = await startStripe(t)
const site = await startSite(t, { jobs: false, env: { STRIPE_API_BASE: stripe.base } })
const merchant = await addMerchant(site.world)
const client = await signIn(site.world, merchant.email)
stripe.deliver = async ({ payload, headers }) => {
  const url = paths.gatewayWebhook('stripe', merchant)
  return (await site.world.app.inject({ method: 'POST', url, headers, payload })).statusCode
}

async function saveKeys({ page, press, fill }: Person): Promise<void> {
  await page.goto(paths.gatewayKeys('stripe'))
  const section = page.getByRole('region', { name: 'Mode test' })
  await fill(section.getByLabel('Clé secrète ou clé restreinte'), stripe.account.secretKey)
  await fill(section.getByLabel('Secret du webhook'), stripe.webhookSecret)
  await press(button(page, 'Enregistrer pour le mode test'))
  await page.locator('[data-notice=saved]').waitFor()
}

for (const [way, javaScriptEnabled] of Object.entries({ with: true, without: false })) {
  t.test(
    `${way} JavaScript, keys are saved, a customer pays at Stripe’s, and both sides say so (A3)`,
    async (t) => {
      const { page, end } = await stay(site, { client, javaScriptEnabled, elsewhere: stripe.base })
      const person = withPointer(page)
      const email = `client-${way}@courriel.example`
      await saveKeys(person)
      await page.goto(await askFor(person, { email }))
      await person.press(button(page, /^Payer/))
      await page.waitForURL(`${stripe.base}/c/pay/**`)
      await person.press(button(page, 'Pay'))
      await page.waitForURL(`${site.origin}/p/*?retour=paiement`)
      await seeItIsPaid(person)
      await seeStatus(person, email, 'Payé')
      await end(t)
    },
  )
}

t.test('Refunded at Stripe, contested, answered, lost: the merchant sees each as it happens', async (t) => {
  const { page, end } = await stay(site, { client, elsewhere: stripe.base })
  const person = withPointer(page)
  const label = (words: string) => page.locator('#state .status').getByText(words, { exact: true }).waitFor()
  await page.goto(await askFor(person, { email: 'contestataire@courriel.example' }))
  await person.press(button(page, /^Payer/))
  await page.waitForURL(`${stripe.base}/c/pay/**`)
  const session = new URL(page.url()).pathname.split('/').at(-1)!
  await person.press(button(page, 'Pay'))
  await page.waitForURL(`${site.origin}/p/*?retour=paiement`)
  await page.goto(paths.requests)
  await person.press(rowOf(page, 'contestataire@courriel.example').getByRole('link'))
  await label('Payé')
  await stripe.books.refundElsewhere(session, { amount: 4900 })
  await label('Partiellement remboursé')
  await page.getByText('Remboursé depuis Stripe').waitFor()
  const dispute = await stripe.books.dispute(session, { amount: 20_000 })
  await label('Contesté')
  await page.getByRole('heading', { name: 'Paiement contesté' }).waitFor()
  t.match(
    await page.getByRole('link', { name: 'Répondre sur Stripe' }).getAttribute('href'),
    `https://dashboard.stripe.com/test/disputes/${dispute.id}`,
  )
  t.equal(await page.getByRole('link', { name: 'Rembourser' }).count(), 0)
  await stripe.books.changeDispute(dispute, 'under_review')
  await page.reload()
  await page.getByText('Aucune réponse n’est attendue de vous pour le moment.').waitFor()
  await stripe.books.changeDispute(dispute, 'lost')
  await label('Contestation perdue')
  await end(t)
})
