import { sendingHours } from '../../../domain/calendar.ts'
import { longestSmsName, longestTradeName } from '../../../domain/name.ts'
import { mostDays } from '../../../domain/request-lifecycle.ts'
import { mostNoticeEmails } from '../../../domain/setting-parsers.ts'
import type { merchants as fr } from '../fr/merchants.ts'
import { gatewaySections } from './gateways.ts'
import { nameProblems } from './names.ts'

const reminderProblems = (reminder: string) => ({
  range: `${reminder}: enter a number of days from 1 to 60, for example 3.`,
  twice: `${reminder}: it is already planned. Choose another day, for example 7.`,
})

export const merchants = {
  settings: {
    title: 'Settings',
    saved: 'The settings are saved.',
    problemsTitle: 'The settings were not saved',
    contents: 'On this page',
    sections: {
      identity: 'Business',
      look: 'Appearance',
      requests: 'Requests',
      reminders: 'Reminders',
      notices: 'Notices',
      security: 'Security',
      ...gatewaySections,
      'settings-preview': 'Preview',
    },
    identity: 'Your business, as your customers see it',
    tradeName: 'Trade name',
    tradeNameHint: `At most ${longestTradeName} characters. It is in every e-mail and on the payment page, and in every SMS if it has at most ${longestSmsName}.`,
    smsName: 'Name in SMS',
    smsNameHint: `Asked for when the trade name has more than ${longestSmsName} characters: a shorter name, of at most ${longestSmsName}.`,
    legalName: 'Legal name',
    legalNameHint: 'Optional: the registered name, where it is another.',
    postalAddress: 'Postal address',
    postalAddressHint:
      'Optional, at most 5 lines. It is shown with the legal name on the payment page, the receipt and e-mails.',
    siren: 'SIREN',
    vatNumber: 'VAT number',
    numbersHint: 'Optional. It is shown with the postal address.',
    termsUrl: 'Page of your terms of sale',
    termsUrlHint:
      'Optional: a link leads there before the button to pay, on the receipt and in e-mails to your customers.',
    withdrawalUrl: 'Page where your customers withdraw',
    withdrawalUrlHint:
      'Optional: the function that the law wants of whoever sells to consumers at a distance (French consumer code, L221-21). The link says “Withdraw from contract here”.',
    contactEmail: 'Contact e-mail',
    contactEmailHint: 'Your customers reach you there.',
    contactPhone: 'Contact phone',
    contactPhoneHint: 'Optional, landline or mobile.',
    replyTo: 'Reply address',
    replyToHint: 'Optional: where replies to your e-mails go, if not to the contact e-mail.',
    look: 'Appearance',
    accent: 'Colour',
    accentPicker: 'Pick the colour',
    accentHint:
      'That of the button, the links and the stamp, for example #14553F. It is made lighter on screens in dark mode.',
    accentFits: (contrast: string) => `It reads well: a contrast of ${contrast} where 4.5 is needed.`,
    accentFails: (contrast: string) => `Too light: a contrast of ${contrast} where 4.5 is needed.`,
    useAccent: (accent: string) => `Use ${accent}`,
    requests: 'New requests',
    requestsHint: 'What the form offers; you can change it for each request.',
    defaultLanguage: 'Language',
    defaultExpiryDays: 'Days to pay',
    sender: 'SMS sender',
    senderHint:
      'What is shown in place of a number. At most 11 letters or digits, without spaces or accents, with at least one letter. Operators block words such as PAIEMENT, BANQUE, INFO or SMS.',
    useSender: (sender: string) => `Use ${sender}`,
    notices: 'Notices to your team',
    noticesLegend: 'Tell us by e-mail',
    notifyPaid: 'when a customer has paid',
    notifyBounced: 'when a message does not reach a customer',
    noticeEmails: 'Addresses to tell',
    noticeEmailsHint: `One per line, at most ${mostNoticeEmails}.`,
    reminders: 'Reminders to your customers',
    remindersHint: `Sent between ${sendingHours.first} a.m. and ${sendingHours.end - 12} p.m. where your customer is, never on a Sunday or a public holiday there. They stop as soon as the request is paid, cancelled or expired, or a message is refused.`,
    reminder: ['First reminder', 'Second reminder', 'Third reminder'],
    reminderDays: 'Number of days',
    reminderDaysHint: 'Leave the number of days empty to send nothing.',
    reminderMoment: 'Counted from',
    moments: { after_sending: 'days after sending', before_expiry: 'days before expiry' },
    security: 'Security',
    allowsKeptSessions: 'Allow staying signed in for 30 days',
    allowsKeptSessionsHint:
      'Otherwise everyone in the team signs in again after 30 minutes without activity, and after 12 hours at most.',
    submit: 'Save',
    problems: {
      trade_name: {
        ...nameProblems('Atelier Lumière'),
        empty: 'Enter your trade name, for example Atelier Lumière.',
        too_long: `Shorten the trade name to ${longestTradeName} characters, for example Atelier Lumière.`,
      },
      sms_name: {
        ...nameProblems('Lumière'),
        empty: `Enter a name of at most ${longestSmsName} characters for SMS, for example Lumière.`,
        too_long: `Shorten the name in SMS to ${longestSmsName} characters, for example Lumière.`,
      },
      legal_name: {
        ...nameProblems('Atelier Lumière SARL'),
        too_long: 'Shorten the legal name to 80 characters, for example Atelier Lumière SARL.',
      },
      postal_address: {
        too_long: 'Shorten the address to 200 characters, for example 8 rue des Tanneurs, 44000 Nantes.',
        too_many_lines:
          'Write the address on 5 lines at most, for example 8 rue des Tanneurs, then 44000 Nantes.',
      },
      siren: { invalid: 'This is no SIREN. Enter its 9 digits, for example 732 829 320.' },
      vat_number: {
        invalid:
          'This is no French VAT number. Enter FR, its key and your SIREN, for example FR 44 732 829 320.',
      },
      contact_email: {
        empty: 'Enter the e-mail address where customers reach you, for example contact@example.com.',
        invalid: 'Enter one whole e-mail address, for example contact@example.com.',
      },
      contact_phone: {
        invalid: 'Enter a whole phone number, for example 01 42 68 53 00 or +32 470 12 34 56.',
      },
      reply_to: {
        invalid: 'Enter one whole reply address, for example accounts@example.com.',
      },
      terms_url: {
        invalid:
          'Enter the whole address of your terms, with https://, for example https://example.com/terms.',
        too_long: 'Shorten the address of your terms, for example https://example.com/terms.',
      },
      withdrawal_url: {
        invalid:
          'Enter the whole address of the withdrawal page, with https://, for example https://example.com/withdrawal.',
        too_long: 'Shorten the address of the withdrawal page, for example https://example.com/withdrawal.',
      },
      accent: {
        unreadable: 'Enter a colour as six hexadecimal digits, for example #14553F.',
        contrast: (nearest: string) =>
          `This colour is too light to be read. Choose a darker one, for example ${nearest}.`,
      },
      default_language: { unknown: 'Choose a language of the list, for example French.' },
      default_expiry_days: { range: `Enter a number of days to pay from 1 to ${mostDays}, for example 30.` },
      sms_sender: {
        empty: 'Enter an SMS sender, for example ATELIER.',
        characters: 'Use only unaccented letters and digits, without spaces, for example ATELIER.',
        too_long: 'Shorten the SMS sender to 11 characters, for example ATELIER.',
        digits: 'An SMS sender has at least one letter. Enter for example ATELIER33.',
        generic: 'Operators block this word. Enter a name that is yours, for example ATELIER.',
      },
      reminder_1_days: reminderProblems('First reminder'),
      reminder_2_days: reminderProblems('Second reminder'),
      reminder_3_days: reminderProblems('Third reminder'),
      notice_emails: {
        invalid: 'Enter one whole e-mail address a line, for example accounts@example.com.',
        too_many: `Keep at most ${mostNoticeEmails} addresses, one a line, for example accounts@example.com.`,
      },
    },
  },
  logo: {
    title: 'Logo',
    current: 'Your logo as it is now',
    add: 'Add a logo',
    change: 'Change the logo',
    saved: 'The logo is saved.',
    removed: 'The logo is removed.',
    file: 'Logo file',
    fileHint: 'PNG or JPEG, at most 512 KiB. It is scaled down to 160 × 56 points and put on white.',
    submit: 'Save the logo',
    remove: 'Remove the logo',
    problemsTitle: 'The logo was not saved',
    problems: {
      missing: 'Choose a PNG or JPEG file.',
      too_large: 'This file is over 512 KiB. Choose a lighter one.',
      not_an_image: 'This file is neither a PNG nor a JPEG. Save your logo in one of these formats.',
      too_many_pixels: 'This image is too large. Choose one of at most 8 million pixels.',
      too_long: 'This image is too long. Choose one whose longer side is at most 20 times the other.',
      unreadable: 'This image is damaged. Save it again, then choose it here.',
    },
  },
  preview: {
    title: 'Preview',
    parts: { page: 'Payment page', email: 'E-mail', sms: 'SMS' },
    frame: { page: 'Preview of the payment page', email: 'Preview of the e-mail' },
    from: 'From',
    replyTo: 'Reply to',
    subject: 'Subject',
    refresh: 'Refresh the preview',
  },
} satisfies typeof fr
