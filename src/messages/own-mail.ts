import { buildMailto } from '../domain/mailto.ts'

/**
 * The e-mail that the merchant's own mail client opens; both texts can be changed there. The words are those of
 * PayPlug's "Demande de paiement".
 */
export function composeOwnMail(to: string, link: string) {
  const subject = 'Demande de paiement'
  const body = `Cliquez sur le lien suivant pour accéder à la page de paiement sécurisée\n${link}`
  return { to, subject, body, href: buildMailto({ to, subject, body }) }
}
