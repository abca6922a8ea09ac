import type { messagesLocal as fr } from '../fr/messages-local.ts'

export const messagesLocal = {
  title: 'Local messages',
  hint: 'Nothing leaves this machine: here is what your customers and your team would have received.',
  empty: 'No message yet. Request a payment: its e-mail or SMS will appear here.',
  to: (recipient: string) => `to ${recipient}`,
  sender: 'From',
  replyTo: 'Reply to',
  html: (subject: string) => `E-mail: ${subject}`,
  text: 'Text version',
  segments: (count: number) => `${count} SMS`,
} satisfies typeof fr
