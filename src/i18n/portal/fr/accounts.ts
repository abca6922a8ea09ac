export const accounts = {
  signIn: {
    title: 'Connexion',
    email: 'Adresse e-mail',
    password: 'Mot de passe',
    submit: 'Se connecter',
    problems: {
      missing: () => 'Saisissez votre adresse e-mail et votre mot de passe.',
      wrong: () => 'Cette adresse e-mail et ce mot de passe ne vont pas ensemble. Vérifiez-les et réessayez.',
      throttled: (minutes: number) =>
        `Trop d’essais. Réessayez dans ${minutes > 1 ? `${minutes} minutes` : 'une minute'}.`,
    },
    demo: 'Compte de démonstration',
    demoHint: 'Cet exemplaire d’essai contient un marchand et ses demandes. Connectez-vous avec :',
  },
}
