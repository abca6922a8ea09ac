/** Every page and state of the portal, and how one comes to it. */
import type { Page } from 'playwright-core'
import { paths } from '../../../src/web/paths.ts'
import { button, fillForm, link, openForm, textbox } from '../journeys/steps.ts'
import { withPointer } from '../person.ts'
import type { PortalState, Seen } from './portal-state.ts'

const details = {
  pending: 'En attente',
  paid: 'Payé',
  cancelled: 'Annulé',
  expired: 'Expiré',
  partially_refunded: 'Partiellement remboursé',
  refunded: 'Remboursé',
  paid_after_expired: 'Payé après expiration',
  paid_after_cancelled: 'Payé après annulation',
}

const filled = { amount: 'beaucoup', description: 'Suspension en verre soufflé'.repeat(4) }

export const portalStates: PortalState[] = [
  { name: 'signing in, with the demo account', as: 'nobody', show: ({ page }) => page.goto('/connexion') },
  {
    name: 'signing in, refused',
    as: 'nobody',
    async show({ page }) {
      await page.goto('/connexion')
      await button(page, 'Se connecter').click()
      await page.locator('#problem:focus').waitFor()
    },
  },
  { name: 'the list', show: ({ page }) => page.goto('/paiements') },
  {
    name: 'the next page of the list',
    async show({ page }) {
      await page.goto('/paiements')
      await link(page, 'Suivants').click()
      await link(page, 'Les plus récents').waitFor()
    },
  },
  { name: 'the form as a page', show: ({ page }) => page.goto('/paiements/nouveau') },
  {
    name: 'the form as a page, its options unfolded',
    async show({ page }) {
      await page.goto('/paiements/nouveau')
      await button(page, 'Plus d’options').click()
      await textbox(page, 'Votre référence').waitFor()
    },
  },
  { name: 'the form in its dialog', show: ({ page }) => openForm(withPointer(page)) },
  {
    name: 'the form in its dialog, by SMS, its options unfolded, refused',
    async show({ page }) {
      await openForm(withPointer(page))
      await fillForm(withPointer(page), { ...filled, phone: '12' })
      await button(page, 'Plus d’options').click()
      await textbox(page, 'Votre référence').fill('Carte 4242 4242 4242 4242')
      await page.getByLabel('Date d’expiration').fill('2020-01-01')
      await button(page, 'Envoyer').click()
      await page.locator('.problems:focus').waitFor()
    },
  },
  {
    name: 'a detail just made, to send from the merchant’s own mail client',
    async show({ page }) {
      await page.goto('/paiements/nouveau')
      const person = withPointer(page)
      await fillForm(person, {
        amount: '20000',
        email: 'direction@courriel.example',
        description: filled.description.slice(0, 80),
      })
      await button(page, 'Plus d’options').click()
      await page.getByLabel('Envoyer la demande de paiement depuis mon propre').check()
      await button(page, 'Envoyer').click()
      await page.getByText('La demande de paiement est créée.').waitFor()
      await page.getByText('QR code', { exact: true }).click()
    },
  },
  ...Object.entries(details).map(([label, words]) => ({
    name: `the detail of a request: ${words}`,
    async show({ page, idOf }: Seen) {
      await page.goto(`/paiements/${idOf(label)}`)
      await page.locator('#request').getByText(words, { exact: true }).first().waitFor()
    },
  })),
  {
    name: 'the page that cancels',
    show: ({ page, idOf }) => page.goto(`/paiements/${idOf('pending')}/annulation`),
  },
  {
    name: 'the dialog that cancels',
    async show({ page, idOf }) {
      await page.goto(`/paiements/${idOf('pending')}`)
      await link(page, 'Annuler').click()
      await page.getByRole('dialog', { name: 'Annuler cette demande ?' }).waitFor()
    },
  },
  {
    name: 'the detail of a request whose message came back, sent again and refused',
    async show({ page, idOf }) {
      await page.goto(`/paiements/${idOf('unreached')}`)
      const again = page.locator('#send-again')
      await textbox(page, 'E-mail').fill('lea@')
      await again.getByRole('button').click()
      await page.locator('.problems:focus').waitFor()
    },
  },
  { name: 'the requests to check', show: ({ page }) => page.goto(paths.requestsToCheck) },
  {
    name: 'the dialog that gives money back, refused',
    async show({ page, idOf }) {
      await page.goto(`/paiements/${idOf('paid')}`)
      await link(page, 'Rembourser').click()
      await textbox(page, 'Montant à rembourser').fill('beaucoup')
      await button(page, 'Rembourser').click()
      await page.locator('.problems:focus').waitFor()
    },
  },
  {
    name: 'the page that gives money back',
    show: ({ page, idOf }) => page.goto(`/paiements/${idOf('paid')}/remboursements`),
  },
  {
    name: 'the activity, its table unfolded',
    async show({ page }) {
      await page.goto(paths.activity)
      await page.getByText('Les montants jour par jour').first().click()
    },
  },
  {
    name: 'a customer’s data, their erasure refused',
    async show({ page }) {
      await page.goto(`${paths.customerData}?client=lea.martin@courriel.example`)
      await button(page, 'Effacer ce client').click()
      await page.locator('.problems:focus').waitFor()
    },
  },
  { name: 'the page of imports', show: ({ page }) => page.goto(paths.imports) },
  {
    name: 'an import refused, line by line',
    async show({ page }) {
      await chooseFile(page, ['beaucoup;lea@;fr;Facture;hier;', `10;0612;klingon;${'x'.repeat(90)};;`])
      await page.locator('.problems:focus').waitFor()
    },
  },
  {
    name: 'an import to confirm, with lines that are alike',
    async show({ page }) {
      const twins = [
        '10;lea.martin@courriel.example;fr;Facture;;',
        '10;lea.martin@courriel.example;fr;Facture;;',
      ]
      await chooseFile(page, [
        ...twins,
        `1 250,00;06 12 34 56 78;de;${'Suspension en verre soufflé'.repeat(2)};;F-118`,
      ])
      await button(page, 'Envoyer 3 demandes').waitFor()
    },
  },
  {
    name: 'an import on its way, then stopped',
    async show({ page }) {
      await chooseFile(
        page,
        Array.from({ length: 400 }, (_, n) => `10;import${n}@courriel.example;fr;Facture;;`),
      )
      await button(page, 'Envoyer 400 demandes').click()
      await button(page, 'Arrêter l’envoi du reste').click()
      await page.getByRole('heading', { name: 'L’import est arrêté' }).waitFor()
    },
  },
  { name: 'local messages', show: ({ page }) => page.goto('/messages-locaux') },
  { name: 'a page that is not there', expected: [404], show: ({ page }) => page.goto('/paiements/rien') },
]

/** Unsent, checked: with its header. */
async function chooseFile(page: Page, lines: string[]): Promise<void> {
  const text = ['montant;destinataire;langue;description;expiration;référence', ...lines].join('\r\n')
  await page.goto(paths.imports)
  await page
    .getByLabel('Fichier CSV')
    .setInputFiles({ name: 'demandes.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await button(page, 'Vérifier le fichier').click()
}
