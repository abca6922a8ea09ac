/** The test bank's texts for a merchant whose payment is contested, in the languages of the portal. */
import type { PortalLanguage } from '../../domain/words.ts'
import { bankTexts } from './texts.ts'

const fr = {
  ...bankTexts.fr,
  title: 'Répondre à une contestation',
  intro: 'Dans cette simulation, vous décidez comment la contestation se termine.',
  answerBy: 'Réponse attendue jusqu’au',
  won: 'La banque me donne raison',
  lost: 'La banque donne raison au client',
  closed: 'Le client retire sa demande',
  overTitle: 'Cette contestation est terminée',
  overText: 'La réponse a déjà été donnée, ou le délai est passé.',
}

const en: typeof fr = {
  ...bankTexts.en,
  title: 'Answer a dispute',
  intro: 'In this simulation, you decide how the dispute ends.',
  answerBy: 'Answer awaited until',
  won: 'The bank decides for me',
  lost: 'The bank decides for the customer',
  closed: 'The customer withdraws their claim',
  overTitle: 'This dispute is over',
  overText: 'An answer has already been given, or the time is over.',
}

export const disputeTexts: Record<PortalLanguage, typeof fr> = { fr, en }
