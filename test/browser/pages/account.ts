/** The pages of a merchant who has just come: nothing asked for yet, settings, keys, and mode réel without one. */
import { paths } from '../../../src/web/paths.ts'
import { button, link, textbox } from '../journeys/steps.ts'
import type { PortalState } from './portal-state.ts'

export const accountStates: PortalState[] = [
  { name: 'the empty list', show: ({ page }) => page.goto('/paiements') },
  { name: 'the empty activity', show: ({ page }) => page.goto(paths.activity) },
  { name: 'the settings', show: ({ page }) => page.goto(paths.settings) },
  {
    name: 'the settings, refused',
    async show({ page }) {
      await page.goto(paths.settings)
      await textbox(page, 'Nom commercial').fill('')
      await textbox(page, 'E-mail de contact').fill('personne')
      await button(page, 'Enregistrer').click()
      await page.locator('.problems:focus').waitFor()
    },
  },
  {
    name: 'the settings, saved',
    async show({ page }) {
      await page.goto(paths.settings)
      await textbox(page, 'Téléphone de contact').fill('01 23 45 67 89')
      await button(page, 'Enregistrer').click()
      await page.getByText('Les réglages sont enregistrés.').waitFor()
    },
  },
  {
    name: 'the settings, a colour that cannot be read, the preview of the SMS',
    async show({ page }) {
      await page.goto(paths.settings)
      await textbox(page, 'Couleur').fill('#FFD400')
      await button(page, 'Utiliser #856E00').waitFor()
      await button(page, 'SMS').click()
      await page.locator('.bubble').waitFor()
    },
  },
  {
    name: 'the settings, the preview of the e-mail',
    async show({ page }) {
      await page.goto(paths.settings)
      await button(page, 'E-mail').click()
      await page.frameLocator('iframe').getByText('249,00').first().waitFor()
    },
  },
  {
    name: 'the dialog that takes a logo, refused',
    async show({ page }) {
      await page.goto(paths.settings)
      await link(page, 'Ajouter un logo').click()
      const buffer = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')
      await page.locator('#file').setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer })
      await button(page, 'Enregistrer le logo').click()
      await page.locator('.problems:focus').waitFor()
    },
  },
  { name: 'the page that takes a logo', show: ({ page }) => page.goto(paths.settingsLogo) },
  { name: 'the keys', show: ({ page }) => page.goto(paths.stripeKeys) },
  {
    name: 'the keys, refused',
    async show({ page }) {
      await page.goto(paths.stripeKeys)
      await button(page, 'Enregistrer pour le mode réel').click()
      await page.locator('.problems:focus').waitFor()
    },
  },
  { name: 'the empty list in mode réel', as: 'live', show: ({ page }) => page.goto('/paiements') },
  {
    name: 'the dialog that asks for a key before mode réel',
    as: 'live',
    async show({ page }) {
      await page.goto('/paiements')
      await link(page, 'Demander un paiement').click()
      await page.getByRole('dialog').waitFor()
    },
  },
]
