/** Environment variables, except those of the providers: which are required, and what they may be. */
import { type CountryCode, isSupportedCountry } from 'libphonenumber-js'
import { z } from 'zod'
import { defaultSmsCountries } from '../domain/phone.ts'
import { metricsAddress, proxyAddresses, publicAddress } from './addresses.ts'

const text = z.string().trim().min(1)
const port = z.coerce.number().int().min(0).max(65535)
const email = z.email()

const countries = text
  .transform((list) => list.split(',').map((country) => country.trim().toUpperCase()))
  .pipe(z.array(z.custom<CountryCode>((country) => isSupportedCountry(String(country)))))

const database = z.url({ protocol: /^postgres(ql)?$/ })

const signUps = ['open', 'invitation', 'closed'] as const

/** In production these are required, or have another default. */
export const production = z.object({
  PUBLIC_URL: publicAddress(/^https$/),
  APP_SECRET: z.string().min(32),
  DATABASE_URL: database,
  OPERATOR_NAME: text.max(120),
  OPERATOR_ADDRESS: text.max(250),
  SUPPORT_EMAIL: email,
  MAIL_FROM: email,
  MAILER: z.enum(['postmark', 'smtp']),
  // Whoever signs up sends messages in the operator's name and at the operator's cost, so the default is not `open`.
  SIGNUP: z.enum(signUps).default('invitation'),
  TEXTER: z.enum(['vonage', 'none']),
})

export const anywhere = z.object({
  // A misspelt value must be an error: taken for "not production", it would open the demo account and keep messages
  // here.
  NODE_ENV: z.enum(['production', 'development', 'test']).optional(),
  PORT: port.default(3000),
  HOST: text.default('127.0.0.1'),
  PUBLIC_URL: publicAddress(/^https?$/).optional(),
  APP_SECRET: z.string().min(32).optional(),
  APP_SECRET_PREVIOUS: z.union([z.literal('lost'), z.string().min(32)]).optional(),
  DATABASE_URL: database.optional(),
  DATABASE_POOLER: z.enum(['transaction']).optional(),
  DATABASE_DIRECT_URL: database.optional(),
  DATABASE_REPLICA_URL: database.optional(),
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
  METRICS_PORT: metricsAddress.optional(),
  WORKER: z.enum(['inline', 'off']).default('inline'),
  TRUST_PROXY: proxyAddresses.default([]),
  RETENTION_MONTHS: z.coerce.number().int().min(13).max(120).default(36),
})

export type Issue = Pick<z.core.$ZodIssue, 'path'>

/** Variables that are well-formed, but do not fit the others. */
export function findMisfits(read: z.output<typeof anywhere>): Issue[] {
  const { PORT, METRICS_PORT, DATABASE_URL, DATABASE_POOLER, DATABASE_DIRECT_URL, DATABASE_REPLICA_URL } =
    read
  return [
    // Even at another address: a firewall that opens the public port must not open the metrics.
    METRICS_PORT?.port === PORT && 'METRICS_PORT',
    // Migrations and jobs cannot work through a pooler of transactions.
    DATABASE_POOLER && !DATABASE_DIRECT_URL && 'DATABASE_DIRECT_URL',
    // A replica of the embedded database cannot be meant.
    DATABASE_REPLICA_URL && !DATABASE_URL && 'DATABASE_URL',
  ].flatMap((name) => (name ? [{ path: [name] }] : []))
}
