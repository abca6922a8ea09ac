/** Reads the sign-up form: the person, their merchant and password, or what is wrong with each field. */
import { z } from 'zod'
import { parseEmail } from '../../domain/email.ts'
import { gatherFields, invalid, type Parsed, type ParsedFields, valid } from '../../domain/parsed.ts'
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

/** `brand`: a password must not consist of the brand's name either. */
export function parseSignUp(
  values: SignUpValues,
  brand: string,
): ParsedFields<Owner & { password: Parsed<string, PasswordProblem> }> {
  const { password, ...words } = values
  const problem = findPasswordProblem(password, [...Object.values(words), brand])
  return gatherFields({ ...ownerOf(values), password: problem ? invalid(problem) : valid(password) })
}

/** The person and their merchant, without the password. */
export function parseOwner(values: Omit<SignUpValues, 'password'>): ParsedFields<Owner> {
  return gatherFields(ownerOf(values))
}

type Owner = ReturnType<typeof ownerOf>

function ownerOf(values: Omit<SignUpValues, 'password'>) {
  return {
    name: parseName(values.name, 80),
    trade_name: parseName(values.trade_name, 20),
    email: parseSignInEmail(values.email),
  }
}

function parseName(typed: string, most: number): Parsed<string, 'empty' | 'too_long'> {
  const name = cleanText(typed)
  if (name === '') return invalid('empty')
  return [...name].length > most ? invalid('too_long') : valid(name)
}

function parseSignInEmail(typed: string): Parsed<string, 'empty' | 'invalid'> {
  const email = parseAccountEmail(typed)
  return email === undefined ? invalid(typed.trim() === '' ? 'empty' : 'invalid') : valid(email)
}

/** An address that can be used to sign in, in lower case. better-auth accepts fewer addresses than we can write to. */
export function parseAccountEmail(typedEmail: string): string | undefined {
  const parsed = parseEmail(typedEmail)
  return parsed.ok && z.email().safeParse(parsed.email).success ? parsed.email.toLowerCase() : undefined
}
