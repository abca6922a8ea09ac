import type { exports as fr } from '../fr/exports.ts'

export const exports = {
  action: 'Export',
  columns: {
    asked: 'Requested on',
    status: 'Status',
    amount: 'Amount (EUR)',
    refunded: 'Refunded (EUR)',
    reference: 'Reference',
    description: 'Description',
    recipient: 'Recipient',
    author: 'Requested by',
    paid: 'Paid on',
    expires: 'Payable until',
    permalink: 'Permalink',
    id: 'Identifier',
    disputed: 'Disputed (EUR)',
    lost: 'Dispute lost (EUR)',
    method: 'Paid by',
  },
} satisfies typeof fr
