import type { RefundFailure } from '../../../domain/movement.ts'
import { ownGateways } from './gateways.ts'

/** Why a refund did not happen, and what the merchant can do about it. */
export const refundFailures = {
  balance_insufficient: {
    reason: `Le solde de votre compte ${ownGateways} ne suffit pas.`,
    advice: 'Ajoutez-y des fonds, ou attendez vos prochains encaissements, puis recommencez.',
  },
  already_refunded: {
    reason: 'Ce paiement a déjà été remboursé.',
    advice: 'Vous n’avez rien d’autre à faire : le remboursement apparaît ici dans les minutes qui viennent.',
  },
  partly_refunded: {
    reason: 'Une partie de ce paiement a déjà été remboursée : il en reste moins que ce montant.',
    advice: 'Dans quelques minutes, vous verrez ici ce qui reste : recommencez alors avec ce montant.',
  },
  disputed: {
    reason: 'Ce paiement est contesté : le remboursement est suspendu.',
    advice: 'Répondez à la contestation, puis attendez sa fin.',
  },
  too_old: {
    reason: 'Ce paiement est trop ancien pour être remboursé.',
    advice: 'Rendez l’argent à votre client par un autre moyen, par exemple un virement.',
  },
  not_allowed: {
    reason: 'La clé enregistrée n’a pas le droit de rembourser.',
    advice: `Enregistrez dans vos réglages une clé ${ownGateways} qui peut écrire les remboursements, puis recommencez.`,
  },
  other_account: {
    reason: 'Ce paiement a été encaissé par un autre compte : remboursez-le là-bas.',
    advice: `Ou enregistrez dans vos réglages une clé du compte ${ownGateways} qui l’a encaissé, puis recommencez.`,
  },
  returned: {
    reason: 'La banque du client n’a pas pris l’argent.',
    advice:
      'Il est de nouveau sur votre compte : rendez-le à votre client par un autre moyen, par exemple un virement.',
  },
  cancelled: {
    reason: `Ce remboursement a été annulé depuis ${ownGateways}.`,
    advice: 'S’il est toujours dû, recommencez.',
  },
  not_taken: {
    reason: 'La demande de remboursement n’a pas pu être transmise.',
    advice: 'Recommencez.',
  },
  other: {
    reason: `${ownGateways} a refusé ce remboursement.`,
    advice: `Regardez ce paiement sur ${ownGateways}, qui en dit davantage.`,
  },
} satisfies Record<RefundFailure, { reason: string; advice: string }>
