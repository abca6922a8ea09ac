import type { Role } from '../../../domain/roles.ts'
import { ownGateways } from './gateways.ts'

export const team = {
  title: 'Équipe',
  intro: (merchant: string) => `Qui travaille pour ${merchant}, et ce que chacun peut y faire.`,
  roles: {
    member: 'Membre',
    manager: 'Gestionnaire',
    admin: 'Administrateur',
    owner: 'Propriétaire',
  } satisfies Record<Role, string>,
  rolesTitle: 'Les rôles',
  /** What each role may do in addition to the roles before it. */
  abilities: {
    member: 'Demande des paiements, les suit et les relance.',
    manager: 'Peut aussi annuler une demande et rembourser un paiement.',
    admin: `Peut aussi gérer l’équipe, les réglages et les clés ${ownGateways}.`,
    owner: 'Peut aussi nommer d’autres propriétaires et fermer le compte.',
  } satisfies Record<Role, string>,
  you: 'vous',
  since: (day: string) => `depuis le ${day}`,
  /** Links in the row of a person. The second text is for screen readers, which do not show whose row it is. */
  change: 'Changer le rôle',
  changeOf: (person: string) => `Changer le rôle : ${person}`,
  remove: 'Retirer',
  removeOf: (person: string) => `Retirer : ${person}`,
  leave: 'Quitter l’équipe',
  lastOwner:
    'Pour quitter l’équipe ou changer de rôle, donnez d’abord à une autre personne le rôle de propriétaire.',
  /** After the account of another merchant was closed. */
  nowFor: (merchant: string) => `Vous êtes maintenant chez ${merchant}.`,
  flash: {
    role_changed: 'Le rôle est changé. Il vaut dès maintenant.',
    invited:
      'L’invitation part par e-mail. Son lien fonctionne 7 jours ; un lien plus ancien ne fonctionne plus.',
    invitation_withdrawn: 'L’invitation est annulée : son lien ne fonctionne plus.',
    closed: 'Le compte est fermé. Ses propriétaires en reçoivent la confirmation par e-mail.',
    joined: 'Bienvenue dans l’équipe.',
    person_removed: 'Cette personne ne fait plus partie de l’équipe.',
    last_owner: 'Une équipe garde au moins un propriétaire : nommez-en d’abord un autre.',
  },
  role: {
    title: (person: string) => `Rôle : ${person}`,
    legend: 'Rôle',
    submit: 'Enregistrer',
  },
  removal: {
    title: 'Retirer cette personne ?',
    text: (person: string, merchant: string) =>
      `${person} n’aura plus accès à ${merchant}, dès maintenant. Son nom reste dans le suivi des demandes. Si cette personne a invité quelqu’un qui n’a pas encore répondu, cette invitation ne marche plus.`,
    submit: 'Retirer de l’équipe',
    keep: 'Ne pas retirer',
  },
  departure: {
    title: 'Quitter cette équipe ?',
    text: (merchant: string) =>
      `Vous n’aurez plus accès à ${merchant}. Pour revenir, il vous faudra une invitation.`,
    submit: 'Quitter l’équipe',
    keep: 'Rester',
  },
  invite: {
    action: 'Inviter une personne',
    title: 'Inviter une personne',
    email: 'Adresse e-mail',
    emailHint: 'Elle reçoit un lien, valable 7 jours, pour rejoindre l’équipe.',
    submit: 'Envoyer l’invitation',
    problemsTitle: 'L’invitation n’est pas partie',
    problems: {
      empty: () => 'Saisissez l’adresse e-mail de cette personne, par exemple lou@exemple.fr.',
      invalid: () => 'Saisissez une seule adresse e-mail complète, par exemple lou@exemple.fr.',
      in_team: () => 'Cette personne fait déjà partie de l’équipe : changez son rôle dans la liste.',
      too_many: (minutes: number) =>
        `Trop d’invitations en une heure. Réessayez dans ${minutes > 1 ? `${minutes} minutes` : 'une minute'}.`,
    },
  },
  invitations: {
    title: 'Invitations en attente',
    until: (day: string) => `jusqu’au ${day}`,
    expired: 'expirée',
    sendAgain: 'Renvoyer',
    sendAgainTo: (email: string) => `Renvoyer : ${email}`,
    withdraw: 'Annuler',
    withdrawOf: (email: string) => `Annuler : ${email}`,
  },
  /** The page of the link in the e-mail. */
  invitation: {
    title: 'Invitation',
    heading: (merchant: string) => `Rejoindre ${merchant}`,
    text: (role: string) => `Votre rôle : ${role}.`,
    accept: 'Rejoindre l’équipe',
    signIn: (email: string) => `Connectez-vous avec ${email} pour accepter cette invitation.`,
    choose: 'Choisissez votre nom et un mot de passe pour ouvrir votre compte :',
    problemsTitle: 'Votre compte n’est pas ouvert',
    otherAddress: (invited: string, own: string) =>
      `Cette invitation est pour ${invited}, et vous êtes connecté avec ${own}. Déconnectez-vous, puis ouvrez de nouveau le lien de l’e-mail.`,
    goneTitle: 'Cette invitation ne vaut plus',
    gone: 'Elle a été acceptée, remplacée ou annulée, ou ses 7 jours sont passés. Si vous l’avez acceptée, connectez-vous ; sinon, demandez-en une autre.',
  },
  letters: {
    invitation: {
      subject: (merchant: string) => `${merchant} vous invite dans son équipe`,
      intro: (merchant: string, role: string) =>
        `${merchant} vous invite à rejoindre son équipe. Votre rôle : ${role}.`,
      button: 'Voir l’invitation',
      linkIntro: 'Pour voir l’invitation :',
      paragraphs: [
        'Ce lien ne sert qu’une fois, pendant 7 jours, et pour votre adresse seulement.',
        'Si vous n’attendiez pas cette invitation, vous n’avez rien à faire : sans vous, rien ne change.',
      ],
    },
  },
  merchants: {
    current: 'Entreprise :',
    switch: 'Passer à',
    open: 'Ajouter une entreprise',
    openOne: 'Ajouter une entreprise',
    openTitle: 'Ajouter une entreprise',
    openText:
      'Elle a ses propres paiements, sa propre équipe et ses propres réglages, et vous en êtes propriétaire.',
    submit: 'Ouvrir',
    problemsTitle: 'Rien n’a été ouvert',
  },
  nobody: {
    title: 'Vous ne faites partie d’aucune équipe',
    text: (email: string) =>
      `Votre compte ${email} existe toujours, mais aucune entreprise ne vous est ouverte. Pour en rejoindre une, demandez à son équipe d’inviter cette adresse.`,
  },
}
