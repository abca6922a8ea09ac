import type { Delay, Outcome } from '../../../domain/activity.ts'
import { formatCount } from '../../../domain/formats.ts'

export const activity = {
  title: 'Activité',
  period: (first: string, last: string) => `Du ${first} au ${last}, douze semaines.`,
  empty: {
    title: 'Rien à montrer pour l’instant',
    hint: 'Vos paiements des douze dernières semaines se verront ici, jour par jour.',
  },
  collected: {
    title: 'Encaissé par jour',
    total: (amount: string, payments: number) =>
      `${amount} en ${formatCount(payments, 'fr')} paiement${payments > 1 ? 's' : ''}, avant remboursements.`,
    none: 'Aucun paiement pendant ces douze semaines.',
    best: (amount: string, day: string) => `Plus forte journée : ${amount}, le ${day}.`,
    bar: (day: string, amount: string) => `${day} : ${amount}`,
    table: 'Les montants jour par jour',
    day: 'Jour',
    amount: 'Encaissé',
    payments: 'Paiements',
  },
  delays: {
    title: 'De la demande au paiement',
    half: {
      hour: 'La moitié des paiements arrivent en moins d’une heure.',
      day: 'La moitié des paiements arrivent en moins d’un jour.',
      three_days: 'La moitié des paiements arrivent en moins de trois jours.',
      week: 'La moitié des paiements arrivent en moins d’une semaine.',
      longer: 'La moitié des paiements arrivent après plus d’une semaine.',
    } satisfies Record<Delay, string>,
    none: 'Aucune de ces demandes n’est encore payée.',
    caption: 'Demandes payées, selon le temps écoulé',
    delay: 'Payées',
    requests: 'Demandes',
    share: 'Part',
    names: {
      hour: 'en moins d’une heure',
      day: 'en moins d’un jour',
      three_days: 'en moins de trois jours',
      week: 'en moins d’une semaine',
      longer: 'au-delà d’une semaine',
    } satisfies Record<Delay, string>,
  },
  channels: {
    title: 'Taux de paiement par canal',
    overall: (share: string, requests: number) =>
      `${share} des ${formatCount(requests, 'fr')} demandes de ces douze semaines sont payées.`,
    few: (requests: number): string =>
      requests === 1
        ? 'Une seule demande pendant ces douze semaines.'
        : 'Aucune demande pendant ces douze semaines.',
    caption: 'Demandes par canal, selon ce qu’elles sont devenues',
    requests: 'Demandes',
    share: 'Part payée',
    outcomes: {
      paid: 'Payées',
      pending: 'En attente',
      settled: 'Réglées autrement',
      ended: 'Annulées ou expirées',
    } satisfies Record<Outcome, string>,
  },
}
