/** The network goes away: what is said, what is kept, and that pressing again does nothing twice. */
import type { BrowserContext, Page, Route } from 'playwright-core'
import t from 'tap'
import { fr } from '../../src/i18n/portal/fr/catalogue.ts'
import { paths } from '../../src/web/paths.ts'
import { addMerchant } from '../fixtures/app.ts'
import { hasFocus } from '../fixtures/browser/focus.ts'
import { button, fillForm, link, openForm, rowOf, textbox } from '../fixtures/browser/journeys/steps.ts'
import { withPointer } from '../fixtures/browser/person.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { stay } from '../fixtures/browser/visit.ts'
import { signIn } from '../fixtures/client.ts'

const site = await startSite(t, { jobs: false })
const merchant = await addMerchant(site.world)
const client = await signIn(site.world, merchant.email)
const { lost, incident, slow, once, adrift, sending } = fr.portal.network
const isPost = (route: Route) => route.request().method() === 'POST'
const refused = 'Cette action n’est plus possible'

interface Trouble {
  begin(page: Page, context: BrowserContext): Promise<unknown>
  says: string
}

const onCreate = (act: (route: Route) => Promise<unknown>) => (page: Page) =>
  page.route('**/paiements', (route) => (isPost(route) ? act(route) : route.fallback()))

/** A page of ours that says this status, or of a proxy before us. */
const answer = (status: number, body: string) => (route: Route) =>
  route.fulfill({ status, contentType: 'text/html', body })

/** What goes wrong between the press and the answer, and what is said then. */
const troubles: Record<string, Trouble> = {
  'no network': { begin: (_page, context) => context.setOffline(true), says: `${lost} ${once}` },
  'a connection cut off': {
    begin: onCreate((route) => route.abort('connectionreset')),
    says: `${lost} ${once}`,
  },
  'an answer that is lost after the request was created': {
    begin: onCreate(async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    }),
    says: `${lost} ${once}`,
  },
  'an answer that never comes': {
    begin: async (page) => {
      await page.evaluate('htmx.config.defaultTimeout = 400')
      await onCreate(() => new Promise(() => {}))(page)
    },
    says: `${lost} ${once}`,
  },
  'an error of ours': {
    begin: onCreate(answer(500, '<article id="error"><h1>Incident</h1><p>Il vient de nous.</p></article>')),
    says: `${incident} ${once}`,
  },
  'a proxy that finds us closed': {
    begin: onCreate(answer(502, '<center>Bad Gateway</center>')),
    says: `${incident} ${once}`,
  },
  'a refusal that has no form': {
    begin: onCreate(answer(409, `<article id="error"><h1>${refused}</h1><p>Actualisez.</p></article>`)),
    says: `${refused}. Actualisez.`,
  },
}

for (const [name, { begin, says }] of Object.entries(troubles)) {
  t.test(
    `${name}: it is said beside the button, nothing is lost, and pressing again asks once`,
    async (t) => {
      const { page, context } = await stay(site, { client })
      const person = withPointer(page)
      const email = `${name.replaceAll(/\W/g, '-')}@courriel.example`
      await openForm(person)
      await fillForm(person, { amount: '249,00', email, description: 'Facture' })
      const key = await page.locator('[name=idempotency_key]').inputValue()
      await begin(page, context)
      const envoyer = button(page, 'Envoyer')
      await envoyer.click()
      await page.getByRole('dialog').getByRole('alert').getByText(says, { exact: true }).waitFor()
      await hasFocus(t, envoyer)
      t.equal(await textbox(page, 'E-mail').inputValue(), email)
      t.equal(await page.locator('[name=idempotency_key]').inputValue(), key)
      await context.setOffline(false)
      await page.unrouteAll()
      await page.evaluate('htmx.config.defaultTimeout = 60_000')
      await envoyer.click()
      await page.getByText(/^Demande de .+ (envoyée à .+|créée)\.$/).waitFor()
      await page.goto(paths.requests)
      t.equal(await rowOf(page, email).count(), 1)
      await context.close()
    },
  )
}

t.test('while it is on its way the button says so, a bar shows, and after a while it is said', async (t) => {
  const { page, context } = await stay(site, { client })
  await page.clock.install()
  const person = withPointer(page)
  await openForm(person)
  await fillForm(person, { amount: '249,00', email: 'lente@courriel.example', description: 'Facture' })
  const { promise, resolve } = Promise.withResolvers<void>()
  await onCreate(async (route) => {
    await promise
    await route.continue()
  })(page)
  await button(page, 'Envoyer').click()
  await button(page, sending).waitFor()
  t.equal(await page.locator('[data-on-its-way]').count(), 1)
  await page.clock.runFor(8100)
  await page.getByRole('status').getByText(`${slow} ${once}`, { exact: true }).waitFor()
  resolve()
  await page.getByText(/^Demande de .+ (envoyée à .+|créée)\.$/).waitFor()
  t.equal(await page.locator('[data-on-its-way], .network').count(), 0)
  await context.close()
})

t.test('a dialog that does not come, and a page that is no longer up to date, say so', async (t) => {
  const { page, context } = await stay(site, { client })
  await page.goto(paths.requests)
  const opener = link(page, 'Demander un Paiement').first()
  await context.setOffline(true)
  await opener.click()
  await page.getByRole('alert').getByText(`${lost} ${once}`, { exact: true }).waitFor()
  await page.evaluate(`document.getElementById('watch').dispatchEvent(new Event('look'))`)
  const foot = page.getByRole('status').getByText(adrift)
  await foot.waitFor()
  await context.setOffline(false)
  await opener.click()
  await page.getByRole('dialog').waitFor()
  t.equal(await page.locator('.network').count(), 0)
  await context.close()
})
