import type { EraseRefusal } from '../../../domain/erased.ts'
import { formatCount } from '../../../domain/formats.ts'

export const customers = {
  /** Shown instead of an erased customer's address. */
  erased: 'Client effacé',
  data: {
    title: 'Données d’un client',
    intro:
      'Un client peut vous demander ce que vous conservez de lui, ou de l’effacer. Cherchez-le par son adresse e-mail ou son numéro de mobile.',
    client: 'Adresse e-mail ou numéro de mobile',
    submit: 'Chercher',
    none: (client: string) => `Rien n’est conservé sous « ${client} ».`,
    found: (requests: number) =>
      requests === 0
        ? 'Aucune demande de paiement ne lui est adressée, mais l’adresse est encore retenue : pour vous être suggérée, pour ne plus lui écrire, ou dans un fichier importé.'
        : `${formatCount(requests, 'fr')} demande${requests > 1 ? 's' : ''} de paiement, en mode test et en mode réel.`,
    file: 'Télécharger ses données',
    fileHint: 'Un fichier JSON à lui remettre : demandes, messages, paiements, remboursements.',
    link: 'Données de ce client',
    retention: (months: number) =>
      `Sans rien faire, les coordonnées d’un client sont effacées ${months} mois après la demande, si elle n’est plus à payer.`,
    erasure: {
      title: 'Effacer ce client',
      text: 'Son adresse ou son numéro, les chiffres de sa carte, les destinataires de ses messages et ce que vous lui avez écrit sont effacés pour toujours. Les montants, les dates, les descriptions et les références restent : la comptabilité en a besoin.',
      confirmed: 'J’ai compris que c’est définitif',
      submit: 'Effacer ce client',
      problemsTitle: 'Rien n’a été effacé',
    },
    problemsTitle: 'Aucun client n’a été cherché',
    flash: { customer_erased: 'Le client est effacé.' },
    problems: {
      invalid: 'Saisissez une adresse e-mail ou un numéro complet, par exemple lea.martin@exemple.fr.',
      unconfirmed: 'Cochez la case pour confirmer que l’effacement est définitif.',
      pending: 'Une demande est encore à payer : annulez-la d’abord, ou attendez qu’elle soit payée.',
      under_way: 'Un paiement ou un remboursement est en cours : réessayez quand il sera terminé.',
    } satisfies Record<EraseRefusal | 'invalid' | 'unconfirmed', string>,
  },
}
