/** Choosing a password, and a forgotten password. */
export const passwords = {
  hint: '12 caractères au moins, espaces compris. Quelques mots sans rapport entre eux font un bon mot de passe.',
  problems: {
    too_short: 'Ce mot de passe est trop court : il en faut un de 12 caractères au moins.',
    too_long: 'Ce mot de passe est trop long : 128 caractères au plus.',
    common: 'Ce mot de passe est parmi les premiers qu’on essaie. Choisissez-en un autre.',
    simple: 'Ce mot de passe est une suite ou une répétition. Choisissez-en un autre.',
    personal:
      'Ce mot de passe tient surtout à votre nom, à votre adresse ou à celui du service. Choisissez-en un autre.',
  },
  forgotten: {
    title: 'Mot de passe oublié',
    text: 'Donnez l’adresse e-mail de votre compte. Vous y recevrez un lien pour choisir un nouveau mot de passe.',
    email: 'Adresse e-mail',
    submit: 'Recevoir un lien',
    problemsTitle: 'Le lien n’est pas encore demandé.',
    problems: {
      empty: 'Saisissez l’adresse e-mail de votre compte.',
      invalid: 'Cette adresse e-mail est incomplète. Exemple : camille@atelier.fr',
    },
  },
  choice: {
    title: 'Choisir un mot de passe',
    account: 'Compte',
    password: 'Nouveau mot de passe',
    submit: 'Enregistrer le mot de passe',
    after: 'Toutes les sessions ouvertes seront fermées, puis vous vous connecterez.',
    problemsTitle: 'Le mot de passe n’est pas encore changé.',
  },
  nextSteps: {
    resetSent: {
      title: 'Consultez votre boîte de réception',
      text: [
        'Si un compte existe pour cette adresse, un e-mail vient de partir. Son lien ne sert qu’une fois, pendant 30 minutes.',
        'Rien reçu dans quelques minutes ? Regardez parmi les indésirables, vérifiez l’adresse et recommencez.',
      ],
      action: 'Se connecter',
    },
    resetGone: {
      title: 'Ce lien n’est plus valable',
      text: ['Il a déjà servi, il a plus de 30 minutes, ou il est incomplet. Demandez-en un autre.'],
      action: 'Recevoir un nouveau lien',
    },
  },
}
