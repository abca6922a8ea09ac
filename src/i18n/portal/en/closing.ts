import { formatCount } from '../../../domain/formats.ts'
import type { closing as fr } from '../fr/closing.ts'
import { ownGateways } from './gateways.ts'

export const closing = {
  title: 'Close the account',
  heading: (merchant: string) => `Close the account of ${merchant}`,
  forGood: 'A closed account cannot be opened again. This is what happens:',
  requests: (count: number) =>
    count === 0
      ? 'No request is still to be paid: no link changes.'
      : `${count > 1 ? `The ${formatCount(count, 'en')} requests` : 'The request'} still to be paid ${count > 1 ? 'are cancelled' : 'is cancelled'}: the link tells your customer to contact you. Nobody is written to.`,
  team: 'Nobody in your team can reach it any more, you included. Export what you want to keep first.',
  keys: `Your ${ownGateways} keys are erased. What is in your ${ownGateways} account stays there: that is where you find your payments, and can refund them.`,
  kept: 'Your customers’ receipts can still be read. We keep what the law asks for, then erase it.',
  tradeName: (merchant: string) => `To confirm, enter: ${merchant}`,
  submit: 'Close the account',
  keep: 'Do not close',
  problemsTitle: 'The account is not closed',
  problems: {
    empty: (merchant: string) => `Enter the trade name: ${merchant}.`,
    different: (merchant: string) => `This is not the trade name. Enter: ${merchant}.`,
  },
  letter: {
    subject: (merchant: string) => `The account of ${merchant} is closed`,
    intro: (merchant: string) =>
      `The account of ${merchant} has just been closed by one of its owners. Nothing can be paid by its links any more.`,
    button: 'What we keep',
    linkIntro: 'What we keep, and for how long:',
    paragraphs: [
      `The requests that were still to be paid are cancelled, and the ${ownGateways} keys are erased.`,
      'If this was not meant to happen, talk to the other owners first: a closed account cannot be opened again.',
    ],
  },
  refusals: {
    money_under_way:
      'A customer is paying, or a refund is under way. Wait until it is over, then try again: a few minutes are usually enough.',
  },
} satisfies typeof fr
