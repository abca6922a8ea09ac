/** What merchants and customers do on the pages, in their words. */
import type { FrameLocator, Locator, Page } from 'playwright-core'
import { eventually } from '../../fixtures/app.ts'
import type { Client } from '../../fixtures/client.ts'
import type { Person } from '../person.ts'

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
export const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name, exact: true })
/** A field to type in, whether it suggests something or not. */
export const textbox = (page: Page, name: string) =>
  page.getByRole('textbox', { name, exact: true }).or(page.getByRole('combobox', { name, exact: true }))

/** The request as everybody calls it: its one row in the list. */
export const rowOf = (page: Page, recipient: string) => page.getByRole('row').filter({ hasText: recipient })

export async function openForm({ page, press }: Person): Promise<void> {
  await page.goto('/paiements')
  await press(link(page, 'Demander un paiement').first())
  await page.getByRole('heading', { name: 'Envoyer une demande de paiement' }).waitFor()
}

export interface Asked {
  amount?: string
  email?: string
  phone?: string
  description?: string
  language?: string
}

/** In the order of the form. */
export async function fillForm({ page, press, fill, choose }: Person, asked: Asked): Promise<void> {
  if (asked.amount !== undefined) await fill(textbox(page, 'Montant'), asked.amount)
  if (asked.email !== undefined) {
    await press(page.getByRole('radio', { name: 'E-mail' }))
    await fill(textbox(page, 'E-mail'), asked.email)
  }
  if (asked.phone !== undefined) {
    await press(page.getByRole('radio', { name: 'Numéro de mobile' }))
    await fill(textbox(page, 'Numéro de téléphone'), asked.phone)
  }
  if (asked.language !== undefined) await choose(page.getByLabel('Langue'), asked.language)
  if (asked.description !== undefined) await fill(textbox(page, 'Description'), asked.description)
}

export async function send({ page, press }: Person): Promise<void> {
  await press(button(page, 'Envoyer'))
  await page.getByText('La demande de paiement est créée.').waitFor()
}

export async function askFor(person: Person, asked: Asked): Promise<string> {
  await openForm(person)
  await fillForm(person, { amount: '249,00', description: 'Facture 2026-118', ...asked })
  await send(person)
  return permalinkOn(person.page)
}

export function permalinkOn(page: Page): Promise<string> {
  return page.getByLabel('Permalien', { exact: true }).inputValue()
}

export interface LocalMessage {
  to: string
  channel: string
  text: string
  html: string | null
}

export async function messagesTo(client: Client, recipient: string): Promise<LocalMessage[]> {
  const { body } = await client.get('/messages-locaux.json')
  return (JSON.parse(body) as LocalMessage[]).filter(({ to }) => to === recipient)
}

/** Messages leave after the answer to whoever asked for them. */
export async function waitForMessage(client: Client, recipient: string): Promise<LocalMessage> {
  return eventually(async () => (await messagesTo(client, recipient))[0])
}

/** Opens the e-mail's link, in a tab of its own as mail clients do. */
export async function follow(person: Person, control: Locator, frame: FrameLocator): Promise<Person> {
  const tab = person.page.context().waitForEvent('page')
  await person.press(control, frame)
  const page = await tab
  await page.waitForLoadState()
  return person.on(page)
}

export const cards = {
  good: '4242 4242 4242 4242',
  challenged: '4000 0025 0000 3155',
  declined: '4000 0000 0000 0002',
  lostAnswer: '4000 0000 0000 0259',
}

export async function payWith({ page, press, fill }: Person, number: string): Promise<void> {
  await fill(textbox(page, 'Numéro de carte'), number)
  await fill(textbox(page, 'Expiration'), '12/30')
  await fill(textbox(page, 'Code de sécurité'), '123')
  await fill(textbox(page, 'Nom sur la carte'), 'Léa Martin')
  await press(button(page, /^Payer/))
}

export async function seeItIsPaid({ page }: Person): Promise<void> {
  await page.locator('main[data-state=paid]').waitFor()
  await page.getByRole('heading', { name: 'Payé à Atelier Lumière' }).waitFor()
  await page.getByText('Acquitté').waitFor()
}

/** In the list, and on the detail that the row opens. */
export async function seeStatus(person: Person, recipient: string, status: string): Promise<void> {
  const { page, press } = person
  await page.goto('/paiements')
  await rowOf(page, recipient).getByText(status, { exact: true }).waitFor()
  await press(rowOf(page, recipient).getByRole('link'))
  await page.locator('#request').getByText(status, { exact: true }).first().waitFor()
}
