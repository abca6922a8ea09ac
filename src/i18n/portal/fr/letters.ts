/** Sentences shared by all e-mails about a change of how one signs in. */
const changed = {
  button: 'Voir mon compte',
  linkIntro: 'Pour voir votre compte :',
  paragraphs: [
    'Si ce changement vient de vous, vous n’avez rien à faire.',
    'S’il ne vient pas de vous, changez tout de suite votre mot de passe dans votre compte : vos autres sessions seront fermées.',
  ],
}

/** E-mails to people about their account, by kind. */
export const letters = {
  verification: {
    subject: (brand: string) => `Confirmez votre adresse e-mail pour ${brand}`,
    intro: 'Il ne reste qu’à confirmer cette adresse pour ouvrir votre compte.',
    button: 'Confirmer mon adresse',
    linkIntro: 'Pour confirmer votre adresse :',
    paragraphs: [
      'Ce lien ne sert qu’une fois, pendant 24 heures.',
      'Si vous n’avez pas demandé de compte, ne confirmez rien : sans vous, aucun compte ne sera ouvert.',
    ],
  },
  already_registered: {
    subject: (brand: string) => `Vous avez déjà un compte ${brand}`,
    intro: 'Quelqu’un, sans doute vous, a voulu ouvrir un compte avec cette adresse. Elle en a déjà un.',
    button: 'Se connecter',
    linkIntro: 'Pour vous connecter :',
    paragraphs: [
      'Si vous ne savez plus votre mot de passe, suivez « Mot de passe oublié ? » sur la page de connexion.',
      'Si cette demande ne vient pas de vous, vous n’avez rien à faire : rien n’a changé.',
    ],
  },
  reset: {
    subject: (brand: string) => `Choisissez un nouveau mot de passe ${brand}`,
    intro: 'Vous avez demandé à changer le mot de passe de votre compte.',
    button: 'Choisir un mot de passe',
    linkIntro: 'Pour choisir un nouveau mot de passe :',
    paragraphs: [
      'Ce lien ne sert qu’une fois, pendant 30 minutes.',
      'Si cette demande ne vient pas de vous, vous n’avez rien à faire : votre mot de passe reste le même.',
    ],
  },
  welcome: {
    subject: (brand: string) => `Votre compte ${brand} est ouvert`,
    intro: 'Votre compte est ouvert. Choisissez son mot de passe pour commencer.',
    button: 'Choisir un mot de passe',
    linkIntro: 'Pour choisir votre mot de passe :',
    paragraphs: [
      'Ce lien ne sert qu’une fois, pendant 30 minutes. Ensuite, demandez-en un autre par « Mot de passe oublié ? », sur la page de connexion.',
    ],
  },
  password_changed: {
    subject: (brand: string) => `Votre mot de passe ${brand} a changé`,
    intro: 'Le mot de passe de votre compte vient d’être changé, et vos autres sessions sont fermées.',
    button: 'Se connecter',
    linkIntro: 'Pour vous connecter :',
    paragraphs: [
      'Si ce changement vient de vous, vous n’avez rien à faire.',
      'S’il ne vient pas de vous, choisissez tout de suite un nouveau mot de passe par « Mot de passe oublié ? », sur la page de connexion, et vérifiez que personne d’autre ne lit vos e-mails.',
    ],
  },
  second_factor_added: {
    subject: (brand: string) => `La double authentification de votre compte ${brand} est activée`,
    intro: 'Un code de votre application d’authentification est désormais demandé à chaque connexion.',
    ...changed,
  },
  second_factor_removed: {
    subject: (brand: string) => `La double authentification de votre compte ${brand} est désactivée`,
    intro: 'Votre mot de passe suffit de nouveau pour vous connecter.',
    ...changed,
  },
  recovery_codes_renewed: {
    subject: (brand: string) => `Vos codes de secours ${brand} ont été remplacés`,
    intro: 'De nouveaux codes de secours viennent d’être créés. Les anciens ne fonctionnent plus.',
    ...changed,
  },
  email_change: {
    subject: (brand: string) => `Confirmez votre nouvelle adresse e-mail pour ${brand}`,
    intro: 'Vous avez demandé à vous connecter avec cette adresse.',
    button: 'Confirmer cette adresse',
    linkIntro: 'Pour confirmer cette adresse :',
    paragraphs: [
      'Ce lien ne sert qu’une fois, pendant une heure.',
      'Si cette demande ne vient pas de vous, ne confirmez rien : rien ne changera.',
    ],
  },
  email_taken: {
    subject: (brand: string) => `Vous avez déjà un compte ${brand}`,
    intro: 'Quelqu’un, sans doute vous, a voulu donner cette adresse à un autre compte. Elle en a déjà un.',
    button: 'Se connecter',
    linkIntro: 'Pour vous connecter :',
    paragraphs: ['Si cette demande ne vient pas de vous, vous n’avez rien à faire : rien n’a changé.'],
  },
  email_changed: {
    subject: (brand: string) => `L’adresse e-mail de votre compte ${brand} a changé`,
    intro: 'On ne se connecte plus à votre compte avec l’adresse qui reçoit ce message.',
    button: 'Voir à qui écrire',
    linkIntro: 'Pour voir à qui écrire :',
    paragraphs: [
      'Si ce changement vient de vous, vous n’avez rien à faire.',
      'S’il ne vient pas de vous, quelqu’un se sert de votre compte : prévenez tout de suite votre équipe, et écrivez-nous.',
    ],
  },
  about: (brand: string) =>
    `${brand} vous écrit au sujet de votre compte. Nous ne demandons jamais un mot de passe par e-mail ni par téléphone.`,
}
