/** The request form: what is typed in it stays, what is wrong with it is said. */
import { addDays } from '../../../src/domain/formats.ts'
import { fr } from '../../../src/i18n/portal/fr/catalogue.ts'
import type { Journey, Trip } from './journey.ts'
import { type Asked, button, fillForm, openForm, send, textbox } from './steps.ts'

const { problems } = fr.requests

/** What is typed, and the errors it gets. Fields that are not named keep what the round before typed. */
const rounds: { typed: Asked; sentences: string[] }[] = [
  {
    typed: {},
    sentences: [problems.amount.empty, problems.email.empty, problems.description.empty],
  },
  {
    typed: { amount: '1,234', email: 'lea@', description: 'x'.repeat(81) },
    sentences: [problems.amount.ambiguous, problems.email.invalid, problems.description.too_long],
  },
  {
    typed: { amount: '0,98', phone: '12', description: 'Carte 4242 4242 4242 4242' },
    sentences: [problems.amount.too_small, problems.phone.invalid, problems.description.card_number],
  },
  {
    typed: { amount: '20 000,01', phone: '01 23 45 67 89' },
    sentences: [problems.amount.too_large, problems.phone.not_mobile, problems.description.card_number],
  },
  {
    typed: { amount: '49,90', phone: '+44 7400 123456', description: 'Lampe' },
    sentences: [problems.phone.country],
  },
]

export const formJourneys: Journey[] = [
  {
    name: 'a merchant reads every error of the form, finds all they typed, corrects it, and asks',
    async take(trip) {
      const { person, address } = trip
      await openForm(person)
      const kept: Asked = {}
      for (const { typed, sentences } of rounds) {
        Object.assign(kept, typed)
        await fillForm(person, typed)
        await person.press(button(person.page, 'Envoyer'))
        await seeProblems(trip, sentences)
        await seeTyped(trip, kept)
      }
      await fillForm(person, { email: address })
      await send(person)
    },
  },
  {
    name: 'a merchant unfolds the options, and finds all they typed, there and back',
    async take(trip) {
      const { t, person, address } = trip
      const { page, press, fill } = person
      const options = button(page, 'Plus d’options')
      await openForm(person)
      const typed = { amount: '12,5', email: address, language: 'Espagnol', description: 'Lampe « Arc »' }
      await fillForm(person, typed)
      await press(options)
      await fill(textbox(page, 'Votre référence'), 'F-118 & suite')
      await seeTyped(trip, typed)
      t.equal(await options.getAttribute('aria-expanded'), 'true')
      await press(options)
      await textbox(page, 'Votre référence').waitFor({ state: 'detached' })
      await press(options)
      await textbox(page, 'Votre référence').waitFor()
      t.equal(await textbox(page, 'Votre référence').inputValue(), 'F-118 & suite')
      await seeTyped(trip, typed)
      await send(person)
      await page.getByRole('definition').getByText('F-118 & suite', { exact: true }).waitFor()
    },
  },
  {
    name: 'a merchant who chose a day in the past reads which days there are',
    async take({ t, person, address }) {
      const { page, press } = person
      await openForm(person)
      await fillForm(person, { amount: '49', email: address, description: 'Lampe' })
      await press(button(page, 'Plus d’options'))
      const day = page.getByLabel('Date d’expiration')
      const yesterday = addDays(new Date().toISOString().slice(0, 10), -1)
      await day.fill(yesterday)
      await press(button(page, 'Envoyer'))
      await page.getByRole('link', { name: /^Cette date est passée. Choisissez un jour du/ }).waitFor()
      t.equal(await day.inputValue(), yesterday)
      await day.fill(addDays(yesterday, 2))
      await send(person)
    },
  },
]

/** In the summary, which has the focus, and beside the field. */
async function seeProblems({ t, person: { page } }: Trip, sentences: string[]): Promise<void> {
  const summary = page.locator('.problems:focus')
  for (const sentence of sentences) {
    await summary.getByRole('link', { name: sentence, exact: true }).waitFor()
    const described = page
      .getByRole('textbox', { description: sentence })
      .or(page.getByRole('combobox', { description: sentence }))
    t.equal(await described.count(), 1, sentence)
  }
  t.equal(await summary.getByRole('link').count(), sentences.length)
}

async function seeTyped({ t, person: { page } }: Trip, typed: Asked): Promise<void> {
  const { amount, email, phone, description, language } = typed
  for (const [id, value] of Object.entries({ amount, email, phone, description })) {
    if (value !== undefined) t.equal(await page.locator(`#${id}`).inputValue(), value, id)
  }
  if (language) t.equal(await page.locator('#language option:checked').textContent(), language)
}
