import type { schedule as fr } from '../fr/schedule.ts'

export const schedule = {
  action: 'Payment schedule',
  title: 'Payment schedule',
  text: (amount: string, recipient: string) =>
    `This request for ${amount} is the first payment of ${recipient}. Add one to three: each has its own link and is paid once.`,
  part: (part: number) => `Payment ${part}`,
  hint: 'Without an amount, a payment is not created. Without a day to send it, it is sent at once. Without an expiry date, it is counted from the sending.',
  submit: 'Create the schedule',
  keep: 'Add nothing',
  problemsTitle: 'The schedule was not created',
  left: (amount: string, isSome: boolean) => (isSome ? `${amount} left to pay.` : 'Nothing is left to pay.'),
  flag: (amount: string) => `${amount} left`,
} satisfies typeof fr
