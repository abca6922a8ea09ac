import type { FastifyReply } from 'fastify'
import { spellEmail } from '../../domain/email.ts'
import type { TooMany } from '../../domain/errors.ts'
import { formatPhone } from '../../domain/phone.ts'
import type { Catalogue } from '../../i18n/catalogues.ts'
import type { PaymentRequest } from '../../requests/store.ts'

type Problems = Catalogue['requests']['problems']
type SendProblems = keyof Catalogue['requests']['sendAgain']['problems']
export type SendErrors = {
  [Field in 'channel' | 'email' | 'phone']?: keyof Problems[Field] | SendProblems
}

/** Only these limits count the messages that merchants send again. */
const problemOf = ({ limit }: TooMany) => `too_many_${limit as 'messages' | 'mailbox' | 'texts'}` as const

/** Answers 429. Returns what the form says beside the field, and how many minutes to wait. */
export function refuseTooMany(reply: FastifyReply, refusal: TooMany) {
  const { retryAfterSeconds } = refusal
  reply.code(429).header('Retry-After', retryAfterSeconds)
  return { problem: problemOf(refusal), minutes: Math.ceil(retryAfterSeconds / 60) }
}

/** The form on a request's page that sends it again. */
export interface SendForm {
  values: { channel: string; email: string; phone: string; checked: string }
  errors: SendErrors
  /** The address the message was to be sent to. */
  recipient?: string
  /** How many minutes to wait, when too many messages went to this address. */
  minutes?: number
}

export function emptySendForm({ channel, email, phone }: PaymentRequest): SendForm {
  return {
    values: {
      channel,
      email: email ? spellEmail(email) : '',
      phone: phone ? formatPhone(phone) : '',
      checked: '',
    },
    errors: {},
  }
}
