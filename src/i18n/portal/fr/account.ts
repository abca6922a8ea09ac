import { nameProblems } from './names.ts'

/** What a person reads about their own account, and when they are asked for their password or a code. */
const throttled = (minutes = 1) =>
  `Trop d’essais. Réessayez dans ${minutes > 1 ? `${minutes} minutes` : 'une minute'}.`

export const account = {
  account: {
    title: 'Mon compte',
    flash: {
      saved: 'Votre nom est enregistré.',
      password_changed: 'Votre mot de passe est changé, et vos autres sessions sont fermées.',
      email_asked: 'Ouvrez l’e-mail que nous venons d’envoyer à la nouvelle adresse pour la confirmer.',
      email_changed: 'Votre nouvelle adresse e-mail est confirmée. Utilisez-la pour vous connecter.',
      session_ended: 'La session est fermée.',
      second_factor_removed: 'La double authentification est désactivée.',
    },
    you: 'Vous',
    name: 'Votre nom',
    nameHint: 'Votre équipe le voit dans l’historique des demandes.',
    save: 'Enregistrer',
    language: 'Langue du portail',
    languages: { fr: 'Français', en: 'English' },
    changeLanguage: 'Changer de langue',
    nameProblems: {
      ...nameProblems('Camille Perrin'),
      empty: 'Saisissez votre nom, par exemple Camille Perrin.',
      too_long: 'Raccourcissez votre nom à 80 caractères, par exemple Camille Perrin.',
    },
    nameRefused: 'Votre nom n’a pas été enregistré',
    signIn: 'Connexion',
    email: 'Adresse e-mail',
    changeEmail: 'Changer d’adresse',
    waitingEmail: (email: string) => `En attente de confirmation : ${email}`,
    password: 'Mot de passe',
    passwordHidden: 'Il n’est montré à personne.',
    changePassword: 'Changer de mot de passe',
    secondFactor: 'Double authentification',
    secondFactorOn: 'Activée',
    secondFactorOff: 'Désactivée',
    add: 'Activer',
    addFactor: 'Activer la double authentification',
    manage: 'Gérer',
    manageFactor: 'Gérer la double authentification',
    sessions: 'Sessions',
    sessionsHint:
      'Les appareils connectés à votre compte. Une session se ferme après 30 minutes sans activité, sauf si vous avez choisi de rester connecté.',
    device: (browser: string, system: string) => `${browser} sur ${system}`,
    unknownDevice: 'Appareil inconnu',
    thisSession: 'Cette session',
    since: (day: string) => `Ouverte le ${day}`,
    seen: (moment: string) => `Dernière activité : ${moment}`,
    end: 'Fermer',
    endOf: (device: string) => `Fermer la session : ${device}`,
    endAll: 'Se déconnecter partout',
  },
  reauthentication: {
    label: 'Mot de passe actuel',
    hint: 'Demandé avant tout changement sensible.',
    refused: 'Le changement n’a pas été fait',
    problems: {
      missing: () => 'Saisissez votre mot de passe actuel.',
      wrong: () => 'Ce n’est pas votre mot de passe actuel. Vérifiez-le et réessayez.',
      throttled,
    },
  },
  changeEmail: {
    title: 'Changer d’adresse e-mail',
    current: (email: string) => `Vous vous connectez avec ${email}.`,
    label: 'Nouvelle adresse e-mail',
    hint: 'Elle compte dès que vous l’aurez confirmée par le lien que nous y enverrons.',
    submit: 'Envoyer le lien de confirmation',
    problems: {
      empty: 'Saisissez votre nouvelle adresse e-mail, par exemple camille@exemple.fr.',
      invalid: 'Saisissez une seule adresse e-mail complète, par exemple camille@exemple.fr.',
      same: 'C’est déjà votre adresse. Saisissez-en une autre, par exemple camille@exemple.fr.',
    },
    link: {
      title: 'Confirmer votre adresse e-mail',
      text: 'Vous vous connecterez désormais avec :',
      submit: 'Confirmer cette adresse',
      notYours: 'Vous n’avez rien demandé ? Fermez cette page : rien ne changera.',
    },
    pages: {
      emailGone: {
        title: 'Ce lien n’est plus valable',
        text: [
          'Il a déjà servi, il a plus d’une heure, ou il est incomplet. Demandez-en un autre dans votre compte.',
        ],
        action: 'Mon compte',
      },
    },
  },
  changePassword: {
    title: 'Changer de mot de passe',
    text: 'Vos autres sessions seront fermées.',
    label: 'Nouveau mot de passe',
    submit: 'Changer de mot de passe',
  },
  code: {
    title: 'Double authentification',
    submit: 'Continuer',
    startOver: 'Revenir à la connexion',
    app: {
      label: 'Code de votre application',
      hint: 'Six chiffres, affichés par votre application d’authentification.',
      other: 'Utiliser un code de secours',
      problems: {
        missing: () => 'Saisissez le code à six chiffres de votre application.',
        wrong: () =>
          'Ce code ne convient pas, ou il a déjà servi. Saisissez celui que votre application affiche maintenant.',
        throttled,
      },
    },
    recovery: {
      label: 'Code de secours',
      hint: 'Un des dix codes que vous avez gardés. Chacun sert une seule fois.',
      other: 'Utiliser mon application',
      problems: {
        missing: () => 'Saisissez un de vos codes de secours.',
        wrong: () =>
          'Ce code de secours ne convient pas, ou il a déjà servi. Essayez le suivant de votre liste.',
        throttled,
      },
    },
  },
  resumed: {
    title: 'Vous êtes de nouveau connecté',
    text: 'Rien de ce que vous aviez saisi n’est perdu, sauf les mots de passe et les codes. Envoyez-le maintenant ?',
    send: 'Envoyer ce que j’avais saisi',
    leave: 'Ne pas l’envoyer',
  },
  secondFactor: {
    title: 'Double authentification',
    why: 'À chaque connexion, un code de votre téléphone est demandé en plus du mot de passe : un mot de passe volé ne suffit plus. Il vous faut une application d’authentification, par exemple FreeOTP, Aegis, Google Authenticator ou votre gestionnaire de mots de passe.',
    start: 'Continuer',
    on: (day: string) => `Activée depuis le ${day}.`,
    codesLeft: (count: number) =>
      count > 1
        ? `Il vous reste ${count} codes de secours.`
        : count === 1
          ? 'Il ne vous reste qu’un code de secours.'
          : 'Il ne vous reste aucun code de secours.',
    change: 'Que voulez-vous faire ?',
    changes: {
      app: 'Changer d’application ou de téléphone',
      codes: 'Créer de nouveaux codes de secours, à la place des anciens',
      removal: 'Désactiver la double authentification',
    },
    problems: {
      nothing: 'Choisissez ce que vous voulez faire.',
      too_late: 'Le délai pour confirmer est passé. Recommencez : un nouveau QR code vous sera montré.',
    },
    app: {
      title: 'Relier votre application',
      refused: 'La double authentification n’est pas encore activée',
      scan: '1. Scannez ce QR code',
      scanHint: 'Dans votre application d’authentification, ajoutez un compte et visez ce dessin.',
      qr: 'QR code à scanner avec votre application d’authentification ; la clé est écrite dessous',
      secret: 'Ou saisissez cette clé',
      secretHint: 'Ne la montrez à personne : elle fabrique vos codes.',
      activation: '2. Confirmez',
      submit: 'Activer',
      problems: {
        missing: 'Saisissez le code à six chiffres que votre application affiche.',
        wrong:
          'Ce code ne convient pas. Saisissez celui que votre application affiche maintenant, et vérifiez que votre téléphone est à l’heure.',
      },
    },
    recovery: {
      title: 'Vos codes de secours',
      done: {
        added:
          'La double authentification est activée. Gardez ces codes avant de quitter cette page : ils ne seront plus montrés.',
        renewed:
          'Les anciens codes ne fonctionnent plus. Gardez ceux-ci avant de quitter cette page : ils ne seront plus montrés.',
      },
      label: 'Dix codes de secours',
      hint: 'Si vous perdez votre téléphone, chacun remplace une fois le code de l’application. Imprimez-les, ou copiez-les dans un endroit sûr.',
      kept: 'J’ai gardé mes codes',
    },
  },
}
