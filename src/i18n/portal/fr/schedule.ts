/** A deposit with its balance: several requests, paid one after the other. */
export const schedule = {
  action: 'Échéancier',
  title: 'Échéancier',
  text: (amount: string, recipient: string) =>
    `Cette demande de ${amount} est le premier paiement de ${recipient}. Ajoutez-en un à trois : chacun a son propre lien et se paie une fois.`,
  part: (part: number) => `Paiement ${part}`,
  hint: 'Sans montant, un paiement n’est pas créé. Sans jour d’envoi, il est envoyé tout de suite. Sans date d’expiration, elle est comptée depuis l’envoi.',
  submit: 'Créer l’échéancier',
  keep: 'Ne rien ajouter',
  problemsTitle: 'L’échéancier n’est pas créé',
  left: (amount: string, isSome: boolean) =>
    isSome ? `Reste ${amount} à payer.` : 'Il ne reste rien à payer.',
  /** In the list. */
  flag: (amount: string) => `reste ${amount}`,
}
