import type { notices as fr } from '../fr/notices.ts'

export const notices = {
  paidSubject: (customer: string, amount: string) => `Payment received: ${amount} from ${customer}`,
  paidIntro: (customer: string, amount: string) => `${customer} has paid you ${amount} for:`,
  paidLateSubject: {
    cancelled: (customer: string, amount: string) =>
      `Payment received after cancellation: ${amount} from ${customer}`,
    expired: (customer: string, amount: string) =>
      `Payment received after expiry: ${amount} from ${customer}`,
    settled_otherwise: (customer: string, amount: string) =>
      `Payment received after being settled otherwise: ${amount} from ${customer}`,
  },
  paidLate: {
    cancelled:
      'This payment came after the request was cancelled. The money has been collected: agree with your customer whether to refund it.',
    expired:
      'This payment came after the request expired. The money has been collected: agree with your customer whether to refund it.',
    settled_otherwise:
      'This payment came after the request was settled otherwise. The money has been collected: agree with your customer whether to refund it.',
  },
  paidButton: 'See the payment',
  paidLink: 'To see this payment:',
  bouncedSubject: (customer: string, amount: string) =>
    `Message not delivered to ${customer}: request for ${amount}`,
  bouncedIntro: (customer: string, amount: string) =>
    `${customer} did not receive the message that asked for ${amount} for:`,
  bouncedButton: 'Correct and send again',
  bouncedLink: 'To correct the recipient and send the request again:',
  bouncedAdvice:
    'Check the address or number, correct it if need be, then send the request again. You can also copy its permalink and give it to your customer yourself.',
  disputeSubject: (customer: string, amount: string) => `Payment disputed: ${amount} from ${customer}`,
  disputeIntro: (customer: string, amount: string) =>
    `${customer} contests with their bank ${amount} paid for:`,
  disputeAnswerBy: (day: string) => `Answer by ${day} at the latest: without an answer, the sum is lost.`,
  disputeNoAnswer: 'No answer is awaited from you for now.',
  disputeEnded: {
    won: 'The dispute is won: the sum remains yours.',
    lost: 'The dispute is lost: the customer’s bank has given the sum back to them.',
    closed: 'The dispute is closed without consequence.',
  },
  disputeButton: 'See the dispute',
  disputeLink: 'To see the dispute and answer it:',
  refundFailedSubject: (customer: string, amount: string) => `Refund not made: ${amount} to ${customer}`,
  refundFailedIntro: (customer: string, amount: string) =>
    `The refund of ${amount} to ${customer} did not happen. It was for:`,
  refundFailedButton: 'See the payment',
  refundFailedLink: 'To see this payment:',
  urgentSettings: (brand: string) =>
    `${brand} sends this notice to the account’s owners and to the addresses chosen in your settings.`,
  settings: (brand: string) =>
    `${brand} sends this notice to the addresses chosen in your settings, where you can stop it.`,
} satisfies typeof fr
