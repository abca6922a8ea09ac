/** The e-mails that people receive about their account, by kind. */
export const letters = {
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
  about: (brand: string) =>
    `${brand} vous écrit au sujet de votre compte. Nous ne demandons jamais un mot de passe par e-mail ni par téléphone.`,
}
