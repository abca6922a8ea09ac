import { spellEmail } from '../../domain/email.ts'
import { formatPhone } from '../../domain/phone.ts'
import type { PaymentRequest } from '../../requests/store.ts'

/** The form on a request's page that sends it again. */
export interface SendForm {
  values: { channel: string; email: string; phone: string; checked: string }
  errors: object
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
