import type { sendBy as fr } from '../fr/send-by.ts'

export const sendBy = {
  title: 'Sending',
  choices: {
    us: 'Send the payment request for me',
    own_mail: 'Send the payment request from my own mail client',
    own_phone: 'Send the payment request from my phone’s messages',
    link: 'Give the link myself',
  },
  hints: {
    own_mail:
      'A new e-mail opens on your computer, ready to send. You will find it among your sent messages. Your customers know your address, and you write in your own words.',
    own_phone: 'A new SMS opens on your phone, ready to send.',
    link: 'Nothing is sent. Copy the link, share it or show its QR code.',
  },
  names: {
    own_mail: 'Your mail client',
    own_phone: 'Your phone’s messages',
    link: 'Only the link',
  },
  share: 'Share',
  ownText: {
    title: 'Send the SMS to your customer',
    hint: (recipient: string) => `A new SMS to ${recipient} opens in your phone’s messages.`,
    byHand: (recipient: string) =>
      `Copy this message into an SMS to ${recipient}. On a phone, this page opens the SMS by itself.`,
    open: 'Open the SMS on my phone',
    body: 'Message',
  },
} satisfies typeof fr
