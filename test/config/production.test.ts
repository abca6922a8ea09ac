import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { ConfigError, readConfig } from '../../src/config/config.ts'
import { production } from '../fixtures/config.ts'

t.test('a complete production environment is read (S62)', async (t) => {
  t.match(readConfig(production), {
    production: true,
    publicUrl: 'https://payer.example',
    hosts: ['payer.example'],
    databaseUrl: production.DATABASE_URL,
    mailer: 'smtp',
    texter: 'none',
    trustProxy: [],
  })
})

t.test('production names each required variable that is missing or empty, one a line (S62)', async (t) => {
  for (const [name, hint] of [
    ['PUBLIC_URL', 'https://'],
    ['APP_SECRET', 'at least 32 characters'],
    ['DATABASE_URL', 'postgres://'],
    ['OPERATOR_NAME', 'who runs'],
    ['OPERATOR_ADDRESS', 'postal address'],
    ['SUPPORT_EMAIL', 'somebody reads'],
    ['MAIL_FROM', '@'],
    ['MAILER', 'postmark or smtp'],
    ['TEXTER', 'vonage, or none'],
    ['SMTP_URL', 'smtps://'],
  ] as const) {
    for (const value of [undefined, '', '  ']) {
      const refusal = refusalOf({ ...production, [name]: value })
      t.match(refusal, new RegExp(`^${name} is missing: it should be .*${hint}.*$`))
    }
  }
})

const malformed = {
  NODE_ENV: ['prod', 'Production', 'staging'],
  PUBLIC_URL: [
    'http://payer.example',
    'payer.example',
    'ftp://payer.example',
    'https://',
    'https://payer.example/acquit',
    'https://payer.example/?a=b',
    'https://a:b@payer.example',
  ],
  TRUST_PROXY: ['proxy', '10.0.0', '10.0.0.1;10.0.0.2', '10.0.0.0/33', '10.0.0.1,', 'fd00::/129'],
  APP_SECRET: ['secret', 'thirty-one characters, no more.'],
  APP_SECRET_PREVIOUS: ['short', 'Lost'],
  DATABASE_POOLER: ['session', 'pgbouncer'],
  DATABASE_DIRECT_URL: ['mysql://db.example/acquit'],
  DATABASE_URL: ['mysql://db.example/acquit', 'acquit', '/var/run/postgresql'],
  OPERATOR_NAME: ['x'.repeat(121)],
  OPERATOR_ADDRESS: ['x'.repeat(251)],
  SUPPORT_EMAIL: ['aide', 'Aide <aide@payer.example>'],
  MAIL_FROM: ['Acquit', 'Acquit <a@payer.example>', 'a@payer.example, b@payer.example'],
  PORT: ['http', '-1', '65536', '80.5'],
  MAILER: ['local', 'pigeon'],
  TEXTER: ['local', 'pigeon'],
  SMTP_URL: ['smtp.example', 'https://smtp.example'],
  STRIPE_API_BASE: ['http://127.0.0.1:4000', 'api.stripe.com', 'ftp://api.example'],
  SIGNUP: ['yes', 'Open'],
  WORKER: ['on'],
  METRICS_PORT: ['metrics', '0', '65536', '3000', '10.0.0.5:3000', 'localhost:9464', '10.0.0:9464', ':9464'],
  SMS_COUNTRIES: ['France', 'FR;BE', 'FR,XX'],
}

t.test('production names a variable that is short or malformed, with what it should be (S62)', async (t) => {
  for (const [name, values] of Object.entries(malformed)) {
    for (const value of values) {
      const refusal = refusalOf({ ...production, [name]: value })
      t.match(refusal, new RegExp(`^${name} is malformed: it should be .+$`), `${name}=${value}`)
      t.notMatch(refusal, /undefined|should be set/)
    }
  }
})

t.test('a provider’s variables are asked for where it is chosen, and only there (S62)', async (t) => {
  const chosen = refusalOf({ ...production, MAILER: 'postmark', TEXTER: 'vonage' })
  const names = chosen.split('\n').map((line) => line.split(' is missing: ')[0])
  t.strictSame(names.sort(), [
    'POSTMARK_SERVER_TOKEN',
    'POSTMARK_WEBHOOK_PASSWORD',
    'POSTMARK_WEBHOOK_USER',
    'VONAGE_API_KEY',
    'VONAGE_API_SECRET',
    'VONAGE_SIGNATURE_SECRET',
  ])
})

t.test('a refusal never repeats a secret (S62)', async (t) => {
  t.notMatch(refusalOf({ ...production, APP_SECRET: 'hunter2' }), /hunter2/)
  t.notMatch(refusalOf({ ...production, DATABASE_URL: 'mysql://acquit:hunter2@db' }), /hunter2/)
})

t.test(
  'the process itself refuses to start: exit code 1, a line a variable, nothing else (S62)',
  async (t) => {
    const bare = await start({ NODE_ENV: 'production' })
    t.equal(bare.code, 1)
    t.equal(bare.output, '')
    t.strictSame(bare.lines.map((line) => line.split(' is missing: it should be ')[0]).sort(), [
      'APP_SECRET',
      'DATABASE_URL',
      'MAILER',
      'MAIL_FROM',
      'OPERATOR_ADDRESS',
      'OPERATOR_NAME',
      'PUBLIC_URL',
      'SUPPORT_EMAIL',
      'TEXTER',
    ])
    const short = await start({ ...production, APP_SECRET: 'short' })
    t.equal(short.code, 1)
    t.strictSame(short.lines.length, 1)
    t.match(short.lines[0], /^APP_SECRET is malformed: /)
  },
)

function refusalOf(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'nothing was refused'
}

async function start(env: NodeJS.ProcessEnv) {
  const server = spawn(process.execPath, ['src/server.ts'], {
    cwd: join(import.meta.dirname, '../..'),
    env: { PATH: process.env.PATH, ...env },
  })
  const [output, errors] = await Promise.all([
    text(server.stdout),
    text(server.stderr),
    once(server, 'close'),
  ])
  return { code: server.exitCode, output, lines: errors.trimEnd().split('\n') }
}
