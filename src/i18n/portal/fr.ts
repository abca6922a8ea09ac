/** What merchants read. */
export const fr = {
  statuses: {
    pending: 'En attente',
    paid: 'Payé',
    cancelled: 'Annulé',
    expired: 'Expiré',
    partially_refunded: 'Partiellement remboursé',
    refunded: 'Remboursé',
    paid_after_cancelled: 'Payé après annulation',
    paid_after_expired: 'Payé après expiration',
  },
  failureCodes: {
    processing_error: 'Erreur technique lors du traitement du paiement.',
    card_declined: 'La banque du client a refusé la demande de paiement.',
    insufficient_funds: 'La carte a atteint son plafond autorisé.',
    '3ds_declined': 'La banque du client ne peut pas finaliser l’authentification.',
    incorrect_number: 'Les informations de la carte sont incorrectes.',
    fraud_suspected: 'Suspicion de fraude sur ce paiement.',
    aborted: 'Le client a annulé le paiement.',
    timeout: 'Le client a quitté la page de paiement sans payer.',
  },
}
