import { account } from './account.ts'

export const accounts = {
  ...account,
  signIn: {
    title: 'Connexion',
    email: 'Adresse e-mail',
    password: 'Mot de passe',
    keep: 'Rester connecté',
    keepHint: '30 jours sur cet appareil, si votre entreprise le permet. À éviter sur un appareil partagé.',
    submit: 'Se connecter',
    ended: {
      idle: 'Vous avez été déconnecté après 30 minutes sans activité. Reconnectez-vous pour revenir à votre page.',
      over: 'Votre session a atteint sa durée maximale. Reconnectez-vous pour revenir à votre page.',
      signed_out_everywhere: 'Vous êtes déconnecté de tous vos appareils.',
    },
    problems: {
      missing: () => 'Saisissez votre adresse e-mail et votre mot de passe.',
      wrong: () => 'Cette adresse e-mail et ce mot de passe ne vont pas ensemble. Vérifiez-les et réessayez.',
      unconfirmed: () =>
        'Votre adresse n’est pas encore confirmée. Un e-mail vient de repartir : ouvrez le lien qu’il contient.',
      throttled: (minutes: number) =>
        `Trop d’essais. Réessayez dans ${minutes > 1 ? `${minutes} minutes` : 'une minute'}.`,
    },
    done: {
      email_changed: 'Votre nouvelle adresse est confirmée. Connectez-vous avec elle.',
      confirmed: 'Votre adresse est confirmée et votre compte est ouvert. Connectez-vous pour commencer.',
      password_chosen: 'Votre mot de passe est enregistré. Connectez-vous avec lui.',
    },
    forgotten: 'Mot de passe oublié ?',
    demo: 'Compte de démonstration',
    demoHint: 'Cet exemplaire d’essai contient un marchand et ses demandes. Connectez-vous avec :',
  },
}
