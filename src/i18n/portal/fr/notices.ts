/** The e-mails that merchants receive about their requests. */
export const notices = {
  paidSubject: (customer: string, amount: string) => `Paiement reçu : ${amount} de ${customer}`,
  paidIntro: (customer: string, amount: string) => `${customer} vous a payé ${amount} pour :`,
  /** For a payment that came after the request had ended. */
  paidLateSubject: {
    cancelled: (customer: string, amount: string) =>
      `Paiement reçu après annulation : ${amount} de ${customer}`,
    expired: (customer: string, amount: string) =>
      `Paiement reçu après expiration : ${amount} de ${customer}`,
    settled_otherwise: (customer: string, amount: string) =>
      `Paiement reçu après règlement : ${amount} de ${customer}`,
  },
  paidLate: {
    cancelled:
      'Ce paiement est arrivé après l’annulation de la demande. L’argent est encaissé : voyez avec votre client s’il faut le rembourser.',
    settled_otherwise:
      'Ce paiement est arrivé alors que la demande était réglée autrement. L’argent est encaissé : voyez avec votre client s’il faut le rembourser.',
    expired:
      'Ce paiement est arrivé après l’expiration de la demande. L’argent est encaissé : voyez avec votre client s’il faut le rembourser.',
  },
  paidButton: 'Voir le paiement',
  paidLink: 'Pour voir ce paiement :',
  bouncedSubject: (customer: string, amount: string) =>
    `Message non remis à ${customer} : demande de ${amount}`,
  bouncedIntro: (customer: string, amount: string) =>
    `${customer} n’a pas reçu le message qui lui demandait ${amount} pour :`,
  bouncedButton: 'Corriger et renvoyer',
  bouncedLink: 'Pour corriger le destinataire et renvoyer la demande :',
  bouncedAdvice:
    'Vérifiez l’adresse ou le numéro, corrigez-le s’il le faut, puis renvoyez la demande. Vous pouvez aussi copier son permalien et le donner vous-même à votre client.',
  disputeSubject: (customer: string, amount: string) => `Paiement contesté : ${amount} de ${customer}`,
  disputeIntro: (customer: string, amount: string) =>
    `${customer} conteste auprès de sa banque ${amount} payés pour :`,
  disputeAnswerBy: (day: string) => `Répondez au plus tard le ${day} : sans réponse, la somme est perdue.`,
  disputeNoAnswer: 'Aucune réponse n’est attendue de vous pour le moment.',
  /** For a dispute that had ended before we heard of it. */
  disputeEnded: {
    won: 'La contestation est gagnée : la somme vous reste acquise.',
    lost: 'La contestation est perdue : la somme est rendue au client par sa banque.',
    closed: 'La contestation est close sans conséquence.',
  },
  disputeButton: 'Voir la contestation',
  disputeLink: 'Pour voir la contestation et y répondre :',
  refundFailedSubject: (customer: string, amount: string) =>
    `Remboursement non effectué : ${amount} à ${customer}`,
  refundFailedIntro: (customer: string, amount: string) =>
    `Le remboursement de ${amount} à ${customer} n’a pas eu lieu. Il concernait :`,
  refundFailedButton: 'Voir le paiement',
  refundFailedLink: 'Pour voir ce paiement :',
  urgentSettings: (brand: string) =>
    `${brand} envoie cet avis aux propriétaires du compte et aux adresses choisies dans vos réglages.`,
  settings: (brand: string) =>
    `${brand} envoie cet avis aux adresses choisies dans vos réglages, où vous pouvez l’arrêter.`,
}
