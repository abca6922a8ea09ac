import { formatCount } from '../../../domain/formats.ts'
import type { activity as fr } from '../fr/activity.ts'

export const activity = {
  title: 'Activity',
  period: (first: string, last: string) => `From ${first} to ${last}, twelve weeks.`,
  empty: {
    title: 'Nothing to show yet',
    hint: 'Your payments of the last twelve weeks will be seen here, day by day.',
  },
  collected: {
    title: 'Collected per day',
    total: (amount: string, payments: number) =>
      `${amount} in ${formatCount(payments, 'en')} payment${payments > 1 ? 's' : ''}, before refunds.`,
    none: 'No payment in these twelve weeks.',
    best: (amount: string, day: string) => `Best day: ${amount}, on ${day}.`,
    bar: (day: string, amount: string) => `${day}: ${amount}`,
    table: 'The amounts day by day',
    day: 'Day',
    amount: 'Collected',
    payments: 'Payments',
  },
  delays: {
    title: 'From request to payment',
    half: {
      hour: 'Half of the payments come within an hour.',
      day: 'Half of the payments come within a day.',
      three_days: 'Half of the payments come within three days.',
      week: 'Half of the payments come within a week.',
      longer: 'Half of the payments come after more than a week.',
    },
    none: 'None of these requests is paid yet.',
    caption: 'Paid requests, by the time it took',
    delay: 'Paid',
    requests: 'Requests',
    share: 'Share',
    names: {
      hour: 'within an hour',
      day: 'within a day',
      three_days: 'within three days',
      week: 'within a week',
      longer: 'later',
    },
  },
  channels: {
    title: 'Share paid, by channel',
    overall: (share: string, requests: number) =>
      `${share} of the ${formatCount(requests, 'en')} requests of these twelve weeks are paid.`,
    few: (requests: number): string =>
      requests === 1 ? 'One single request in these twelve weeks.' : 'No request in these twelve weeks.',
    caption: 'Requests by channel, by what became of them',
    requests: 'Requests',
    share: 'Share paid',
    outcomes: {
      paid: 'Paid',
      pending: 'Pending',
      settled: 'Settled otherwise',
      ended: 'Cancelled or expired',
    },
  },
} satisfies typeof fr
