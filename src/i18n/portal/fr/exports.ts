/** The export of the list as a CSV file. */
export const exports = {
  action: 'Exporter',
  columns: {
    asked: 'Demandé le',
    status: 'Statut',
    amount: 'Montant (EUR)',
    refunded: 'Remboursé (EUR)',
    reference: 'Référence',
    description: 'Description',
    recipient: 'Destinataire',
    author: 'Demandé par',
    paid: 'Payé le',
    expires: 'Payable jusqu’au',
    permalink: 'Permalien',
    id: 'Identifiant',
    disputed: 'Contesté (EUR)',
    lost: 'Contestation perdue (EUR)',
    method: 'Payé par',
  },
}
