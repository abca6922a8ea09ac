import type { CountryCode } from 'libphonenumber-js'
import type { AppSecret } from './app-secret.ts'
import { expectations } from './expectations.ts'
import { ownSecret } from './own-secret.ts'
import { type ProviderConfig, readProviders } from './providers.ts'
import { anywhere, findMisfits, type Issue, production } from './variables.ts'

export interface Config extends ProviderConfig {
  production: boolean
  host: string
  port: number
  /** Origin of every link we build: without path or trailing slash. */
  publicUrl: string
  /** The values of the `Host` header that we answer to. */
  hosts: string[]
  appSecret: AppSecret
  /** Undefined: we start a PostgreSQL of our own beside the process. */
  databaseUrl: string | undefined
  /** Whether `databaseUrl` leads to a pooler that gives each transaction another session, such as PgBouncer. */
  isDatabasePooled: boolean
  /** The database without the pooler, for what needs a session: migrations and jobs. */
  databaseDirectUrl: string | undefined
  /** A streaming replica of it, for lists, exports and activity. */
  databaseReplicaUrl: string | undefined
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
  /** Undefined: nobody is told any metrics. */
  metrics: { host: string; port: number } | undefined
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

/** Reads the environment. An empty variable counts as missing. Throws `ConfigError`. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const named = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const isProduction = env.NODE_ENV === 'production'
  const { providers, ...read } = check(named, isProduction)
  const isPreviousLost = read.APP_SECRET_PREVIOUS === 'lost'
  const publicUrl = new URL(read.PUBLIC_URL ?? `http://localhost:${read.PORT}`)
  return {
    production: isProduction,
    host: read.HOST,
    port: read.PORT,
    publicUrl: publicUrl.origin,
    hosts: hostsOf(publicUrl, isProduction),
    appSecret: {
      current: read.APP_SECRET ?? ownSecret(read.DATA_DIR),
      previous: isPreviousLost ? undefined : read.APP_SECRET_PREVIOUS,
      isPreviousLost,
    },
    databaseUrl: read.DATABASE_URL,
    isDatabasePooled: read.DATABASE_POOLER === 'transaction',
    databaseDirectUrl: read.DATABASE_DIRECT_URL ?? read.DATABASE_URL,
    databaseReplicaUrl: read.DATABASE_REPLICA_URL,
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
    metrics: read.METRICS_PORT,
  }
}

function check(named: Record<string, string | undefined>, isProduction: boolean) {
  const schema = isProduction ? anywhere.extend(production.shape) : anywhere
  const parsed = schema.safeParse(named)
  const { issues, ...providers } = readProviders(named, { isProduction })
  const wrong: Issue[] = [...(parsed.error?.issues ?? []), ...issues]
  if (parsed.success) wrong.push(...findMisfits(parsed.data))
  if (!parsed.success || wrong.length > 0) throw new ConfigError(refusal(wrong, named))
  return { ...parsed.data, providers }
}

function refusal(issues: Issue[], named: Record<string, unknown>): string {
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
