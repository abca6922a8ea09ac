/** Real Chromium whose requests lose `Sec-Fetch-*`, as those of older browsers and WebViews never have them. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { catalogueOf } from '../../src/i18n/catalogues.ts'
import { paths } from '../../src/web/paths.ts'
import { addMerchant } from '../fixtures/app.ts'
import {
  askForFirst,
  changeSettings,
  importFile,
  invite,
  join,
  resetPassword,
  signIn,
  signUp,
} from '../fixtures/browser/journeys/newcomer.ts'
import { askFor, button, cards, link, payWith } from '../fixtures/browser/journeys/steps.ts'
import { loseFetchMetadata, openElsewhere, submitTo } from '../fixtures/browser/old-browser.ts'
import { withPointer } from '../fixtures/browser/person.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { stay, visit } from '../fixtures/browser/visit.ts'
import { createClient, signIn as signInAgain } from '../fixtures/client.ts'
import { addressOf, audienceOf, collectRoutes } from '../fixtures/security/routes.ts'

const { built: site, routes } = await collectRoutes(() => startSite(t))
const posted = loseFetchMetadata(site.world)
const client = createClient(site.world)
const words = catalogueOf('fr')

/** What a shop and its customers post in a first day. */
const ofTheDay = [
  paths.signUp,
  paths.confirmation,
  paths.signIn,
  paths.signOut,
  paths.forgottenPassword,
  paths.password,
  paths.requests,
  paths.invitations,
  paths.invitation,
  paths.settings,
  paths.imports,
  paths.importSending({ id: 'imp_…' }),
  paths.cancellation({ id: 'pay_…' }),
  paths.sendAgain({ id: 'pay_…' }),
  paths.refunds({ id: 'pay_…' }),
  paths.payment({ token: '…' }),
  paths.testBank({ id: 'cha_…' }),
]

for (const [way, javaScriptEnabled] of Object.entries({ with: true, without: false })) {
  const [email, guest] = [`claire-${way}@fleurs.example`, `paul-${way}@fleurs.example`]

  t.test(
    `${way} JavaScript, a browser without Sec-Fetch-Site does all that is done in a day (S66)`,
    async (t) => {
      posted.length = 0
      const { page, end } = await stay(site, { javaScriptEnabled })
      const person = withPointer(page)
      await page.goto(paths.signIn)
      await signUp(person, client, words, email)
      await signIn(person, words, email)
      await askForFirst(person, words)
      await cancelThis(page)
      await invite(person, words, guest)
      await changeSettings(person, words)
      await importFile(person, words, `fr-${way}`, javaScriptEnabled)
      await page.goto(await askFor(person, { email: `lea-${way}@courriel.example` }))
      await payWith(person, cards.challenged)
      await button(page, 'Confirmer le paiement').click()
      await page.locator('main[data-state=paid]').waitFor()
      await refundNewest(page, `lea-${way}@courriel.example`)
      await askFor(person, { email: `zoe-${way}@courriel.example` })
      await sendAgain(page)
      await page.locator('#who summary').click()
      await button(page, 'Se déconnecter').click()
      await resetPassword(person, client, words, email)
      await end(t)
      const other = await stay(site, { javaScriptEnabled })
      await join(withPointer(other.page), client, guest)
      await other.end(t)
      const seen = new Set(posted.map(({ path }) => path))
      t.strictSame(
        ofTheDay.filter((path) => !seen.has(path)),
        [],
      )
      t.strictSame([...new Set(posted.map(({ origin }) => origin))], [site.origin])
    },
  )
}

t.test('every form that a page of ours may have is let in (S66)', async (t) => {
  const { email } = await addMerchant(site.world)
  const session = await signInAgain(site.world, email)
  const posts = routes.filter((route) => route.method === 'POST' && audienceOf(route) !== 'provider')
  t.ok(posts.length > 40)
  const options = { client: session, expected: [400, 404, 415] }
  await visit(t, site, options, async (page) => {
    for (const route of posts) {
      await page.goto(paths.legal)
      const address = addressOf(route, { id: `pay_${'0'.repeat(22)}`, token: '0'.repeat(22) })
      t.not(await submitTo(page, address), 403, route.url)
    }
  })
})

t.test('a page of another site is refused, whatever it hides (S33, S66)', async (t) => {
  const elsewhere = await openElsewhere(t)
  const { email } = await addMerchant(site.world)
  const session = await signInAgain(site.world, email)
  const options = { client: session, elsewhere, expected: [403] }
  await visit(t, site, options, async (page) => {
    for (const policy of ['unsafe-url', 'same-origin', 'no-referrer']) {
      await page.goto(`${elsewhere}/${policy}`)
      t.equal(await submitTo(page, `${site.origin}${paths.signOut}`), 403, policy)
    }
    t.same(
      posted.slice(-3).map(({ origin }) => origin),
      [elsewhere, 'null', 'null'],
    )
    await page.goto(paths.requests)
    await link(page, 'Demander un Paiement').first().waitFor()
  })
})

async function cancelThis(page: Page): Promise<void> {
  await link(page, 'Annuler').click()
  await button(page, 'Annuler la demande').click()
  await page.getByText('La demande est annulée.').waitFor()
}

async function refundNewest(page: Page, recipient: string): Promise<void> {
  await page.goto(paths.requests)
  await page.getByRole('row').filter({ hasText: recipient }).getByRole('link').click()
  await link(page, 'Rembourser').click()
  await button(page, 'Rembourser').click()
  await page.locator('#state .status').getByText('Remboursé', { exact: true }).waitFor()
}

async function sendAgain(page: Page): Promise<void> {
  const again = page.locator('#send-again')
  await again.getByRole('heading').click()
  await again.getByRole('button').click()
  await page.locator('[data-notice=sent_again]').waitFor()
}
