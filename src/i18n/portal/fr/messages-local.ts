export const messagesLocal = {
  title: 'Messages locaux',
  hint: 'Rien ne part de cette machine : voici ce que vos clients et votre équipe auraient reçu.',
  empty: 'Aucun message pour l’instant. Demandez un paiement : son e-mail ou son SMS paraîtra ici.',
  to: (recipient: string) => `à ${recipient}`,
  sender: 'De',
  replyTo: 'Réponse à',
  html: (subject: string) => `E-mail : ${subject}`,
  text: 'Version texte',
  segments: (count: number) => `${count} SMS`,
}
