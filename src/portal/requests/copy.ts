import { formatAmountForInput } from '../../domain/money.ts'
import { formatPhone } from '../../domain/phone.ts'
import type { PaymentRequest } from '../../requests/store.ts'
import type { FormValues } from './form.ts'

/** The form for the same once more; what belongs to one request alone, its reference and its date, begins anew. */
export function copyOf(request: PaymentRequest, empty: FormValues): FormValues {
  return {
    ...empty,
    amount: formatAmountForInput(request.amount_cents),
    channel: request.channel,
    email: request.erased_at ? '' : (request.email ?? ''),
    phone: request.phone && !request.erased_at ? formatPhone(request.phone) : '',
    language: request.language,
    description: request.description,
    own_mail: request.own_mail ? 'on' : '',
  }
}
