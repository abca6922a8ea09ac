import type { Role } from '../../../team/roles.ts'

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
  /** What each adds to those before it. */
  abilities: {
    member: 'Demande des paiements, les suit et les relance.',
    manager: 'Peut aussi annuler une demande et rembourser un paiement.',
    admin: 'Peut aussi gérer l’équipe, les réglages et les clés Stripe.',
    owner: 'Peut aussi nommer d’autres propriétaires et fermer le compte.',
  } satisfies Record<Role, string>,
  you: 'vous',
  since: (day: string) => `depuis le ${day}`,
  /** Links of a row; the second text is for those who do not see whose row it is. */
  change: 'Changer le rôle',
  changeOf: (person: string) => `Changer le rôle : ${person}`,
  remove: 'Retirer',
  removeOf: (person: string) => `Retirer : ${person}`,
  leave: 'Quitter l’équipe',
  lastOwner:
    'Pour quitter l’équipe ou changer de rôle, donnez d’abord à une autre personne le rôle de propriétaire.',
  notices: {
    role_changed: 'Le rôle est changé. Il vaut dès maintenant.',
    person_removed: 'Cette personne ne fait plus partie de l’équipe.',
    last_owner: 'Une équipe garde au moins un propriétaire : nommez-en d’abord un autre.',
  },
  role: {
    title: (person: string) => `Rôle de ${person}`,
    legend: 'Rôle',
    confirm: 'Enregistrer',
  },
  removal: {
    title: 'Retirer cette personne ?',
    text: (person: string, merchant: string) =>
      `${person} n’aura plus accès à ${merchant}, dès maintenant. Son nom reste dans le suivi des demandes.`,
    confirm: 'Retirer de l’équipe',
    keep: 'Ne pas retirer',
  },
  departure: {
    title: 'Quitter cette équipe ?',
    text: (merchant: string) =>
      `Vous n’aurez plus accès à ${merchant}. Pour revenir, il vous faudra une invitation.`,
    confirm: 'Quitter l’équipe',
    keep: 'Rester',
  },
  merchants: {
    current: 'Entreprise :',
    switch: 'Passer à',
  },
  nobody: {
    title: 'Vous ne faites partie d’aucune équipe',
    text: (email: string) =>
      `Votre compte ${email} existe toujours, mais aucune entreprise ne vous est ouverte. Pour en rejoindre une, demandez à son équipe d’inviter cette adresse.`,
  },
}
