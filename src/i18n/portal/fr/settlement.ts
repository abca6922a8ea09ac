/** A request that the customer has settled in another way than by its link. */
export const settlement = {
  action: 'Réglé autrement',
  title: 'Cette demande est réglée autrement ?',
  text: (recipient: string, amount: string) =>
    `${recipient} ne pourra plus payer ${amount} avec ce lien, qui dira que la demande a été réglée. Aucun message ne part.`,
  notCollected:
    'Ce montant n’est pas compté comme encaissé. Vous pourrez remettre la demande en attente pendant un jour.',
  submit: 'Marquer comme réglée',
  keep: 'Laisser en attente',
  reopen: {
    title: 'Réglé autrement',
    hint: (end: string) => `Une erreur ? Jusqu’au ${end}, vous pouvez remettre cette demande en attente.`,
    submit: 'Remettre en attente',
  },
}
