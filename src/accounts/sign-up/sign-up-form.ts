/** The form of a new account: posted strings -> who and which merchant, or what is wrong with each field. */
import { z } from 'zod'
import { parseEmail } from '../../domain/email.ts'
import { cleanText } from '../../domain/plain-text.ts'
import { findPasswordProblem, type PasswordProblem } from '../password/passwords.ts'

const typed = z.string().default('')
const fields = z.object({ name: typed, trade_name: typed, email: typed, password: typed })

export type SignUpValues = z.infer<typeof fields>
export type SignUpErrors = Partial<{
  name: 'empty' | 'too_long'
  trade_name: 'empty' | 'too_long'
  email: 'empty' | 'invalid'
  password: PasswordProblem
}>

export const readSignUpForm = (body: unknown): SignUpValues => fields.parse(body ?? {})

type Parsed = { ok: true; values: SignUpValues } | { ok: false; errors: SignUpErrors }

/** `brand` is nobody's password either. */
export function parseSignUp(values: SignUpValues, brand: string): Parsed {
  const owner = parseOwner(values)
  const { password, ...words } = values
  const problem = findPasswordProblem(password, [...Object.values(words), brand])
  if (owner.ok && !problem) return { ok: true, values: { ...owner.values, password } }
  const errors = owner.ok ? {} : owner.errors
  return { ok: false, errors: problem ? { ...errors, password: problem } : errors }
}

/** Who opens an account, and what their merchant is called: all but the password. */
export function parseOwner(values: SignUpValues): Parsed {
  const name = cleanText(values.name)
  const tradeName = cleanText(values.trade_name)
  const email = parseAccountEmail(values.email)
  const errors: SignUpErrors = {
    ...lengthError('name', name, 80),
    ...lengthError('trade_name', tradeName, 20),
    ...(email === undefined && { email: values.email.trim() === '' ? 'empty' : 'invalid' }),
  }
  if (email === undefined || Object.keys(errors).length > 0) return { ok: false, errors }
  return { ok: true, values: { ...values, name, trade_name: tradeName, email } }
}

/** An address one can also sign in with: better-auth knows fewer than we write to. In lower case, as it keeps them. */
export function parseAccountEmail(typedEmail: string): string | undefined {
  const parsed = parseEmail(typedEmail)
  return parsed.ok && z.email().safeParse(parsed.email).success ? parsed.email.toLowerCase() : undefined
}

function lengthError(field: 'name' | 'trade_name', text: string, most: number): SignUpErrors {
  if (text === '') return { [field]: 'empty' }
  return [...text].length > most ? { [field]: 'too_long' } : {}
}
