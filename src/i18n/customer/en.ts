import type { CustomerCatalogue } from './fr.ts'

export const en = {
  languageName: 'English',
  deadline: (day: string, time: string) => `${day}, ${time}, Paris time`,
  footer: {
    unknownMerchant: 'Don’t know this merchant? Don’t pay, and contact them by some other means.',
    suspiciousSms: 'Suspicious text message in France? Forward it to 33700.',
    report: 'Report this request',
    about: 'About this site',
    legal: 'Legal notice',
    privacy: 'Privacy',
    accessibility: 'Accessibility',
    address: (host: string) => `You are on ${host}`,
  },
  checkout: {
    title: 'Secure payment',
    summary: 'A secure payment page, without advertising or tracking.',
    testMode: 'Test mode',
    testModeHint: 'No money changes hands.',
    asks: (merchant: string) => `${merchant} is requesting`,
    reference: 'Reference',
    until: 'Payable until',
    contact: 'Contact',
    unavailable: (merchant: string) =>
      `${merchant} cannot be paid online at the moment. Please contact them:`,
    redirected: (gateway: string) =>
      `You will enter your card details on ${gateway}’s secure page, then return here.`,
    pay: (amount: string) => `Pay ${amount}`,
    paying: 'Payment in progress…',
    errorsTitle: 'Your payment was not sent',
    declinedTitle: 'The payment did not go through',
    nothingTaken: 'No money has been taken.',
    failures: {
      processing_error: 'A technical problem interrupted the payment. You can try again.',
      card_declined: 'Your bank did not accept this payment. Try another card or contact your bank.',
      insufficient_funds: 'This card has reached its limit. Try another card.',
      '3ds_declined': 'Your bank could not confirm the payment with you. You can try again.',
      incorrect_number: 'The card details are not correct. Check them and try again.',
      fraud_suspected: 'This payment could not be accepted. Try another card or contact the merchant.',
      aborted: 'You cancelled this payment. You can try again.',
      timeout: 'The payment was not completed in time. You can try again.',
    },
    confirmingTitle: 'Your payment is being confirmed',
    confirmingText:
      'We are waiting for the bank’s answer. Please don’t pay twice: this page will tell you the outcome.',
    refresh: 'Refresh the page',
    answered: 'The answer has arrived: the page is being refreshed.',
    stillWaiting: 'Still no answer. You can close this page and come back later through the same link.',
    tooManyTitle: 'Too many tries in a short time',
    tooManyText: (minutes: number) =>
      `For security, please wait a little. Come back through the same link in ${minutes} min: it will tell you where the payment stands.`,
    paidTo: (merchant: string) => `Paid to ${merchant}`,
    stamp: 'Paid',
    stampDate: (day: string) => `on ${day}`,
    seeReceipt: 'View the receipt',
    refunded: (merchant: string, amount: string) => `${merchant} has refunded you ${amount}.`,
    disputed: (amount: string) => `This payment is disputed with your bank: ${amount} under review.`,
    lost: (amount: string) => `After the dispute, your bank gave ${amount} back to you.`,
    cancelledTitle: 'This payment request has been cancelled',
    cancelledText: (merchant: string) =>
      `You have nothing to pay. If you have any questions, contact ${merchant}.`,
    settledOtherwise: 'This payment request has been settled. You have nothing to pay.',
    expiredTitle: 'This payment request has expired',
    expiredText: (day: string, merchant: string) =>
      `It could be paid until ${day}. To receive a new one, contact ${merchant}.`,
  },
  sandbox: {
    testCards: 'Test cards',
    testCardHint: 'Any expiry date in the future, any three-digit code.',
    outcomes: {
      paid: 'paid',
      challenge: 'the bank asks for confirmation',
      card_declined: 'declined by the bank',
      insufficient_funds: 'limit reached',
      incorrect_number: 'incorrect details',
      processing_error: 'technical error',
    },
    card: {
      legend: 'Your card',
      number: 'Card number',
      expiry: 'Expiry date',
      expiryHint: 'MM/YY',
      csc: 'Security code',
      cscHint: '3 digits, on the back',
      name: 'Name on card',
    },
    problems: {
      card_number: {
        missing: 'Enter the card number, for example 4242 4242 4242 4242.',
        not_a_test_card: 'This page is in test mode: only test cards are accepted.',
        incorrect_number: 'This card number does not exist. Check it digit by digit.',
      },
      card_expiry: {
        missing: 'Enter the expiry date, for example 12/29.',
        unreadable: 'Enter the month and the year, for example 12/29.',
        past: 'This card has expired. Use another card.',
      },
      card_csc: {
        missing: 'Enter the security code, for example 123.',
        unreadable: 'The security code has 3 or 4 digits, for example 123.',
      },
      card_name: {
        missing: 'Enter the name written on the card.',
        unreadable: 'Enter the name written on the card, in 60 characters at most.',
      },
    },
  },
  receipt: {
    title: 'Payment receipt',
    merchant: 'Merchant',
    description: 'Description',
    amount: 'Amount',
    paidOn: 'Paid on',
    card: 'Card',
    refunded: 'Refunded',
    lost: 'Given back by your bank',
    net: 'Net paid',
    reference: 'Merchant’s reference',
    requestId: 'Identifier',
    notInvoice: 'This receipt is not an invoice.',
    print: 'Print the receipt',
    back: 'Back',
  },
  messages: {
    requestSubject: (merchant: string, amount: string) => `${merchant} is requesting ${amount}`,
    requestIntro: (merchant: string, amount: string) => `${merchant} is requesting ${amount} for:`,
    requestButton: (amount: string) => `Pay ${amount}`,
    linkBelow: 'If the button does not work, copy this link into your browser:',
    requestLink: 'To pay, open the secure payment page:',
    requestUntil: (day: string) => `This link can be used to pay until ${day}.`,
    reminderSubject: (merchant: string, amount: string) => `Reminder: ${merchant} is requesting ${amount}`,
    reminderIntro: (merchant: string, amount: string) =>
      `Just a reminder that ${merchant} is requesting ${amount} for:`,
    reminderPaid: 'Already paid some other way? Please disregard this reminder.',
    receiptSubject: (merchant: string, amount: string) => `Your receipt: ${amount} paid to ${merchant}`,
    receiptIntro: (merchant: string, amount: string) => `You paid ${amount} to ${merchant} for:`,
    receiptLink: 'Your receipt, to keep or print:',
    cancelSubject: (merchant: string, amount: string) =>
      `${merchant} has cancelled the request for ${amount}`,
    cancelIntro: (merchant: string, amount: string) => `${merchant} has cancelled the ${amount} request for:`,
    refundSubject: (merchant: string, amount: string) => `${merchant} has refunded you ${amount}`,
    refundIntro: (merchant: string, amount: string) => `${merchant} has refunded you ${amount} for:`,
    refundLink: 'The refund reaches your card within a few days. Your updated receipt:',
    nothingToPay: 'Nothing to pay',
    cancelLink: 'You have nothing to pay. The payment page confirms it:',
    questions: (merchant: string) =>
      `Any questions? Reply to this e-mail: your reply will reach ${merchant}.`,
    sentBy: (brand: string, merchant: string) =>
      `This e-mail is sent to you by ${brand} on behalf of ${merchant}.`,
    neverByReply: 'Never give your card or bank details by reply.',
    test: '[TEST]',
    requestSms: (merchant: string, amount: string, link: string) =>
      `${merchant} is requesting ${amount}. Payment page: ${link}`,
    reminderSms: (merchant: string, amount: string, day: string, link: string) =>
      `Reminder: ${merchant} is requesting ${amount}, payable until ${day}: ${link}`,
    receiptSms: (merchant: string, amount: string, link: string) =>
      `Paid: ${amount} to ${merchant}. Receipt: ${link}`,
    refundSms: (merchant: string, amount: string, link: string) =>
      `${merchant} has refunded you ${amount}. Receipt: ${link}`,
    cancelSms: (merchant: string, amount: string, link: string) =>
      `${merchant} has cancelled the request for ${amount}: nothing to pay. ${link}`,
  },
} satisfies CustomerCatalogue
