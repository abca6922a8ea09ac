import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto'
import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { signIn } from '../../fixtures/client.ts'
import { createSender } from '../../fixtures/messages/sent.ts'
import { apiKey, password, post, signatureSecret, user } from '../../fixtures/providers/hooks.ts'

const world = await startWorld(t, {
  jobs: false,
  env: {
    MAILER: 'postmark',
    POSTMARK_SERVER_TOKEN: '11111111-2222-4333-8444-555555555555',
    POSTMARK_WEBHOOK_USER: user,
    POSTMARK_WEBHOOK_PASSWORD: password,
    TEXTER: 'vonage',
    VONAGE_API_KEY: apiKey,
    VONAGE_API_SECRET: 'secret',
    VONAGE_SIGNATURE_SECRET: signatureSecret,
  },
})

const { app, deps } = world
const { db } = deps
const portal = await signIn(world, (await addMerchant(world)).email)
const { sentMessage, statusOf } = createSender(world, portal)
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const now = () => Math.floor(Date.now() / 1000)
const hashOf = (body: string) => createHash('sha256').update(body).digest('hex')

function token(
  body: string,
  claims: object = {},
  header: object = { alg: 'HS256', typ: 'JWT' },
  secret = signatureSecret,
) {
  const usual = {
    iat: now(),
    jti: crypto.randomUUID(),
    iss: 'Vonage',
    api_key: apiKey,
    payload_hash: hashOf(body),
  }
  const signed = `${part(header)}.${part({ ...usual, ...claims })}`
  return `Bearer ${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

const vonageReport = (message: { id: string; provider_ref: string | null }, status: string) =>
  JSON.stringify({ message_uuid: message.provider_ref, client_ref: message.id, channel: 'sms', status })

t.test(
  'a report that Vonage signed moves the message, and a replay does not move it again (S44)',
  async (t) => {
    const message = await sentMessage()
    const body = vonageReport(message, 'delivered')
    const authorization = token(body)
    for (let copies = 0; copies < 3; copies += 1) {
      t.equal((await post(app, '/webhooks/vonage', body, authorization)).statusCode, 200)
    }
    t.equal(await statusOf(message), 'delivered')
    const events = db.selectFrom('request_events').select('id').where('message_id', '=', message.id)
    t.equal((await events.execute()).length, 1)
  },
)

t.test(
  'what Vonage did not sign, for us, now, over these bytes, with HS256, is 401 and moves nothing (S44)',
  async (t) => {
    const message = await sentMessage()
    const body = vonageReport(message, 'undeliverable')
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const rs256 = `${part({ alg: 'RS256' })}.${part({ iat: now(), api_key: apiKey, payload_hash: hashOf(body) })}`
    const forged = {
      'none at all': undefined,
      'alg none': token(body, {}, { alg: 'none' }),
      'alg none, unsigned': `${token(body, {}, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`,
      RS256: `Bearer ${rs256}.${sign('sha256', Buffer.from(rs256), privateKey).toString('base64url')}`,
      'another secret': token(body, {}, undefined, 'another secret of more than forty characters'),
      'another body': token(vonageReport(message, 'delivered')),
      'another account': token(body, { api_key: 'other' }),
      old: token(body, { iat: now() - 301 }),
      future: token(body, { iat: now() + 330 }),
      'no hash': token(body, { payload_hash: undefined }),
    }
    for (const [name, authorization] of Object.entries(forged)) {
      t.equal((await post(app, '/webhooks/vonage', body, authorization)).statusCode, 401, name)
    }
    t.equal(
      (await post(app, '/webhooks/vonage', 'a=b', token('a=b'), 'application/x-www-form-urlencoded'))
        .statusCode,
      401,
    )
    t.equal(await statusOf(message), 'sent')
  },
)
