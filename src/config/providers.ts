/** Environment variables of the providers' adapters. Those of an adapter are required only when it is chosen. */
import { z } from 'zod'
import { isLoopback } from './addresses.ts'

export interface PostmarkConfig {
  serverToken: string
  webhookUser: string
  webhookPassword: string
  /** An origin, without path or trailing slash. */
  apiBase: string
}

export interface SmtpConfig {
  url: string
  /** The relay is on this machine, where nobody can listen in: it need not speak TLS. */
  isLocal?: boolean
}

export interface VonageConfig {
  apiKey: string
  apiSecret: string
  /** The key Vonage signs its webhooks with (HS256). */
  signatureSecret: string
  apiBase: string
}

const text = z.string().trim().min(1)
// In Basic auth a colon ends the user name.
const userName = text.regex(/^[^:]+$/)

const apiBase = (usual: string, isProduction: boolean) =>
  z
    .url({ protocol: isProduction ? /^https$/ : /^https?$/ })
    .default(usual)
    .transform((url) => new URL(url).origin)

const postmark = (isProduction: boolean) =>
  z
    .object({
      POSTMARK_SERVER_TOKEN: z.guid(),
      POSTMARK_WEBHOOK_USER: userName,
      POSTMARK_WEBHOOK_PASSWORD: z.string().min(22),
      POSTMARK_API_BASE: apiBase('https://api.postmarkapp.com', isProduction),
    })
    .transform(
      (read): PostmarkConfig => ({
        serverToken: read.POSTMARK_SERVER_TOKEN,
        webhookUser: read.POSTMARK_WEBHOOK_USER,
        webhookPassword: read.POSTMARK_WEBHOOK_PASSWORD,
        apiBase: read.POSTMARK_API_BASE,
      }),
    )

const smtp = (isProduction: boolean) =>
  z
    .object({
      SMTP_URL: z.url({ protocol: /^smtps?$/, hostname: /./ }).refine(hasWholeCredentials),
      SMTP_TLS: z.literal('none').optional(),
    })
    .refine(({ SMTP_URL, SMTP_TLS }) => !SMTP_TLS || isOnLoopback(SMTP_URL), { path: ['SMTP_TLS'] })
    .transform(({ SMTP_URL: url, SMTP_TLS }): SmtpConfig => {
      return { url, isLocal: (SMTP_TLS === 'none' || !isProduction) && isOnLoopback(url) }
    })

const vonage = (isProduction: boolean) =>
  z
    .object({
      VONAGE_API_KEY: userName,
      VONAGE_API_SECRET: text,
      VONAGE_SIGNATURE_SECRET: z.string().min(32),
      VONAGE_API_BASE: apiBase('https://api.nexmo.com', isProduction),
    })
    .transform(
      (read): VonageConfig => ({
        apiKey: read.VONAGE_API_KEY,
        apiSecret: read.VONAGE_API_SECRET,
        signatureSecret: read.VONAGE_SIGNATURE_SECRET,
        apiBase: read.VONAGE_API_BASE,
      }),
    )

/** True when the URL has both a user and a password, or neither, and they are percent-encoded correctly. */
function hasWholeCredentials(url: string): boolean {
  try {
    const { username, password } = new URL(url)
    return Boolean(decodeURIComponent(username)) === Boolean(decodeURIComponent(password))
  } catch {
    return false
  }
}

/** Plain `smtp` to this machine: Mailpit, or a Postfix that relays. */
const isOnLoopback = (url: string): boolean =>
  new URL(url).protocol === 'smtp:' && isLoopback(new URL(url).hostname)

export const stripeApi = 'https://api.stripe.com'

/** Merchants give their own keys in the portal, so only the address of the API is configured. */
const stripe = (isProduction: boolean) =>
  z.object({ STRIPE_API_BASE: apiBase(stripeApi, isProduction) }).transform((read) => read.STRIPE_API_BASE)

export interface ProviderConfig {
  /** Set when this adapter is the one chosen. */
  postmark: PostmarkConfig | undefined
  smtp: SmtpConfig | undefined
  vonage: VonageConfig | undefined
  /** An origin: no path, no trailing slash. */
  stripeApiBase: string
}

type Variables = Record<string, string | undefined>

/** When `issues` is not empty, it says which variables are wrong, and the other values must not be used. */
export function readProviders(
  env: Variables,
  { isProduction }: { isProduction: boolean },
): ProviderConfig & { issues: z.core.$ZodIssue[] } {
  const read = {
    postmark: env.MAILER === 'postmark' ? postmark(isProduction).safeParse(env) : undefined,
    smtp: env.MAILER === 'smtp' ? smtp(isProduction).safeParse(env) : undefined,
    vonage: env.TEXTER === 'vonage' ? vonage(isProduction).safeParse(env) : undefined,
    stripe: stripe(isProduction).safeParse(env),
  }
  return {
    postmark: read.postmark?.data,
    smtp: read.smtp?.data,
    vonage: read.vonage?.data,
    stripeApiBase: read.stripe.data ?? stripeApi,
    issues: Object.values(read).flatMap((result) => result?.error?.issues ?? []),
  }
}

const apiBaseExpected = 'left out, or the https address of another API (http outside production), such as'

export const providerExpectations: Record<string, string> = {
  POSTMARK_SERVER_TOKEN: "the server's API token, such as 1a2b3c4d-1a2b-3c4d-5e6f-1a2b3c4d5e6f",
  POSTMARK_WEBHOOK_USER: 'a name without a colon for the Basic auth of the webhooks, such as postmark',
  POSTMARK_WEBHOOK_PASSWORD:
    'a secret of at least 22 random characters, such as the output of: openssl rand -hex 16',
  POSTMARK_API_BASE: `${apiBaseExpected} https://api.postmarkapp.com`,
  SMTP_URL: 'the address of an SMTP relay, such as smtps://user:password@smtp.example.fr:465',
  SMTP_TLS: 'left out, or none with a relay on this machine, such as smtp://127.0.0.1:25',
  VONAGE_API_KEY: 'the API key of the account, such as 1a2b3c4d',
  VONAGE_API_SECRET: 'the API secret of the account',
  VONAGE_SIGNATURE_SECRET: 'the signature secret of the account, at least 32 characters',
  VONAGE_API_BASE: `${apiBaseExpected} https://api.nexmo.com`,
  STRIPE_API_BASE: `${apiBaseExpected} ${stripeApi}`,
}
