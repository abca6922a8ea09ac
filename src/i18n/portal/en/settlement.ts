import type { settlement as fr } from '../fr/settlement.ts'

export const settlement = {
  action: 'Settled otherwise',
  title: 'Is this request settled otherwise?',
  text: (recipient: string, amount: string) =>
    `${recipient} will no longer be able to pay ${amount} with this link, which will say that the request has been settled. No message is sent.`,
  notCollected:
    'This amount is not counted as collected. For one day you can make the request pending again.',
  submit: 'Mark as settled',
  keep: 'Leave it pending',
  reopen: {
    title: 'Settled otherwise',
    hint: (end: string) => `A mistake? Until ${end} you can make this request pending again.`,
    submit: 'Make it pending again',
  },
} satisfies typeof fr
