import { formatCount } from '../../../domain/formats.ts'
import type { OperationKind } from '../../../domain/operation.ts'
import { ownGateways } from './gateways.ts'

/** What moved, by the day it moved. */
export const operations = {
  title: 'Opérations',
  intro: 'Au jour où l’argent a bougé. Les frais s’ajoutent quelques minutes après, parfois plus tard.',
  kinds: {
    collected: 'Encaissé',
    refunded: 'Remboursé',
    refund_returned: 'Remboursement rejeté',
    disputed: 'Contesté',
    dispute_returned: 'Contestation levée',
  } satisfies Record<OperationKind, string>,
  period: 'Période et nature',
  from: 'Du',
  to: 'Au',
  kind: 'Nature',
  anyKind: 'Toutes les opérations',
  submit: 'Afficher',
  sums: 'Sommes de la période',
  total: 'Solde',
  counted: (operations: number) => `${formatCount(operations, 'fr')} opération${operations > 1 ? 's' : ''}`,
  noFees: `Les frais de ces opérations ne sont pas connus : leur net n’est pas affiché. Chez ${ownGateways}, il faut une clé qui peut les lire.`,
  someFees: (known: number, operations: number) =>
    `Les frais ne sont connus que pour ${formatCount(known, 'fr')} opération${known > 1 ? 's' : ''} sur ${formatCount(operations, 'fr')} : ni leur somme ni le net ne sont affichés.`,
  columns: {
    amount: 'Brut',
    fee: 'Frais',
    net: 'Net',
    kind: 'Opération',
    recipient: 'Client',
    about: 'Référence',
    moved: 'Date',
  },
  empty: {
    title: 'Aucune opération pour l’instant',
    hint: 'Vos encaissements, remboursements et contestations se verront ici, au jour où ils ont lieu.',
  },
  nothing: { title: 'Aucune opération ne correspond', action: 'Voir toutes les opérations' },
  file: {
    moved: 'Date',
    kind: 'Opération',
    amount: 'Montant brut (EUR)',
    reference: 'Référence',
    recipient: 'Client',
    description: 'Description',
    id: 'Identifiant',
    fee: 'Frais (EUR)',
    net: 'Montant net (EUR)',
  },
  problemsTitle: 'Les opérations ne sont pas affichées',
  problems: {
    from: { unreadable: 'Saisissez une date, par exemple 01/12/2026.' },
    to: {
      unreadable: 'Saisissez une date, par exemple 31/12/2026.',
      before_from: (from: string) => `Choisissez le ${from} ou un jour qui le suit.`,
    },
    kind: { unknown: 'Choisissez une nature de la liste, par exemple Remboursé.' },
  },
}
