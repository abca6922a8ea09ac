import { spellEmail } from '../../domain/email.ts'
import { formatAmountForInput } from '../../domain/money.ts'
import { formatPhone } from '../../domain/phone.ts'
import type { PaymentRequest } from '../../requests/store.ts'
import type { FormValues } from './form.ts'

/**
 * The values of a form that repeats a request. The reference and the date belong to one request only, so they start
 * empty.
 */
export function copyOf(request: PaymentRequest, empty: FormValues): FormValues {
  return {
    ...empty,
    amount: formatAmountForInput(request.amount_cents),
    channel: request.channel,
    email: request.email && !request.erased_at ? spellEmail(request.email) : '',
    phone: request.phone && !request.erased_at ? formatPhone(request.phone) : '',
    language: request.language,
    description: request.description,
    message: request.message ?? '',
    send_by: request.send_by,
  }
}
