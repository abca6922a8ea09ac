import type { PortalLanguage } from '../../../domain/words.ts'

/** The frame of every page. */
export const portal = {
  skip: 'Aller au contenu',
  navigation: 'Principale',
  menu: 'Menu',
  signOut: 'Se déconnecter',
  liveMode: 'Mode réel',
  toLiveMode: 'Passer en mode réel',
  toTestMode: 'Passer en mode test',
  liveModeHint: 'Vos clients paient pour de vrai.',
  testMode: 'Mode test',
  testModeHint: 'Aucun argent ne circule : essayez tout.',
  footer: 'À propos de ce site',
  legal: 'Mentions légales',
  privacy: 'Confidentialité',
  accessibility: 'Accessibilité',
  /** The name of the other language, in that language. */
  switchTo: { language: 'en', words: 'English' } as { language: PortalLanguage; words: string },
  close: 'Fermer',
  copy: 'Copier',
  copyOf: (field: string) => `Copier : ${field}`,
  copied: 'Copié',
  /** What scripts say of a request on its way, or lost. */
  network: {
    sending: 'Envoi…',
    slow: 'C’est plus long que d’habitude. Laissez cette page ouverte : rien n’est perdu.',
    lost: 'La connexion est coupée. Rien n’est perdu : appuyez de nouveau.',
    incident: 'Un incident est survenu de notre côté. Rien n’est perdu : appuyez de nouveau dans un instant.',
    once: 'Rien ne sera fait deux fois.',
    adrift: 'Cette page n’est plus à jour : le service ne répond pas. Rien n’est perdu.',
  },
  /** `characters`: as the encoding counts them. In GSM-7, € counts as two. */
  smsSize: (segments: number, encoding: string, characters: number) =>
    `${segments} SMS · ${encoding}, ${characters} caractères`,
}
