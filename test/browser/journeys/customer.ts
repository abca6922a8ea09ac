/** From the link to the receipt. */
import { createRequest, permalinkOf } from '../../fixtures/client.ts'
import type { Journey, Trip } from './journey.ts'
import { button, cards, link, payWith, rowOf, seeItIsPaid, seeStatus, textbox } from './steps.ts'

/** The customer in front of a link of their own. */
async function openLink({ person, client, address }: Trip): Promise<string> {
  const id = await createRequest(client, { email: address })
  await person.page.goto(await permalinkOf(client, id))
  return id
}

export const customerJourneys: Journey[] = [
  {
    name: 'a customer whose card is declined reads why, loses nothing that may be kept, and pays with another',
    async take(trip) {
      const { t, person, address } = trip
      const { page } = person
      await openLink(trip)
      await payWith(person, cards.declined)
      const alert = page.getByRole('alert').filter({ hasText: 'Le paiement n’a pas abouti' })
      await alert.getByText('Aucun montant n’a été débité.').waitFor()
      t.equal(await alert.evaluate((one) => Object.is(one, one.ownerDocument.activeElement)), true)
      t.equal(await textbox(page, 'Nom sur la carte').inputValue(), 'Léa Martin')
      t.equal(await textbox(page, 'Expiration').inputValue(), '12/30')
      t.equal(await textbox(page, 'Numéro de carte').inputValue(), '')
      t.equal(await textbox(page, 'Code de sécurité').inputValue(), '')
      await payWith(person, cards.good)
      await seeItIsPaid(person)
      await seeStatus(person, address, 'Payé')
      await page.getByText('La banque du client a refusé la demande de paiement.').waitFor()
    },
  },
  {
    name: 'a customer confirms at the bank, and has paid',
    async take(trip) {
      const { person, address } = trip
      const { page, press } = person
      await openLink(trip)
      await payWith(person, cards.challenged)
      await page.getByRole('heading', { name: 'Confirmer un paiement' }).waitFor()
      await press(button(page, 'Confirmer le paiement'))
      await seeItIsPaid(person)
      await seeStatus(person, address, 'Payé')
    },
  },
  {
    name: 'a customer refuses at the bank, reads that nothing was taken, and pays with another card',
    async take(trip) {
      const { person } = trip
      const { page, press } = person
      await openLink(trip)
      await payWith(person, cards.challenged)
      await page.getByRole('heading', { name: 'Confirmer un paiement' }).waitFor()
      await press(button(page, 'Refuser'))
      const alert = page.getByRole('alert').filter({ hasText: 'La confirmation auprès de votre banque' })
      await alert.getByText('Aucun montant n’a été débité.').waitFor()
      await payWith(person, cards.good)
      await seeItIsPaid(person)
    },
  },
  {
    name: 'a customer who typed a card badly reads every error beside its field, and loses nothing that may be kept',
    async take(trip) {
      const { t, person } = trip
      const { page, press, fill } = person
      await openLink(trip)
      await fill(textbox(page, 'Expiration'), '12/20')
      await fill(textbox(page, 'Nom sur la carte'), 'Léa Martin')
      await press(button(page, /^Payer/))
      const alert = page.getByRole('alert').filter({ hasText: 'Votre paiement n’a pas été envoyé' })
      for (const [field, sentence] of [
        ['Numéro de carte', 'Saisissez le numéro de la carte, par exemple 4242 4242 4242 4242.'],
        ['Expiration', 'Cette carte a expiré. Utilisez une autre carte.'],
        ['Code de sécurité', 'Saisissez le code de sécurité, par exemple 123.'],
      ] as const) {
        await alert.getByRole('link', { name: sentence, exact: true }).waitFor()
        const described = page.getByRole('textbox', { name: field, description: sentence })
        t.equal(await described.getAttribute('aria-invalid'), 'true', field)
      }
      t.equal(await textbox(page, 'Expiration').inputValue(), '12/20')
      t.equal(await textbox(page, 'Nom sur la carte').inputValue(), 'Léa Martin')
      await press(link(page, 'Cette carte a expiré. Utilisez une autre carte.'))
      await page.locator('#card_expiry:focus').waitFor()
      await payWith(person, cards.good)
      await seeItIsPaid(person)
    },
  },
  {
    name: 'a customer whose payment is being confirmed reads so, and then that it is paid',
    async take(trip) {
      const { person, hasScripts } = trip
      const { page, press } = person
      await openLink(trip)
      await payWith(person, cards.lostAnswer)
      await page.getByRole('heading', { name: 'Votre paiement est en cours de confirmation' }).waitFor()
      if (!hasScripts) await press(button(page, 'Actualiser la page'))
      await seeItIsPaid(person)
    },
  },
  {
    name: 'a customer in doubt presses Payer twice, and pays once',
    async take(trip) {
      const { t, person, address, hasScripts } = trip
      const { page, fill, pressTwice, press } = person
      await openLink(trip)
      await payWith({ ...person, press: async () => {} }, cards.good)
      await fill(textbox(page, 'Nom sur la carte'), 'Léa Martin')
      await pressTwice(button(page, /^Payer/))
      // Of two answers a browser shows the second, which may come before the gateway's to the first.
      await page.locator('main:is([data-state=paid], [data-state=confirming])').waitFor()
      while (!hasScripts && (await button(page, 'Actualiser la page').isVisible()))
        await press(button(page, 'Actualiser la page'))
      await seeItIsPaid(person)
      await page.goto('/paiements')
      await press(rowOf(page, address).getByRole('link'))
      await page.getByText('Demande créée').waitFor()
      t.equal(await page.getByText('Paiement commencé').count(), 1)
    },
  },
  {
    name: 'a customer who has paid reads the receipt',
    async take(trip) {
      const { person } = trip
      const { page, press } = person
      const id = await openLink(trip)
      await payWith(person, cards.good)
      await press(link(page, 'Voir le reçu'))
      await page.getByRole('heading', { name: 'Reçu de paiement' }).waitFor()
      for (const shown of ['Atelier Lumière', 'Facture 2026-118, lampe Arc', 'F-118', id, '4242'])
        await page.getByRole('definition').filter({ hasText: shown }).first().waitFor()
      await press(link(page, 'Retour'))
      await seeItIsPaid(person)
    },
  },
]
