import type { merchants as fr } from '../fr/merchants.ts'

const reminderProblems = (reminder: string) => ({
  range: `${reminder}: enter a number of days from 1 to 60, for example 3.`,
  twice: `${reminder}: it is already planned. Choose another day, for example 7.`,
})

export const merchants = {
  stripe: {
    title: 'Payments through Stripe',
    intro:
      'The money goes straight to your Stripe account: we never hold it. Your keys are encrypted and never shown again.',
    problemsTitle: 'The key was not saved',
    saved: (end: string, day: string) => `Key saved, ending in ${end}, on ${day}.`,
    missing: {
      live: 'No key: live mode cannot take payments yet.',
      test: 'No key: test mode goes through our test bank.',
    },
    unreadable: 'The saved key can no longer be read: enter it again.',
    kept: 'The keys are saved.',
    removed: 'The keys are removed.',
    secretKey: 'Secret key or restricted key',
    secretKeyHint: {
      live: 'It begins with sk_live_ or rk_live_. A restricted key needs to write checkout sessions and refunds.',
      test: 'It begins with sk_test_ or rk_test_.',
    },
    webhookSecret: 'Webhook secret',
    webhookHint: (url: string) =>
      `In Stripe, add an endpoint to ${url}, then copy its secret here, which begins with whsec_.`,
    webhookSaved: 'A secret is saved. If it is replaced, the old one is accepted for 24 more hours.',
    save: { live: 'Save for live mode', test: 'Save for test mode' },
    remove: { live: 'Remove the live mode keys', test: 'Remove the test mode keys' },
    problems: {
      secret_key: {
        missing: 'Enter the secret key of your Stripe account.',
        not_a_secret_key: 'A secret key begins with sk_ or rk_: copy the whole of it from Stripe.',
        other_mode: 'This key belongs to the other mode: copy the one for this mode from Stripe.',
        refused: 'Stripe refuses this key. Check that it has not been revoked and copy it again.',
        missing_permission:
          'This restricted key lacks some permissions. Allow it to write checkout sessions and refunds.',
        unreachable: 'Stripe does not answer. Try again in a few minutes.',
      },
      mode: {
        in_use: 'A payment or refund is under way with these keys: wait until it is done to remove them.',
      },
      webhook_secret: {
        malformed: 'A webhook secret begins with whsec_: copy the whole of it from Stripe.',
      },
    },
  },
  settings: {
    title: 'Settings',
    stripe: 'Payments through Stripe',
    stripeHint: 'The keys of your Stripe account, to take payments in live mode.',
    stripeLink: 'Manage my Stripe keys',
    saved: 'The settings are saved.',
    problemsTitle: 'The settings were not saved',
    identity: 'What your customers see',
    tradeName: 'Trade name',
    tradeNameHint: 'At most 20 characters. It is in every e-mail and SMS, and on the payment page.',
    contactEmail: 'Contact e-mail',
    contactEmailHint: 'Your customers answer you at this address.',
    contactPhone: 'Contact phone',
    contactPhoneHint: 'Optional, landline or mobile.',
    sms: 'SMS',
    sender: 'SMS sender',
    senderHint:
      'What is shown in place of a number. At most 11 letters or digits, without spaces or accents, with at least one letter. Operators block words such as PAIEMENT, BANQUE, INFO or SMS.',
    useSender: (sender: string) => `Use ${sender}`,
    smsPreview: 'Sample SMS, word for word:',
    notices: 'Notices to your team',
    noticesLegend: 'Tell us by e-mail',
    notifyPaid: 'when a customer has paid',
    notifyBounced: 'when a message does not reach a customer',
    noticeEmails: 'Addresses to tell',
    noticeEmailsHint: 'One a line, at most 5.',
    reminders: 'Reminders to your customers',
    remindersHint:
      'Sent between 9 a.m. and 7 p.m., Paris time, never on a Sunday or a French public holiday. They stop as soon as the request is paid, cancelled or expired, or a message is refused.',
    reminder: ['First reminder', 'Second reminder', 'Third reminder'],
    reminderDays: 'Number of days',
    reminderDaysHint: 'Leave the number of days empty to send nothing.',
    reminderMoment: 'Counted from',
    moments: { after_sending: 'days after sending', before_expiry: 'days before expiry' },
    submit: 'Save',
    problems: {
      trade_name: {
        empty: 'Enter your trade name, for example Atelier Lumière.',
        too_long: 'Shorten the trade name to 20 characters, for example Atelier Lumière.',
      },
      contact_email: {
        empty: 'Enter the e-mail address where customers reach you, for example contact@example.com.',
        invalid: 'Enter one whole e-mail address, for example contact@example.com.',
      },
      contact_phone: {
        invalid: 'Enter a whole phone number, for example 01 42 68 53 00 or +32 470 12 34 56.',
      },
      sms_sender: {
        empty: 'Enter an SMS sender, for example ATELIER.',
        characters: 'Use only unaccented letters and digits, without spaces, for example ATELIER.',
        too_long: 'Shorten the SMS sender to 11 characters, for example ATELIER.',
        digits: 'An SMS sender has at least one letter. Enter for example ATELIER33.',
        generic: 'Operators block this word. Enter a name that is yours, for example ATELIER.',
      },
      notice_emails: {
        invalid: 'Enter one whole e-mail address a line, for example accounts@example.com.',
        too_many: 'Keep at most 5 addresses, one a line, for example accounts@example.com.',
      },
      reminder_1_days: reminderProblems('First reminder'),
      reminder_2_days: reminderProblems('Second reminder'),
      reminder_3_days: reminderProblems('Third reminder'),
    },
  },
} satisfies typeof fr
