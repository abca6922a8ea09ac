import { sendingHours } from '../../../domain/calendar.ts'
import type { planned as fr } from '../fr/planned.ts'

export const planned = {
  label: 'Send on',
  hint: `Optional. The message leaves on that day at ${sendingHours.first} a.m. where your customer is, or on the next working day. The proposed expiry date is counted from the sending.`,
  will: 'Will be sent on',
  created: (amount: string, recipient: string, day: string) =>
    `Request for ${amount} created. It will be sent to ${recipient} on ${day}.`,
  sendNow: 'Send now',
  sendNowHint:
    'Without waiting for that day, to the same address or another one. The permalink stays the same.',
} satisfies typeof fr
