/** A later date under the same link. */
import { mostDays } from '../../../domain/request-lifecycle.ts'

export const extension = {
  action: { pending: 'Reporter la date', expired: 'Rouvrir la demande' },
  title: { pending: 'Laisser plus de temps pour payer', expired: 'Rouvrir cette demande' },
  text: (amount: string, recipient: string) =>
    `${recipient} pourra payer ${amount} avec le même lien jusqu’à la fin du jour choisi.`,
  expiresOn: 'À payer jusqu’au',
  tell: {
    email: 'Prévenir votre client par e-mail',
    sms: 'Prévenir votre client par SMS',
  },
  submit: 'Enregistrer',
  keep: 'Ne rien changer',
  problemsTitle: 'La date n’a pas été changée',
  problems: {
    unreadable: (first: string, last: string) => `Saisissez une date, par exemple le ${first} ou le ${last}.`,
    too_soon: (first: string, last: string) =>
      `Cette date n’est pas plus tardive. Choisissez un jour du ${first} au ${last}.`,
    too_far: (first: string, last: string) =>
      `Une demande est payable ${mostDays} jours au plus à partir d’aujourd’hui. Choisissez un jour du ${first} au ${last}.`,
  },
}
