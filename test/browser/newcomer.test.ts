/** The first hour of a new merchant, from opening the account to importing a file. */
import t from 'tap'
import { type Catalogue, catalogueOf } from '../../src/i18n/catalogues.ts'
import { en } from '../../src/i18n/portal/en/catalogue.ts'
import { fr } from '../../src/i18n/portal/fr/catalogue.ts'
import { paths } from '../../src/web/paths.ts'
import { eventually, password } from '../fixtures/app.ts'
import { button, link, textbox, waitForMessage } from '../fixtures/browser/journeys/steps.ts'
import { findProblems } from '../fixtures/browser/pages/check.ts'
import { type Person, withKeyboard, withPointer } from '../fixtures/browser/person.ts'
import { stay } from '../fixtures/browser/visit.ts'
import { startSite } from '../fixtures/browser.ts'
import { createClient, signIn as signInAgain } from '../fixtures/client.ts'
import { writeFile } from '../fixtures/imports/files.ts'

const site = await startSite(t)
const client = createClient(site.world)

const pagesInEnglish = [
  paths.requests,
  paths.newRequest,
  paths.imports,
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
    `${way}: an account opened, a first request, a colleague, other settings, a file imported`,
    async (t) => {
      const { page, end } = await stay(site, { javaScriptEnabled })
      const person = by(page)
      await page.goto(paths.signIn)
      if (lang === 'en') await person.press(button(page, 'English'))
      await signUp(person, words, email)
      await signIn(person, words, email)
      await askForFirst(person, words)
      await invite(person, words, guest)
      await changeSettings(person, words)
      await importFile(person, words, lang, javaScriptEnabled)
      t.same(person.unseen, [], 'A2: something shows each stop of the focus')
      await end(t)
      const other = await stay(site, { javaScriptEnabled })
      await join(by(other.page), guest)
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

async function signUp(person: Person, { accounts, signUp }: Catalogue, email: string): Promise<void> {
  const { page, press, fill } = person
  await page.getByRole('heading', { name: accounts.signIn.title }).waitFor()
  await press(link(page, signUp.title))
  await fill(textbox(page, signUp.name), 'Claire Dupont')
  await fill(textbox(page, signUp.tradeName), 'Fleurs & Cie')
  await press(button(page, signUp.submit))
  await seeRefused(person, [signUp.problems.email.empty])
  // What was typed before is still there.
  await fill(textbox(page, signUp.email), email)
  await fill(page.getByLabel(accounts.signIn.password), password)
  await press(button(page, signUp.submit))
  await page.getByRole('heading', { name: signUp.notices.signUpSent.title }).waitFor()
  await page.goto(await linkFor(email))
  await press(button(page, signUp.confirmation.submit))
  await page.getByText(accounts.signIn.done.confirmed).waitFor()
}

async function signIn({ page, press, fill }: Person, { accounts }: Catalogue, email: string): Promise<void> {
  await fill(textbox(page, accounts.signIn.email), email)
  await fill(page.getByLabel(accounts.signIn.password), password)
  await press(button(page, accounts.signIn.submit))
}

async function askForFirst(person: Person, { requests }: Catalogue): Promise<void> {
  const { page, press, fill } = person
  const { form } = requests
  await press(link(page, requests.empty.action))
  await fill(textbox(page, form.amount), '249')
  await press(button(page, form.submit))
  await seeRefused(person, [requests.problems.email.empty, requests.problems.description.empty])
  await fill(textbox(page, form.email), 'lea.martin@courriel.example')
  await fill(textbox(page, form.description), 'Bouquet')
  await press(button(page, form.submit))
  await page.locator('[data-notice=created]').waitFor()
}

async function invite(person: Person, { team }: Catalogue, guest: string): Promise<void> {
  const { page, press, fill } = person
  await press(link(page, team.title))
  await press(link(page, team.invite.action))
  await press(button(page, team.invite.submit))
  await seeRefused(person, [team.invite.problems.empty()])
  await fill(textbox(page, team.invite.email), guest)
  await press(page.getByRole('radio', { name: team.roles.manager }))
  await press(button(page, team.invite.submit))
  await page.locator('[data-notice=invited]:focus').waitFor()
}

async function changeSettings(person: Person, { merchants: { settings } }: Catalogue): Promise<void> {
  const { page, press, fill } = person
  await press(link(page, settings.title))
  await fill(textbox(page, settings.tradeName), '')
  await press(button(page, settings.submit))
  await seeRefused(person, [settings.problems.trade_name.empty])
  await fill(textbox(page, settings.tradeName), 'Fleurs et Cie')
  await press(button(page, settings.submit))
  await page.locator('[data-notice=saved]:focus').waitFor()
}

async function importFile(
  person: Person,
  { requests, imports }: Catalogue,
  of: string,
  hasScripts: boolean,
): Promise<void> {
  const { page, press } = person
  await press(link(page, requests.title))
  await press(link(page, imports.action))
  await press(button(page, imports.submit))
  await seeRefused(person, [imports.refused.missing])
  const file = { name: 'fleurs.csv', mimeType: 'text/csv', buffer: Buffer.from(writeFile(3, of)) }
  await page.locator('#file').setInputFiles(file)
  await press(button(page, imports.submit))
  await page.getByRole('heading', { name: imports.checked.title }).waitFor()
  if (hasScripts) await page.locator('#import-title:focus').waitFor()
  await press(button(page, imports.checked.submit(3)))
  const reload = link(page, imports.running.reload)
  const ended = page.getByRole('heading', { name: imports.ended.title.done })
  await eventually(async () => {
    if (await reload.isVisible()) await press(reload)
    return ended.isVisible()
  })
}

async function join({ page, press, fill }: Person, email: string): Promise<void> {
  const { accounts, signUp, team } = catalogueOf('fr')
  await page.goto(await linkFor(email))
  await fill(textbox(page, signUp.name), 'Paul Petit')
  await fill(page.getByLabel(accounts.signIn.password), password)
  await press(button(page, team.invitation.accept))
  await fill(textbox(page, accounts.signIn.email), email)
  await fill(page.getByLabel(accounts.signIn.password), password)
  await press(button(page, accounts.signIn.submit))
  await page.getByText(team.intro('Fleurs et Cie')).waitFor()
}

async function linkFor(email: string): Promise<string> {
  const { text } = await waitForMessage(client, email)
  return text.match(/^http\S+\?token=\w{22}$/m)![0]
}

/** The summary of errors has the focus. */
async function seeRefused({ page }: Person, sentences: string[]): Promise<void> {
  const summary = page.locator('.problems:focus')
  for (const sentence of sentences) await summary.getByRole('link', { name: sentence, exact: true }).waitFor()
}

/** All texts of a catalogue, at any depth, except functions. */
function textsOf(catalogue: object): string[] {
  return Object.values(catalogue).flatMap((one) => {
    if (typeof one === 'string') return [one]
    return typeof one === 'object' ? textsOf(one) : []
  })
}
