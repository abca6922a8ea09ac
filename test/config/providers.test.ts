import t from 'tap'
import { ConfigError, readConfig } from '../../src/config/config.ts'
import { operatorVariables } from '../fixtures/config.ts'

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://payer.example',
  APP_SECRET: 'thirty-two characters at the least',
  DATABASE_URL: 'postgres://acquit:secret@db.example:5432/acquit',
  ...operatorVariables,
  MAIL_FROM: 'ne-pas-repondre@payer.example',
  MAILER: 'postmark',
  POSTMARK_SERVER_TOKEN: '0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f',
  POSTMARK_WEBHOOK_USER: 'postmark',
  POSTMARK_WEBHOOK_PASSWORD: 'twenty-two characters!',
  TEXTER: 'vonage',
  VONAGE_API_KEY: '0a1b2c3d',
  VONAGE_API_SECRET: 'secret',
  VONAGE_SIGNATURE_SECRET: 'thirty-two characters at the least',
}
const smtp = { ...production, MAILER: 'smtp', SMTP_URL: 'smtps://me:p%40ss@smtp.example:465', TEXTER: 'none' }
const variablesOf = {
  postmark: ['POSTMARK_SERVER_TOKEN', 'POSTMARK_WEBHOOK_USER', 'POSTMARK_WEBHOOK_PASSWORD'],
  vonage: ['VONAGE_API_KEY', 'VONAGE_API_SECRET', 'VONAGE_SIGNATURE_SECRET'],
}

t.test('A provider’s variables are read where it is chosen', async (t) => {
  const read = readConfig(production)
  t.strictSame(read.postmark, {
    serverToken: production.POSTMARK_SERVER_TOKEN,
    webhookUser: 'postmark',
    webhookPassword: production.POSTMARK_WEBHOOK_PASSWORD,
    apiBase: 'https://api.postmarkapp.com',
  })
  t.strictSame(read.vonage, {
    apiKey: '0a1b2c3d',
    apiSecret: 'secret',
    signatureSecret: production.VONAGE_SIGNATURE_SECRET,
    apiBase: 'https://api.nexmo.com',
  })
  t.equal(read.smtp, undefined)
})

t.test('Another provider’s are neither asked for nor kept', async (t) => {
  const read = readConfig({ ...smtp, POSTMARK_SERVER_TOKEN: undefined, VONAGE_API_KEY: '' })
  t.match(read, { mailer: 'smtp', smtp: { url: smtp.SMTP_URL }, texter: 'none' })
  t.strictSame([read.postmark, read.vonage], [undefined, undefined])
  t.match(readConfig({ APP_SECRET: production.APP_SECRET }), { mailer: 'local', texter: 'local' })
})

t.test('each variable of the chosen provider is named when it is missing (S62)', async (t) => {
  for (const name of [...variablesOf.postmark, ...variablesOf.vonage]) {
    for (const NODE_ENV of ['production', 'development'])
      t.match(refusalOf({ ...production, NODE_ENV, [name]: ' ' }), new RegExp(`^${name} is missing: .+$`))
  }
  t.match(refusalOf({ ...smtp, SMTP_URL: '' }), /^SMTP_URL is missing: it should be .*smtps:\/\/.*$/)
  const bare = refusalOf({ MAILER: 'postmark', TEXTER: 'vonage', PORT: 'http' }).split('\n')
  t.strictSame(
    bare.map((line) => line.split(' ')[0]),
    ['PORT', ...variablesOf.postmark, ...variablesOf.vonage],
    'all at once, one a line',
  )
})

t.test('a variable that is short or malformed is named, and not repeated (S62, S45)', async (t) => {
  for (const [name, values] of Object.entries({
    POSTMARK_SERVER_TOKEN: ['POSTMARK_API_TEST', 'hunter2'],
    POSTMARK_WEBHOOK_USER: ['a:b'],
    POSTMARK_WEBHOOK_PASSWORD: ['twenty-one characters'],
    VONAGE_API_KEY: ['key:secret'],
    VONAGE_SIGNATURE_SECRET: ['thirty-one characters, no more.'],
    POSTMARK_API_BASE: ['http://api.postmarkapp.com', 'api.postmarkapp.com', 'ftp://api.example'],
    VONAGE_API_BASE: ['http://127.0.0.1:4000'],
  })) {
    for (const value of values) {
      const refusal = refusalOf({ ...production, [name]: value })
      t.match(refusal, new RegExp(`^${name} is malformed: it should be .+$`), `${name}=${value}`)
      t.notOk(refusal.includes(value) && !name.endsWith('_BASE'), 'says what it should be, not what it is')
    }
  }
  for (const SMTP_URL of [
    'smtp.example',
    'https://smtp.example',
    'smtps://me@h',
    'smtps://:p@h',
    'smtps:///',
    'smtps://%zz:p@h',
  ])
    t.match(refusalOf({ ...smtp, SMTP_URL }), /^SMTP_URL is malformed: it should be .+$/, SMTP_URL)
})

t.test('production refuses the local adapters; no SMS at all is a choice (S62)', async (t) => {
  t.match(
    refusalOf({ ...production, MAILER: 'local' }),
    /^MAILER is malformed: it should be postmark or smtp/,
  )
  t.match(refusalOf({ ...production, TEXTER: 'local' }), /^TEXTER is malformed: it should be vonage, or none/)
  t.equal(readConfig({ ...production, TEXTER: 'none' }).texter, 'none')
})

t.test('outside production an API may be another’s, over http: its origin is kept (S49)', async (t) => {
  const env = { ...production, NODE_ENV: 'test' }
  const read = readConfig({
    ...env,
    POSTMARK_API_BASE: 'http://127.0.0.1:4000/',
    VONAGE_API_BASE: 'https://x.example/',
  })
  t.equal(read.postmark?.apiBase, 'http://127.0.0.1:4000')
  t.equal(read.vonage?.apiBase, 'https://x.example')
})

t.test('a relay needs no TLS on this machine: outside production, or where SMTP_TLS says so', async (t) => {
  const table: [url: string, isProduction: boolean, tls: string, read: boolean | 'refused'][] = [
    ['smtp://127.0.0.1:1025', false, '', true],
    ['smtp://localhost:1025', false, '', true],
    ['smtp://[::1]:25', false, '', true],
    ['smtp://me:p@127.0.0.1:25', false, 'none', true],
    ['smtps://127.0.0.1:465', false, '', false],
    ['smtp://smtp.example:587', false, '', false],
    ['smtp://localhost.example:587', false, '', false],
    ['smtp://10.0.0.5:25', false, '', false],
    ['smtp://127.0.0.1:25', true, '', false],
    ['smtp://127.0.0.1:25', true, 'none', true],
    ['smtp://smtp.example:587', true, 'none', 'refused'],
    ['smtp://smtp.example:587', false, 'none', 'refused'],
    ['smtps://127.0.0.1:465', true, 'none', 'refused'],
    ['smtp://127.0.0.1:25', true, 'off', 'refused'],
  ]
  for (const [SMTP_URL, isProduction, SMTP_TLS, read] of table) {
    const env = { ...smtp, NODE_ENV: isProduction ? 'production' : 'test', SMTP_URL, SMTP_TLS }
    const about = `${SMTP_URL} in ${env.NODE_ENV} with ${SMTP_TLS || 'nothing'}`
    if (read === 'refused') t.match(refusalOf(env), /^SMTP_TLS is malformed: it should be .*none/, about)
    else t.equal(readConfig(env).smtp?.isLocal, read, about)
  }
})

function refusalOf(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'nothing was refused'
}
