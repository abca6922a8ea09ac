import { formatCount } from '../../../domain/formats.ts'
import { limits } from '../../../domain/limits.ts'
import type { MessageFailure } from '../../../domain/message-failures.ts'
import type { ProblemStatus } from '../../../domain/message-lifecycle.ts'
import type { DisputeReason } from '../../../domain/movement.ts'
import type { FailureCode, Label } from '../../../domain/request-lifecycle.ts'
import type { Channel } from '../../../domain/words.ts'

/** Words used by several features. */
export const words = {
  statuses: {
    pending: 'En attente',
    paid: 'Payé',
    cancelled: 'Annulé',
    expired: 'Expiré',
    settled_otherwise: 'Réglé autrement',
    partially_refunded: 'Partiellement remboursé',
    refunded: 'Remboursé',
    disputed: 'Contesté',
    dispute_lost: 'Contestation perdue',
    paid_after_cancelled: 'Payé après annulation',
    paid_after_expired: 'Payé après expiration',
    paid_after_settled_otherwise: 'Payé après règlement',
  } satisfies Record<Label, string>,
  attemptFailures: {
    key_refused: 'Votre clé a été refusée : aucune carte n’a été demandée au client.',
    processing_error: 'Erreur technique lors du traitement du paiement.',
    card_declined: 'La banque du client a refusé la demande de paiement.',
    insufficient_funds: 'La carte a atteint son plafond autorisé.',
    '3ds_declined': 'La banque du client ne peut pas finaliser l’authentification.',
    incorrect_number: 'Les informations de la carte sont incorrectes.',
    fraud_suspected: 'Suspicion de fraude sur ce paiement.',
    aborted: 'Le client a annulé le paiement.',
    timeout: 'Le client a quitté la page de paiement sans payer.',
  } satisfies Record<FailureCode, string>,
  /** Why the customer contests the payment, as their bank says. */
  disputeReasons: {
    fraudulent: 'Le client dit ne pas avoir fait ce paiement.',
    unrecognized: 'Le client ne reconnaît pas ce paiement sur son relevé.',
    duplicate: 'Le client dit avoir payé deux fois.',
    not_received: 'Le client dit ne pas avoir reçu ce qu’il a payé.',
    not_as_described: 'Le client dit que ce qu’il a reçu ne correspond pas ou est défectueux.',
    credit_not_processed: 'Le client dit attendre un remboursement promis.',
    subscription_cancelled: 'Le client dit avoir résilié avant ce paiement.',
    other: 'La banque du client n’a pas donné de raison précise.',
  } satisfies Record<DisputeReason, string>,
  /** Why an e-mail or SMS did not arrive. */
  messageFailures: {
    unknown_address: 'Cette adresse ou ce numéro n’existe pas.',
    mailbox_full: 'La boîte du destinataire est pleine.',
    blocked: 'Le service de messagerie du destinataire a bloqué le message.',
    complaint: 'Le destinataire a signalé un de vos messages comme indésirable.',
    suppressed: 'Un message précédent a été refusé : rien n’est plus envoyé à ce destinataire.',
    test_limit:
      'En mode test, un même destinataire reçoit au plus 100 reçus et avis par heure : celui-ci n’est pas parti.',
    daily_limit: `Vos SMS ont atteint la limite de ${formatCount(limits.texts.most, 'fr')} par jour : celui-ci n’est pas parti.`,
    unreachable: 'Le destinataire ne peut pas être joint pour le moment.',
    invalid_sender: 'L’expéditeur du message n’est pas accepté.',
    account: 'Le service d’envoi ne prend pas nos messages pour le moment.',
    too_long: 'Le message est trop long.',
    expired: 'Le message n’a pas pu être remis à temps.',
    obsolete: 'La demande n’était plus à payer : le message n’est pas parti.',
    not_taken: 'Le service d’envoi n’a pas pris le message.',
    no_sms: 'Ce service n’envoie pas de SMS. Envoyez la demande par e-mail, ou donnez le lien vous-même.',
    other: 'Le message a été refusé sans raison précise.',
  } satisfies Record<MessageFailure, string>,
  /** Short texts for the flag in the list. */
  messageProblems: {
    bounced: (channel): string => (channel === 'sms' ? 'SMS refusé' : 'E-mail refusé'),
    failed: (): string => 'Non envoyé',
    uncertain: (): string => 'Envoi incertain',
  } satisfies Record<ProblemStatus, (channel: Channel) => string>,
}
