import { type CountryCode, isSupportedCountry } from 'libphonenumber-js'
import { z } from 'zod'
import { defaultSmsCountries } from '../domain/phone.ts'
import { proxyAddresses, publicAddress } from './addresses.ts'
import { expectations } from './expectations.ts'
import { ownSecret } from './own-secret.ts'
import { type ProviderConfig, readProviders } from './providers.ts'

export interface Config extends ProviderConfig {
  production: boolean
  host: string
  port: number
  /** Origin of every link we build: without path or trailing slash. */
  publicUrl: string
  /** The values of the `Host` header that we answer to. */
  hosts: string[]
  appSecret: string
  /** Undefined: we start a PostgreSQL of our own beside the process. */
  databaseUrl: string | undefined
  dataDir: string
  brandName: string
  operator: Operator
  mailFrom: string
  mailer: 'local' | 'postmark' | 'smtp'
  texter: 'local' | 'vonage' | 'none'
  /** Who may open an account without the operator: anyone, only people invited by a team, or nobody. */
  signUp: 'open' | 'invitation' | 'closed'
  smsCountries: readonly CountryCode[]
  worker: 'inline' | 'off'
  retentionMonths: number
  trustProxy: string[]
}

/** Who runs this service, as the law wants them named. */
export interface Operator {
  name: string
  /** On one line. */
  address: string
  /** A mailbox that somebody reads, unlike `mailFrom`. */
  supportEmail: string
}

/** Its message has one readable line for each variable. The process prints it and exits with 1. */
export class ConfigError extends Error {}

const text = z.string().trim().min(1)
const port = z.coerce.number().int().min(0).max(65535)
const email = z.email()

const countries = text
  .transform((list) => list.split(',').map((country) => country.trim().toUpperCase()))
  .pipe(z.array(z.custom<CountryCode>((country) => isSupportedCountry(String(country)))))

const signUps = ['open', 'invitation', 'closed'] as const

const production = z.object({
  PUBLIC_URL: publicAddress(/^https$/),
  APP_SECRET: z.string().min(32),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  OPERATOR_NAME: text.max(120),
  OPERATOR_ADDRESS: text.max(250),
  SUPPORT_EMAIL: email,
  MAIL_FROM: email,
  MAILER: z.enum(['postmark', 'smtp']),
  // Whoever signs up sends messages in the operator's name and at the operator's cost, so the default is not `open`.
  SIGNUP: z.enum(signUps).default('invitation'),
  TEXTER: z.enum(['vonage', 'none']),
})

const anywhere = z.object({
  // A misspelt value must be an error: taken for "not production", it would open the demo account and keep messages
  // here.
  NODE_ENV: z.enum(['production', 'development', 'test']).optional(),
  PORT: port.default(3000),
  HOST: text.default('127.0.0.1'),
  PUBLIC_URL: publicAddress(/^https?$/).optional(),
  APP_SECRET: z.string().min(32).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: text.default('var'),
  BRAND_NAME: text.max(40).default('Acquit'),
  OPERATOR_NAME: text.max(120).default('Opérateur de démonstration'),
  OPERATOR_ADDRESS: text.max(250).default('1 rue de l’Exemple, 75000 Paris'),
  SUPPORT_EMAIL: email.default('aide@acquit.example'),
  MAIL_FROM: email.default('ne-pas-repondre@acquit.example'),
  MAILER: z.enum(['local', 'postmark', 'smtp']).default('local'),
  TEXTER: z.enum(['local', 'vonage', 'none']).default('local'),
  SMS_COUNTRIES: countries.default([...defaultSmsCountries]),
  SIGNUP: z.enum(signUps).default('open'),
  WORKER: z.enum(['inline', 'off']).default('inline'),
  TRUST_PROXY: proxyAddresses.default([]),
  RETENTION_MONTHS: z.coerce.number().int().min(13).max(120).default(36),
})

/** Reads the environment. An empty variable counts as missing. Throws `ConfigError`. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const named = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const isProduction = env.NODE_ENV === 'production'
  const { providers, ...read } = check(named, isProduction)
  const publicUrl = new URL(read.PUBLIC_URL ?? `http://localhost:${read.PORT}`)
  return {
    production: isProduction,
    host: read.HOST,
    port: read.PORT,
    publicUrl: publicUrl.origin,
    hosts: hostsOf(publicUrl, isProduction),
    appSecret: read.APP_SECRET ?? ownSecret(read.DATA_DIR),
    databaseUrl: read.DATABASE_URL,
    dataDir: read.DATA_DIR,
    brandName: read.BRAND_NAME,
    operator: { name: read.OPERATOR_NAME, address: read.OPERATOR_ADDRESS, supportEmail: read.SUPPORT_EMAIL },
    mailFrom: read.MAIL_FROM,
    mailer: read.MAILER,
    texter: read.TEXTER,
    ...providers,
    smsCountries: read.SMS_COUNTRIES,
    signUp: read.SIGNUP,
    worker: read.WORKER,
    retentionMonths: read.RETENTION_MONTHS,
    trustProxy: read.TRUST_PROXY,
  }
}

function check(named: Record<string, string | undefined>, isProduction: boolean) {
  const schema = isProduction ? anywhere.extend(production.shape) : anywhere
  const parsed = schema.safeParse(named)
  const { issues, ...providers } = readProviders(named, { isProduction })
  if (!parsed.success || issues.length > 0) {
    throw new ConfigError(refusal([...(parsed.error?.issues ?? []), ...issues], named))
  }
  return { ...parsed.data, providers }
}

function refusal(issues: z.core.$ZodIssue[], named: Record<string, unknown>): string {
  const names = new Set(issues.map((issue) => String(issue.path[0])))
  return [...names]
    .map((name) => {
      const problem = name in named ? 'is malformed' : 'is missing'
      return `${name} ${problem}: it should be ${expectations[name] ?? 'set'}`
    })
    .join('\n')
}

/** Outside production all loopback names are accepted: people type 127.0.0.1 as often as localhost. */
function hostsOf(publicUrl: URL, production: boolean): string[] {
  if (production) return [publicUrl.host]
  const port = publicUrl.port ? `:${publicUrl.port}` : ''
  return [publicUrl.host, ...['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}${port}`)]
}
