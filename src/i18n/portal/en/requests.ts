import { formatCount } from '../../../domain/formats.ts'
import { limits } from '../../../domain/limits.ts'
import { formatAmount, maxAmountCents, minAmountCents } from '../../../domain/money.ts'
import { minRefundCents, mostRefundDays } from '../../../domain/refund.ts'
import { mostDays } from '../../../domain/request-lifecycle.ts'
import type { requests as fr } from '../fr/requests.ts'
import { ownGateways } from './gateways.ts'

export const requests = {
  title: 'Payments',
  ask: 'Request a payment',
  totals: (pending: string, paid: string, _isPlural: boolean, month: string) =>
    `${pending} pending · ${paid} collected in ${month}`,
  tabs: { title: 'Payments by status', all: 'All', paid: 'Paid' },
  columns: {
    recipient: 'Recipient',
    description: 'Description',
    sent: 'Sent',
    status: 'Status',
    amount: 'Amount',
  },
  first: 'Newest',
  next: 'Next',
  keys: {
    title: 'Keyboard shortcuts',
    enter: 'Enter',
    search: 'search',
    ask: 'ask for a payment',
    next: 'next payment',
    previous: 'previous payment',
    open: 'open the payment',
    on: 'Switch on in this browser',
    off: 'Switch off in this browser',
  },
  pages: 'Pages of the list',
  attention: {
    hint: 'Your customer did not receive the last message, or may not have; or they contest their payment.',
    empty: {
      title: 'Nothing to check',
      hint: 'No payment is disputed, and no message of a pending request was refused.',
      action: 'See all payments',
    },
  },
  filter: {
    title: 'Search and filters',
    q: 'Search',
    placeholder: 'Customer, words, reference, amount',
    status: 'Status',
    anyStatus: 'Any status',
    attention: 'To check',
    submit: 'Filter',
    more: 'More filters',
    channel: 'Sent by',
    anyChannel: 'E-mail and SMS',
    from: 'Requested from',
    to: 'Requested until',
    active: 'Filters',
    typed: (words: string) => `“${words}”`,
    since: (day: string) => `from ${day}`,
    until: (day: string) => `until ${day}`,
    remove: 'Remove the filter',
    clear: 'Clear all',
    found: ({ requests, isMore }: { requests: number; isMore: boolean }, sum: string) => {
      if (isMore) return `More than ${formatCount(requests, 'en')} payments`
      if (requests === 0) return 'No payments'
      return `${formatCount(requests, 'en')} payment${requests > 1 ? 's' : ''} · ${sum}`
    },
    empty: {
      title: 'No payment matches',
      hint: 'Check the spelling, search for a single word or remove a filter.',
      action: 'See all payments',
    },
    problemsTitle: 'The list is not filtered',
    problems: {
      q: { too_long: 'Shorten the search to 200 characters, for example Arc lamp.' },
      status: { unknown: 'Choose a status from the list, for example Paid.' },
      channel: { unknown: 'Choose how it was sent from the list, for example SMS.' },
      from: { unreadable: 'Enter a date, for example 2026-12-01.' },
      to: {
        unreadable: 'Enter a date, for example 2026-12-31.',
        before_from: (from: string) => `Choose ${from} or a later day.`,
      },
    },
  },
  changes: {
    news: (count: number) => {
      if (count > 99) return 'More than 99 new requests'
      return count > 1 ? `${count} new requests` : 'One new request'
    },
    said: (recipient: string, status: string) => `${recipient}: ${status}`,
  },
  empty: {
    title: 'No payment yet',
    hint: 'Request a payment by e-mail or SMS: your customer receives a link and pays online, without an account.',
    action: 'Request a first payment',
  },
  firstDay: {
    look: {
      title: 'Your name and your colours',
      hint: 'What your customers see on the payment page and in messages.',
      action: 'Set them up',
    },
    trial: {
      title: 'Try it on yourself',
      hint: 'Request €1.00 from yourself in test mode, then pay with a test card. No money changes hands.',
      action: 'Request €1.00 from me',
      description: 'My first try',
    },
    live: {
      title: 'Get paid for real',
      hint: `Connect your ${ownGateways} account: the money goes straight to you.`,
      action: `Connect ${ownGateways}`,
    },
  },
  channels: { email: 'E-mail', sms: 'SMS' },
  form: {
    title: 'Send a payment request',
    made: 'See the request already created',
    problemsTitle: 'The payment request was not sent',
    amount: 'Amount',
    recipient: 'Recipient',
    byEmail: 'E-mail',
    bySms: 'Mobile number',
    email: 'E-mail',
    phone: 'Phone number',
    language: 'Language',
    description: 'Description',
    message: 'Your message',
    messageHint: 'Optional. In the e-mail and on the pay page, at most 300 characters.',
    options: 'More options',
    expiresOn: 'Expiry date',
    expiresOnHint: 'Payable until the end of that day, Paris time.',
    reference: 'Your reference',
    referenceHint: 'Optional. Your customer will see it.',
    submit: 'Send',
  },
  problems: {
    seen_mode: {
      changed: 'You changed the mode in another tab. Check it, then send.',
    },
    idempotency_key: {
      missing: 'This form was incomplete: nothing was sent. Check it, then send it again.',
      malformed: 'This form was incomplete: nothing was sent. Check it, then send it again.',
      sent_already:
        'This form was already sent with other content. To send this request as well as the first one, check it, then send it again.',
    },
    amount: {
      empty: 'Enter an amount, for example 49.90.',
      ambiguous: 'Enter the amount in digits, without a thousands separator, for example 1234.50.',
      too_small: `Enter an amount of at least ${formatAmount(minAmountCents, 'en')}, for example ${minAmountCents / 100}.`,
      too_large: `Enter an amount of at most ${formatAmount(maxAmountCents, 'en')}, for example ${maxAmountCents / 100}.`,
    },
    channel: { unknown: 'Choose how to reach your customer, for example by e-mail.' },
    email: {
      empty: 'Enter your customer’s e-mail address, for example lea.martin@example.com.',
      invalid: 'Enter one whole e-mail address, for example lea.martin@example.com.',
    },
    phone: {
      empty: 'Enter your customer’s mobile number, for example 06 12 34 56 78.',
      invalid: 'Enter a whole mobile number, for example 06 12 34 56 78 or +32 470 12 34 56.',
      not_mobile: 'This number does not receive SMS. Enter a mobile number, for example 06 12 34 56 78.',
      country:
        'SMS are not sent to this country. Enter another number, for example 06 12 34 56 78, or choose e-mail.',
    },
    language: { unknown: 'Choose a language from the list, for example French.' },
    description: {
      empty: 'Tell your customer what they are paying for, for example Invoice 2026-118.',
      too_long: 'Shorten the description to 80 characters, for example Invoice 2026-118.',
      card_number: 'Do not write a card number. Describe what is to be paid, for example Invoice 2026-118.',
    },
    message: {
      too_long: 'Shorten your message to 300 characters, for example Thank you for your trust.',
      card_number: 'Do not write a card number. Enter for example Thank you for your trust.',
      link: 'Do not write a web address, and leave a space after each full stop, for example Thank you. See you soon.',
      address:
        'Do not write an e-mail address: your customer will answer to yours. Enter for example Thank you.',
      phone: 'Do not write a telephone number: yours is under the message. Enter for example Thank you.',
    },
    send_by: { unsuitable: 'Choose a way that suits the recipient, for example sending it for you.' },
    send_on: {
      unreadable: (_min: string, _max: string, first: string, last: string) =>
        `Enter a date, for example ${first} or ${last}.`,
      past: (_min: string, _max: string, first: string, last: string) =>
        `Choose a day from ${first} to ${last}, or leave it empty to send today.`,
      too_far: (_min: string, _max: string, first: string, last: string) =>
        `A request is sent within ${mostDays} days. Choose a day from ${first} to ${last}.`,
      unsuitable: 'Leave this field empty, or choose that the request is sent for you.',
    },
    expires_on: {
      unreadable: (first: string, last: string) => `Enter a date, for example ${first} or ${last}.`,
      past: (first: string, last: string) =>
        `This date is in the past. Choose a day from ${first} to ${last}.`,
      before_sending: (first: string, last: string) =>
        `This date does not come after the sending. Choose a day from ${first} to ${last}.`,
      too_far: (first: string, last: string) =>
        `A request can be paid for at most ${mostDays} days. Choose a day from ${first} to ${last}.`,
    },
    reference: {
      too_long: 'Shorten the reference to 80 characters, for example 2026-118.',
      card_number: 'Do not write a card number. Enter for example 2026-118.',
    },
  },
  preview: {
    title: 'Your customer will receive:',
  },
  detail: {
    title: (amount: string) => `Payment of ${amount}`,
    cancel: 'Cancel',
    copy: 'Duplicate',
    permalink: 'Permalink',
    permalinkHint: 'To paste into an e-mail or a message if your customer has received nothing.',
    qr: 'QR code',
    slip: 'Print a slip',
    slipTitle: 'Slip to print',
    print: 'Print',
    qrHint: 'QR code of the permalink',
    facts: 'Details',
    referenceShort: (reference: string) => `ref. ${reference}`,
    paid: 'Paid on',
    refunded: 'Refunded',
    lost: 'Dispute lost',
    net: 'Net',
    send: 'Send again',
    receipt: 'See the receipt',
    copyLink: 'Copy the link',
    language: 'Language',
    expires: 'Payable until',
    sentBy: 'Sent from',
    id: 'Identifier',
  },
  messageProblem: {
    bounced: (recipient: string) => `Our message to ${recipient} came back.`,
    failed: (recipient: string) => `Our message to ${recipient} was not sent.`,
    uncertain: (recipient: string) => `We do not know whether the message to ${recipient} was sent.`,
    advice: {
      bounced:
        'Check the address or number, correct it if need be, then send the request again. You can also copy the permalink and give it to your customer yourself.',
      failed:
        'Check the address or number, correct it if need be, then send the request again. You can also copy the permalink and give it to your customer yourself.',
      uncertain:
        'Wait a few minutes: the answer sometimes comes later. Or send the request again now: your customer may receive it twice.',
    },
    goToSend: 'Send the request again',
    goToPermalink: 'Copy the permalink',
  },
  sendAgain: {
    title: 'Send again',
    hint: 'To the same address or to another. The permalink stays the same.',
    submit: 'Send the request again',
    problemsTitle: 'The request was not sent again',
    checked: { email: 'I have checked this address', sms: 'I have checked this number' },
    checkedHint: (reason: string) => `${reason} Tick to write to them again.`,
    problems: {
      suppressed: 'A message to this recipient was refused. Correct it, or confirm that you have checked it.',
      too_many_messages: (minutes: number) =>
        `Five messages went to this recipient within an hour. Try again in ${minutes > 1 ? `${minutes} minutes` : 'a minute'}.`,
      too_many_mailbox: (minutes: number) =>
        `This recipient has had many messages within an hour. Try again in ${minutes > 1 ? `${minutes} minutes` : 'a minute'}.`,
      too_many_texts: `Your SMS have reached the limit of ${formatCount(limits.texts.most, 'en')} a day. Send an e-mail, or try again tomorrow.`,
    },
  },
  reminders: {
    title: 'Reminders',
    hint: 'Your reminders are sent as long as the request is to be paid and messages arrive.',
    stop: 'Stop the reminders',
  },
  sent: (amount: string, recipient: string) => `Request for ${amount} sent to ${recipient}.`,
  created: (amount: string) => `Request for ${amount} created.`,
  another: 'New request',
  flash: {
    cancelled: 'The request is cancelled. Your customer can no longer pay it.',
    not_cancellable: 'This request can no longer be cancelled.',
    being_paid: 'Your customer is paying right now: the request stays pending. Try again in a few minutes.',
    settled_otherwise:
      'The request is settled otherwise. Its link tells your customer that they have nothing to pay.',
    not_settleable: 'This request is no longer pending: it can no longer be settled otherwise.',
    reopened: 'The request is no longer noted as settled.',
    extended: 'The date is put off. The link stays the same.',
    not_extendable: 'This request can no longer be given a later date.',
    not_reopenable: 'This request can no longer be made pending again.',
    sent_now: 'The request is sent to your customer.',
    scheduled: 'The schedule is created. Each payment has its own link.',
    not_schedulable: 'This request has a schedule already, or can no longer have one.',
    sent_again: 'The request is sent to your customer again.',
    not_payable: 'There is nothing left to pay on this request: nothing was sent.',
    suppressed: 'A message to this recipient was refused: nothing was sent.',
    reminders_stopped: 'The reminders of this request are stopped.',
    refunded: 'The refund is requested. Your customer is told as soon as it is made.',
    not_refundable: 'This request is not paid: there is nothing to refund.',
    too_late: `A payment can no longer be refunded after ${mostRefundDays} days.`,
  },
  mailto: {
    title: 'Send the e-mail to your customer',
    hint: (recipient: string) =>
      `A new e-mail to ${recipient} opens in your mail client. You can change it before sending it.`,
    open: 'Open the e-mail in my mail client',
    byHand: 'Nothing opens? Copy the subject and the message into your mail client.',
    subject: 'Subject',
    body: 'Message',
  },
  history: {
    title: 'History',
    older: 'Older events',
    until: (day: string) => `until ${day}`,
    newest: 'Back to the request',
    to: (recipient: string) => `to ${recipient}`,
    byYou: 'by you',
    by: (person: string) => `by ${person}`,
    byTeam: 'by your team',
    messages: {
      request: (channel: string) => channel,
      reminder: () => 'Reminder',
      extension: () => 'Word of a later date',
      receipt: () => 'Receipt',
      cancel_notice: () => 'Cancellation notice',
      refund_notice: () => 'Refund notice',
      paid_notice: () => 'Payment notice',
      bounced_notice: () => 'Non-delivery notice',
      dispute_notice: () => 'Dispute notice',
      refund_failed_notice: () => 'Refused refund notice',
    },
    addressees: {
      extension: 'to the customer',
      receipt: 'to the customer',
      cancel_notice: 'to the customer',
      refund_notice: 'to the customer',
      paid_notice: 'to your team',
      bounced_notice: 'to your team',
      dispute_notice: 'to your team',
      refund_failed_notice: 'to your team',
    },
    events: {
      created: () => 'Request created',
      message_sent: (message: string) => `${message} sent`,
      message_delivered: (message: string) => `${message} delivered`,
      message_bounced: (message: string) => `${message} refused`,
      message_failed: (message: string) => `${message} not sent`,
      message_uncertain: (message: string) => `${message} perhaps sent`,
      attempt_started: () => 'Payment begun',
      attempt_page_opened: () => 'Payment page opened',
      attempt_challenged: () => 'Confirmation asked by the customer’s bank',
      attempt_declined: () => 'Card declined',
      attempt_unknown: () => 'Payment being confirmed',
      attempt_failed: () => 'Payment declined',
      attempt_abandoned: () => 'Payment given up',
      paid: () => 'Request paid',
      cancelled: () => 'Request cancelled',
      expired: () => 'Request expired',
      settled_otherwise: () => 'Request settled otherwise',
      reopened: () => 'Request made pending again',
      extended: () => 'Given a later date',
      refund_started: () => 'Refund requested',
      refund_succeeded: () => 'Refund made',
      refund_failed: () => 'Refund declined',
      gateway_refund_started: (gateway: string) => `Refund begun from ${gateway}`,
      gateway_refund_succeeded: (gateway: string) => `Refunded from ${gateway}`,
      gateway_refund_failed: (gateway: string) => `Refund from ${gateway} not completed`,
      dispute_opened: () => 'Payment disputed by the customer',
      dispute_won: () => 'Dispute won',
      dispute_lost: () => 'Dispute lost',
      dispute_closed: () => 'Dispute closed without consequence',
      recipient_changed: () => 'Recipient corrected',
      reminders_stopped: () => 'Reminders stopped',
      customer_erased: () => 'Customer’s details erased',
    },
    hints: {
      gateway_refund_failed: 'The amount was not given back to the customer.',
      dispute_won: 'The sum remains yours.',
      dispute_lost: 'The customer’s bank has given the sum back to them.',
      message_uncertain: 'The sending service did not answer. Nothing is sent again without you.',
      attempt_unknown: 'The bank has not answered yet. Nobody can pay a second time.',
    },
    mayRetry: 'Your customer can try again.',
  },
  noGateway: {
    title: `Live mode awaits your ${ownGateways} key`,
    text: `In live mode the money goes straight to your ${ownGateways} account: we never hold it. To request a first real payment, save your account’s secret key in the settings.`,
    testHint: 'Meanwhile, test mode lets you try everything without money.',
  },
  dispute: {
    title: { open: 'Disputed payment', lost: 'Dispute lost' },
    text: {
      open: (amount: string) => `Your customer contests ${amount} with their bank.`,
      lost: (amount: string) =>
        `${amount} were given back to your customer by their bank: this sum is no longer counted as collected.`,
    },
    answerBy: (day: string) => `Answer by ${day} at the latest: without an answer, the sum is lost.`,
    noAnswer: 'No answer is awaited from you for now.',
    suspended: 'Refunds are suspended while the dispute lasts.',
    answer: (gateway: string) => `Answer on ${gateway}`,
    see: (gateway: string) => `See the dispute on ${gateway}`,
  },
  refund: {
    action: 'Refund',
    title: 'Refund this payment',
    rest: (amount: string) =>
      `${amount} can still be refunded. The money goes back to the payment method used.`,
    amount: 'Amount to refund',
    submit: 'Refund',
    keep: 'Do not refund',
    refusedTitle: 'Nothing was refunded',
    made: 'See the refund already requested',
    problems: {
      empty: 'Enter the amount to refund, for example 49.90.',
      ambiguous: 'Enter the amount in euros and cents, for example 49.90.',
      too_small: `The smallest refund is ${formatAmount(minRefundCents, 'en')}.`,
      too_large: 'This amount is more than what can still be refunded.',
      above_rest: 'This amount is more than what can still be refunded.',
      missing: 'This form was incomplete. Check the amount, then send it again.',
      malformed: 'This form was incomplete. Check the amount, then send it again.',
      sent_already:
        'This form was already sent with another amount. To refund this sum as well, check it, then send it again.',
    },
  },
  cancellation: {
    title: 'Cancel this request?',
    text: (recipient: string, amount: string) =>
      `${recipient} will no longer be able to pay ${amount} with this link. A cancelled request cannot be restored.`,
    submit: 'Cancel the request',
    keep: 'Do not cancel',
  },
} satisfies typeof fr
