/** E-mails as a mail client of today shows them: on a phone, in a window, in the dark, without pictures. */
import t from 'tap'
import { purposes } from '../../src/domain/words.ts'
import { findProblems } from '../fixtures/browser/pages/check.ts'
import { startBrowser } from '../fixtures/browser/site.ts'
import { letterhead } from '../fixtures/letterhead.ts'
import { email, toCustomer } from '../fixtures/messages/written.ts'

const browser = await startBrowser()
t.teardown(() => browser.close())

// The widest content: one word of 80 letters, the largest amount, the language of long words.
const wide = {
  amount_cents: 2_000_000,
  description: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  language: 'de',
  reader_language: 'fr',
  mode: 'test',
} as const

/** An e-mail is read inside another page, which has the landmarks. */
const rules = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'best-practice'] },
  rules: { 'landmark-one-main': { enabled: false }, region: { enabled: false } },
}

for (const purpose of purposes) {
  t.test(`the e-mail ${purpose} can be read from 320 to 700 px, light and dark (A1, A6)`, async (t) => {
    const page = await browser.newPage()
    await page.route('**/*', (route) => route.abort())
    await page.setContent(email(purpose, wide).html)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const width of [320, 390, 700]) {
        await page.setViewportSize({ width, height: 800 })
        t.strictSame(await findProblems(page, rules), [], `${colorScheme}, ${width} px`)
      }
      const paper = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
      const isDark = Math.max(...paper.match(/\d+/g)!.map(Number)) < 60
      t.equal(isDark, colorScheme === 'dark', paper)
    }
    await page.close()
  })
}

for (const purpose of toCustomer) {
  t.test(`the e-mail ${purpose} names the merchant where its logo is not shown`, async (t) => {
    const page = await browser.newPage()
    await page.route('**/*', (route) => route.abort())
    await page.setContent(email(purpose).html)
    const logo = page.getByRole('img', { name: letterhead.merchant_name })
    t.equal(await logo.isVisible(), true)
    await page.close()
  })
}
