import { buildMailto } from '../domain/mailto.ts'

/** The merchant's own mail client opens on this; they may change both texts before sending. Words of the original. */
export function composeOwnMail(to: string, link: string) {
  const subject = 'Demande de paiement'
  const body = `Cliquez sur le lien suivant pour accéder à la page de paiement sécurisée\n${link}`
  return { to, subject, body, href: buildMailto({ to, subject, body }) }
}
