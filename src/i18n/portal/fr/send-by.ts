import type { SendBy } from '../../../domain/words.ts'

/** Who sends the request: us, or the merchant in one of three ways. */
export const sendBy = {
  title: 'Envoi',
  choices: {
    us: 'Envoyer la demande de paiement pour moi',
    own_mail: 'Envoyer la demande de paiement depuis mon propre client e-mail',
    own_phone: 'Envoyer la demande de paiement depuis les messages de mon téléphone',
    link: 'Donner le lien moi-même',
  } satisfies Record<SendBy, string>,
  hints: {
    own_mail:
      'Un nouvel e-mail s’ouvre sur votre ordinateur, prêt à envoyer. Vous le retrouverez dans vos messages envoyés. Vos clients reconnaissent votre adresse, et vous leur écrivez avec vos propres mots.',
    own_phone: 'Un nouveau SMS s’ouvre sur votre téléphone, prêt à envoyer.',
    link: 'Rien n’est envoyé. Copiez le lien, partagez-le ou montrez son QR code.',
  } satisfies Partial<Record<SendBy, string>>,
  /** In the details of a request. */
  names: {
    own_mail: 'Votre client e-mail',
    own_phone: 'Les messages de votre téléphone',
    link: 'Le lien seulement',
  } satisfies Partial<Record<SendBy, string>>,
  share: 'Partager',
  ownText: {
    title: 'Envoyez le SMS à votre client',
    hint: (recipient: string) =>
      `Un nouveau SMS pour ${recipient} s’ouvre dans les messages de votre téléphone.`,
    byHand: (recipient: string) =>
      `Copiez ce message dans un SMS à ${recipient}. Sur un téléphone, cette page ouvre le SMS elle-même.`,
    open: 'Ouvrir le SMS sur mon téléphone',
    body: 'Message',
  },
}
