import { formatCount } from '../../../domain/formats.ts'
import type { OperationKind } from '../../../domain/operation.ts'
import type { PortalCatalogue } from '../fr/catalogue.ts'
import { ownGateways } from './gateways.ts'

export const operations: PortalCatalogue['operations'] = {
  title: 'Transactions',
  intro: 'On the day the money moved, Paris time. Fees are added some minutes after, sometimes later.',
  kinds: {
    collected: 'Collected',
    refunded: 'Refunded',
    refund_returned: 'Refund returned',
    disputed: 'Disputed',
    dispute_returned: 'Dispute reversed',
  } satisfies Record<OperationKind, string>,
  period: 'Period and type',
  from: 'From',
  to: 'To',
  kind: 'Type',
  anyKind: 'All transactions',
  submit: 'Show',
  sums: 'Totals for the period',
  total: 'Balance',
  counted: (operations) => `${formatCount(operations, 'en')} transaction${operations > 1 ? 's' : ''}`,
  noFees: `The fees of these transactions are not known: their net is not shown. At ${ownGateways}, a key that can read them is needed.`,
  someFees: (known, operations) =>
    `Fees are known for only ${formatCount(known, 'en')} of ${formatCount(operations, 'en')} transactions: neither their total nor the net is shown.`,
  columns: {
    amount: 'Gross',
    fee: 'Fee',
    net: 'Net',
    kind: 'Transaction',
    recipient: 'Customer',
    about: 'Reference',
    moved: 'Date',
  },
  empty: {
    title: 'No transactions yet',
    hint: 'Payments collected, refunds and disputes will appear here on the day they take place.',
  },
  nothing: { title: 'No matching transactions', action: 'Show all transactions' },
  file: {
    moved: 'Date',
    kind: 'Transaction',
    amount: 'Gross amount (EUR)',
    reference: 'Reference',
    recipient: 'Customer',
    description: 'Description',
    id: 'Identifier',
    fee: 'Fee (EUR)',
    net: 'Net amount (EUR)',
  },
  problemsTitle: 'The transactions are not shown',
  problems: {
    from: { unreadable: 'Enter a date, for example 2026-12-01.' },
    to: {
      unreadable: 'Enter a date, for example 2026-12-31.',
      before_from: (from) => `Choose ${from} or a later day.`,
    },
    kind: { unknown: 'Choose a type from the list, for example Refunded.' },
  },
}
