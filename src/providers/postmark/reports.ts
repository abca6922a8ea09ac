/**
 * Turns Postmark's webhooks into reports. They are not signed, only protected by Basic auth, so they change nothing
 * but a message's status.
 */
import { z } from 'zod'
import type { MessageFailure } from '../../domain/message-failures.ts'
import type { Report } from '../../messages/report.ts'

const common = {
  MessageID: z.string().max(100),
  Metadata: z.object({ message_id: z.string().max(40).optional() }).optional(),
}
const webhook = z.discriminatedUnion('RecordType', [
  z.object({ RecordType: z.literal('Delivery'), ...common }),
  z.object({
    RecordType: z.literal('Bounce'),
    ID: z.number(),
    Type: z.string(),
    /** Postmark itself sends nothing more to this address. */
    Inactive: z.boolean().optional(),
    ...common,
  }),
  z.object({ RecordType: z.literal('SpamComplaint'), ID: z.number(), ...common }),
])

const bounces: Record<string, MessageFailure> = {
  HardBounce: 'unknown_address',
  BadEmailAddress: 'unknown_address',
  ManuallyDeactivated: 'suppressed',
  SpamNotification: 'blocked',
  SoftBounce: 'mailbox_full',
  Blocked: 'blocked',
  DMARCPolicy: 'blocked',
  VirusNotification: 'blocked',
  DnsError: 'unreachable',
  Unknown: 'other',
  SMTPApiError: 'other',
}

/** Undefined for events that do not say what became of the message: delays, automatic answers, opens, unknown kinds. */
export function readPostmarkReport(body: unknown): Report | undefined {
  const parsed = webhook.safeParse(body)
  if (!parsed.success) return undefined
  const event = parsed.data
  const about = { provider: 'postmark', messageId: event.Metadata?.message_id, ref: event.MessageID } as const
  if (event.RecordType === 'Delivery') {
    return {
      ...about,
      eventId: `delivery:${event.MessageID}`,
      fate: 'delivered',
      reason: null,
      suppresses: false,
    }
  }
  if (event.RecordType === 'SpamComplaint' || event.Type === 'SpamComplaint') {
    return {
      ...about,
      eventId: `complaint:${event.ID}`,
      fate: undefined,
      reason: 'complaint',
      suppresses: true,
    }
  }
  const reason = bounces[event.Type]
  if (!reason) return undefined
  const suppresses = event.Inactive ?? reason === 'unknown_address'
  return { ...about, eventId: `bounce:${event.ID}`, fate: 'bounced', reason, suppresses }
}
