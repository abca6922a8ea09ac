import { formatCount } from '../../../domain/formats.ts'
import type { customers as fr } from '../fr/customers.ts'

export const customers = {
  erased: 'Erased customer',
  data: {
    title: 'A customer’s data',
    intro:
      'A customer may ask what you keep about them, or to be erased. Find them by their e-mail address or mobile number.',
    client: 'E-mail address or mobile number',
    submit: 'Search',
    none: (client: string) => `Nothing is kept under “${client}”.`,
    found: (requests: number) =>
      requests === 0
        ? 'No payment request is addressed to them, but the address is still kept: to be suggested to you, not to be written to, or in an imported file.'
        : `${formatCount(requests, 'en')} payment request${requests > 1 ? 's' : ''}, in test mode and in live mode.`,
    file: 'Download their data',
    fileHint: 'A JSON file to hand to them: requests, messages, payments, refunds.',
    link: 'This customer’s data',
    retention: (months: number) =>
      `Without doing anything, a customer’s details are erased ${months} months after the request, once it is no longer to be paid.`,
    erasure: {
      title: 'Erase this customer',
      text: 'Their address or number, the digits of their card, the recipients of their messages and what you wrote to them are erased for ever. Amounts, dates, descriptions and references stay: accounting needs them.',
      confirmed: 'I understand that this cannot be undone',
      submit: 'Erase this customer',
      problemsTitle: 'Nothing was erased',
    },
    problemsTitle: 'No customer was searched for',
    flash: { customer_erased: 'The customer is erased.' },
    problems: {
      invalid: 'Enter a whole e-mail address or number, for example lea.martin@example.com.',
      unconfirmed: 'Tick the box to confirm that the erasure cannot be undone.',
      pending: 'A request is still to be paid: cancel it first, or wait until it is paid.',
      under_way: 'A payment or refund is under way: try again when it is done.',
    },
  },
} satisfies typeof fr
