/** From asking to being paid. */
import type { Journey } from './journey.ts'
import {
  askFor,
  button,
  cards,
  fillForm,
  follow,
  link,
  messagesTo,
  openForm,
  payWith,
  permalinkOn,
  rowOf,
  seeItIsPaid,
  seeStatus,
  send,
  textbox,
  waitForMessage,
} from './steps.ts'

export const merchantJourneys: Journey[] = [
  {
    name: 'a merchant signs in and asks by e-mail, the customer pays from the e-mail, both read that it is paid',
    startsSignedOut: true,
    async take({ person, client, merchant, address }) {
      const { page, fill, press } = person
      await page.goto('/')
      await fill(textbox(page, 'Adresse e-mail'), merchant.email)
      await fill(page.getByLabel('Mot de passe'), 'une lampe de chevet 2026')
      await press(button(page, 'Se connecter'))
      await page.waitForURL('/paiements')
      await askFor(person, { email: address })
      await waitForMessage(client, address)
      await page.goto('/messages-locaux')
      const letter = page.getByRole('article').filter({ hasText: address }).frameLocator('iframe')
      const customer = await follow(person, letter.getByRole('link', { name: /^Payer/ }), letter)
      await payWith(customer, cards.good)
      await seeItIsPaid(customer)
      await seeStatus(person, address, 'Payé')
    },
  },
  {
    name: 'a merchant asks by SMS and the customer pays from the SMS',
    async take({ person, client, phone }) {
      const { page } = person
      await askFor(person, { phone })
      await waitForMessage(client, `+33${phone.replaceAll(' ', '').slice(1)}`)
      await page.goto('/messages-locaux')
      const bubble = page.getByRole('article').filter({ hasText: phone })
      await person.press(bubble.getByRole('link'))
      await payWith(person, cards.good)
      await seeItIsPaid(person)
      await seeStatus(person, phone, 'Payé')
    },
  },
  {
    name: 'a merchant sends from their own mail client, which is opened for them once and by no script without one',
    async take({ t, person, client, address, hasScripts }) {
      const { page, press } = person
      const opened: string[] = []
      page.on('request', (request) => {
        if (request.url().startsWith('mailto:')) opened.push(request.url())
      })
      await openForm(person)
      await fillForm(person, { amount: '249,00', email: address, description: 'Facture 2026-118' })
      await press(button(page, 'Plus d’options'))
      await press(page.getByLabel('Envoyer la demande de paiement depuis mon propre client e-mail'))
      await send(person)
      const href = await link(page, 'Ouvrir l’e-mail dans ma messagerie').getAttribute('href')
      const permalink = await permalinkOn(page)
      const body = `Cliquez sur le lien suivant pour accéder à la page de paiement sécurisée\r\n${permalink}`
      const mail = new URL(href!)
      t.equal(mail.pathname, address)
      t.strictSame(
        [...mail.searchParams],
        [
          ['subject', 'Demande de paiement'],
          ['body', body],
        ],
      )
      t.equal(await textbox(page, 'Objet').inputValue(), 'Demande de paiement')
      t.equal(await textbox(page, 'Message').inputValue(), body.replace('\r\n', '\n'))
      await page.reload()
      await link(page, 'Ouvrir l’e-mail dans ma messagerie').waitFor()
      t.strictSame(opened, hasScripts ? [href] : [])
      t.strictSame(await messagesTo(client, address), [])
      await page.goto(permalink)
      await button(page, /^Payer 249,00/).waitFor()
    },
  },
  {
    name: 'a merchant cancels, and the customer who opens the link reads that there is nothing to pay',
    async take({ person, address }) {
      const { page, press } = person
      const permalink = await askFor(person, { email: address })
      await press(link(page, 'Annuler'))
      await page.getByRole('heading', { name: 'Annuler cette demande ?' }).waitFor()
      await press(button(page, 'Annuler la demande'))
      await page.getByText('La demande est annulée.').waitFor()
      await seeStatus(person, address, 'Annulé')
      await page.goto(permalink)
      await page.getByRole('heading', { name: 'Cette demande de paiement a été annulée' }).waitFor()
      await page.getByText('Vous n’avez rien à payer.').waitFor()
    },
  },
  {
    name: 'a merchant copies the permalink',
    async take({ t, person, address, hasScripts }) {
      const { page, press } = person
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      const permalink = await askFor(person, { email: address })
      const field = page.getByLabel('Permalien', { exact: true })
      const copy = page.locator('[data-copy=permalink]')
      t.equal(await copy.isVisible(), hasScripts)
      if (hasScripts) {
        await press(copy)
        await page.getByRole('status').getByText('Copié').waitFor()
        t.equal(await page.evaluate('navigator.clipboard.readText()'), permalink)
      }
      await field.selectText()
      const selected = 'getSelection().toString()'
      t.equal(await page.evaluate(selected), permalink)
    },
  },
  {
    name: 'a merchant in doubt presses Envoyer twice, and asks once',
    async take({ t, person, client, address }) {
      const { page, pressTwice } = person
      await openForm(person)
      await fillForm(person, { amount: '249,00', email: address, description: 'Facture 2026-118' })
      await pressTwice(button(page, 'Envoyer'))
      await page.waitForURL(/\/paiements\/pay_\w{22}$/)
      await waitForMessage(client, address)
      await page.goto('/paiements')
      t.equal(await rowOf(page, address).count(), 1)
      t.equal((await messagesTo(client, address)).length, 1)
    },
  },
]
