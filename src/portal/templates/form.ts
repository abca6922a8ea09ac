/** Reads the form of a template, and writes a template as a form. */
import { z } from 'zod'
import { formatAmountForInput, parseAmount } from '../../domain/money.ts'
import { parseOwnWords } from '../../domain/own-words.ts'
import { gatherFields, invalid, type Parsed, valid } from '../../domain/parsed.ts'
import { cleanText } from '../../domain/plain-text.ts'
import { longestTemplateName } from '../../domain/template.ts'
import type { Catalogue, ProblemsOf } from '../../i18n/catalogues.ts'
import type { NewTemplate, Template } from '../../merchants/template-store.ts'
import { parseDescription } from '../requests/form.ts'

const typed = z.string().default('')
/** `id`: that of the template that is changed; empty when one is added. */
const fields = z.object({ id: typed, name: typed, description: typed, message: typed, amount: typed })

export type TemplateValues = z.infer<typeof fields>
export type TemplateErrors = ProblemsOf<
  TemplateValues,
  Catalogue['requests']['problems'] & { name: Catalogue['templates']['problems'] }
>

export const readTemplateForm = (body: unknown): TemplateValues => fields.parse(body ?? {})

export function parseTemplate(values: TemplateValues) {
  const parsed = gatherFields({
    name: parseTemplateName(values.name),
    description: parseDescription(values.description),
    message: parseOwnWords(values.message),
    amount: values.amount.trim() === '' ? valid(null) : parseAmount(values.amount),
  })
  if (!parsed.ok) return { ok: false as const, errors: parsed.errors }
  const { amount, ...template } = parsed.value
  return valid<NewTemplate>({ ...template, amount_cents: amount })
}

function parseTemplateName(name: string): Parsed<string, 'empty' | 'too_long'> {
  const text = cleanText(name)
  if (text === '') return invalid('empty')
  return [...text].length > longestTemplateName ? invalid('too_long') : valid(text)
}

export const writeTemplateForm = ({ message, amount_cents, ...template }: Template): TemplateValues => ({
  ...template,
  message: message ?? '',
  amount: amount_cents === null ? '' : formatAmountForInput(amount_cents),
})
