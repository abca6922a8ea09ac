import type { refundFailures as fr } from '../fr/refund-failures.ts'
import { ownGateways } from './gateways.ts'

export const refundFailures = {
  balance_insufficient: {
    reason: `The balance of your ${ownGateways} account is too low.`,
    advice: 'Add funds to it, or wait for your next payments, then try again.',
  },
  already_refunded: {
    reason: 'This payment has already been refunded.',
    advice: 'There is nothing else to do: the refund shows here within minutes.',
  },
  partly_refunded: {
    reason: 'A part of this payment has already been refunded: less than this amount is left.',
    advice: 'In a few minutes you see here what is left: try again with that amount.',
  },
  disputed: {
    reason: 'This payment is disputed: refunds are suspended.',
    advice: 'Answer the dispute, then wait for its end.',
  },
  too_old: {
    reason: 'This payment is too old to be refunded.',
    advice: 'Give the money back to your customer another way, for example by bank transfer.',
  },
  not_allowed: {
    reason: 'The saved key has no right to refund.',
    advice: `Save a ${ownGateways} key that may write refunds in your settings, then try again.`,
  },
  other_account: {
    reason: 'This payment was taken by another account: refund it there.',
    advice: `Or save a key of the ${ownGateways} account that took it in your settings, then try again.`,
  },
  returned: {
    reason: 'The customer’s bank did not take the money.',
    advice: 'It is back in your account: give it to your customer another way, for example by bank transfer.',
  },
  cancelled: {
    reason: `This refund was cancelled from ${ownGateways}.`,
    advice: 'If it is still owed, try again.',
  },
  not_taken: {
    reason: 'The request for this refund could not be passed on.',
    advice: 'Try again.',
  },
  other: {
    reason: `${ownGateways} declined this refund.`,
    advice: `Look at this payment on ${ownGateways}, which says more.`,
  },
} satisfies typeof fr
