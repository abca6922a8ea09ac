/** A request that is sent on a later day. */
import { sendingHours } from '../../../domain/calendar.ts'

export const planned = {
  label: 'Envoyer le',
  hint: `Facultatif. Le message part ce jour-là à ${sendingHours.first} h chez votre client, ou le jour ouvrable suivant. L’expiration proposée est comptée depuis l’envoi.`,
  will: 'Sera envoyée le',
  created: (amount: string, recipient: string, day: string) =>
    `Demande de ${amount} créée. Elle sera envoyée à ${recipient} le ${day}.`,
  sendNow: 'Envoyer maintenant',
  sendNowHint: 'Sans attendre ce jour, à la même adresse ou à une autre. Le permalien reste le même.',
}
