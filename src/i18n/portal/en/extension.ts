import { mostDays } from '../../../domain/request-lifecycle.ts'
import type { extension as fr } from '../fr/extension.ts'

export const extension = {
  action: { pending: 'Give a later date', expired: 'Reopen the request' },
  title: { pending: 'Give more time to pay', expired: 'Reopen this request' },
  text: (amount: string, recipient: string) =>
    `${recipient} will be able to pay ${amount} with the same link until the end of the chosen day.`,
  expiresOn: 'Payable until',
  tell: {
    email: 'Tell your customer by e-mail',
    sms: 'Tell your customer by SMS',
  },
  submit: 'Save',
  keep: 'Change nothing',
  problemsTitle: 'The date was not changed',
  problems: {
    unreadable: (first: string, last: string) => `Enter a date, for example ${first} or ${last}.`,
    too_soon: (first: string, last: string) =>
      `This date is no later than before. Choose a day from ${first} to ${last}.`,
    too_far: (first: string, last: string) =>
      `A request can be paid for at most ${mostDays} days from today. Choose a day from ${first} to ${last}.`,
  },
} satisfies typeof fr
