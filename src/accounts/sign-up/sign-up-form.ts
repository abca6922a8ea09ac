/** Reads the sign-up form: the person, their merchant and password, or what is wrong with each field. */
import { z } from 'zod'
import { parseEmail } from '../../domain/email.ts'
import { longestPersonName, longestTradeName, type NameProblem, parseName } from '../../domain/name.ts'
import { gatherFields, invalid, type Parsed, valid } from '../../domain/parsed.ts'
import { findPasswordProblem, type PasswordProblem } from '../password/passwords.ts'

const typed = z.string().default('')
const fields = z.object({ name: typed, trade_name: typed, email: typed, password: typed })

export type SignUpValues = z.infer<typeof fields>
export type SignUpErrors = Partial<{
  name: NameProblem
  trade_name: NameProblem
  email: 'empty' | 'invalid'
  password: PasswordProblem
}>

export const readSignUpForm = (body: unknown): SignUpValues => fields.parse(body ?? {})

/** `brand`: neither a name nor a password may be the platform's name. */
export function parseSignUp(values: SignUpValues, brand: string) {
  const { password, ...words } = values
  const problem = findPasswordProblem(password, [...Object.values(words), brand])
  const read: Parsed<string, PasswordProblem> = problem ? invalid(problem) : valid(password)
  return gatherFields({ ...ownerOf(values, brand), password: read })
}

/** The person and their merchant, without the password. */
export function parseOwner(values: Omit<SignUpValues, 'password'>, brand: string) {
  return gatherFields(ownerOf(values, brand))
}

function ownerOf(values: Omit<SignUpValues, 'password'>, brand: string) {
  return {
    name: parseName(values.name, longestPersonName, brand),
    trade_name: parseName(values.trade_name, longestTradeName, brand),
    email: parseSignInEmail(values.email),
  }
}

function parseSignInEmail(typed: string): Parsed<string, 'empty' | 'invalid'> {
  const email = parseAccountEmail(typed)
  return email === undefined ? invalid(typed.trim() === '' ? 'empty' : 'invalid') : valid(email)
}

/** An address that can be used to sign in, in lower case. better-auth accepts fewer addresses than we can write to. */
export function parseAccountEmail(typedEmail: string): string | undefined {
  const parsed = parseEmail(typedEmail)
  return parsed.ok && z.email().safeParse(parsed.value).success ? parsed.value.toLowerCase() : undefined
}
