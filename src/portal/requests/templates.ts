import { formatAmountForInput } from '../../domain/money.ts'
import type { Template } from '../../merchants/template-store.ts'
import type { FormValues } from './form.ts'

/** The form with what the template gives. What it does not give stays as it was typed, as all does without a template. */
export function fillFrom(values: FormValues, templates: Template[], id: string | undefined): FormValues {
  const template = templates.find((one) => one.id === id)
  if (!template) return values
  const { description, message, amount_cents } = template
  return {
    ...values,
    description,
    message: message ?? values.message,
    amount: amount_cents === null ? values.amount : formatAmountForInput(amount_cents),
  }
}
