/** The first hour of a new merchant, from opening the account to importing a file. */
import t from 'tap'
import { catalogueOf } from '../../src/i18n/catalogues.ts'
import { en } from '../../src/i18n/portal/en/catalogue.ts'
import { fr } from '../../src/i18n/portal/fr/catalogue.ts'
import { paths } from '../../src/web/paths.ts'
import {
  askForFirst,
  changeSettings,
  importFile,
  invite,
  join,
  signIn,
  signUp,
} from '../fixtures/browser/journeys/newcomer.ts'
import { button } from '../fixtures/browser/journeys/steps.ts'
import { findProblems } from '../fixtures/browser/pages/check.ts'
import { withKeyboard, withPointer } from '../fixtures/browser/person.ts'
import { startSite } from '../fixtures/browser/site.ts'
import { stay } from '../fixtures/browser/visit.ts'
import { createClient, signIn as signInAgain } from '../fixtures/client.ts'

const site = await startSite(t)
const client = createClient(site.world)

const pagesInEnglish = [
  paths.requests,
  paths.newRequest,
  paths.imports,
  paths.operations,
  paths.activity,
  paths.team,
  paths.newInvitation,
  paths.settings,
  paths.settingsLogo,
  paths.gatewayKeys('stripe'),
  paths.customerData,
  paths.closing,
  paths.newMerchant,
  paths.account,
  paths.changeEmail,
  paths.changePassword,
  paths.secondFactor,
]

/** `Français` stays, because it is the button that changes the language back. */
const said = new Set([...textsOf(en), 'Français'])
const onlyFrench = new Set(textsOf(fr).filter((text) => !said.has(text)))

const ways = [
  { way: 'by keyboard alone, in English (A2)', lang: 'en', by: withKeyboard, javaScriptEnabled: true },
  { way: 'without JavaScript, in French (A3)', lang: 'fr', by: withPointer, javaScriptEnabled: false },
] as const

for (const { way, lang, by, javaScriptEnabled } of ways) {
  const words = catalogueOf(lang)
  const [email, guest] = [`claire-${lang}@fleurs.example`, `paul-${lang}@fleurs.example`]

  t.test(
    `an account opened, a first request, a colleague, other settings, a file imported: ${way}`,
    async (t) => {
      const { page, end } = await stay(site, { javaScriptEnabled })
      const person = by(page)
      await page.goto(paths.signIn)
      if (lang === 'en') await person.press(button(page, 'English'))
      await signUp(person, client, words, email)
      await signIn(person, words, email)
      await askForFirst(person, words)
      await invite(person, words, guest)
      await changeSettings(person, words)
      await importFile(person, words, lang, javaScriptEnabled)
      t.same(person.unseen, [], 'A2: something shows each stop of the focus')
      await end(t)
      const other = await stay(site, { javaScriptEnabled })
      await join(by(other.page), client, guest)
      await other.end(t)
    },
  )
}

t.test(
  'the portal’s pages in English at 320 px: no violation, nothing too wide, no word of French (A1)',
  async (t) => {
    const client = await signInAgain(site.world, 'claire-en@fleurs.example')
    const view = { viewport: { width: 320, height: 900 }, reducedMotion: 'reduce' } as const
    const { page, end } = await stay(site, { client, ...view })
    for (const path of pagesInEnglish) {
      await page.goto(path)
      t.strictSame(await findProblems(page), [], path)
      // biome-ignore lint/performance/useDomNodeTextContent: only what is visible is read
      const lines = (await page.locator('body').innerText()).split('\n').map((line) => line.trim())
      t.strictSame(
        lines.filter((line) => onlyFrench.has(line)),
        [],
        path,
      )
    }
    await end(t)
  },
)

/** All texts of a catalogue, at any depth, except functions. */
function textsOf(catalogue: object): string[] {
  return Object.values(catalogue).flatMap((one) => {
    if (typeof one === 'string') return [one]
    return typeof one === 'object' ? textsOf(one) : []
  })
}
