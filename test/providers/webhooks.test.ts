import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto'
import t from 'tap'
import { addMerchant, origin, startWorld } from '../fixtures/app.ts'
import { signIn } from '../fixtures/client.ts'
import { createSender } from '../fixtures/messages/sent.ts'

const user = 'postmark'
const password = 'a-password-of-32-characters-0001'
const apiKey = 'abcd1234'
const signatureSecret = 'a signature secret of forty-two characters'
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

function post(url: string, body: string, authorization?: string, type = 'application/json') {
  const headers = {
    host: new URL(origin).host,
    'content-type': type,
    ...(authorization ? { authorization } : {}),
  }
  return app.inject({ method: 'POST', url, headers, payload: body })
}
const basic = (name: string, word: string) => `Basic ${Buffer.from(`${name}:${word}`).toString('base64')}`
const postmark = (report: object, authorization = basic(user, password)) =>
  post('/webhooks/postmark', JSON.stringify(report), authorization)

t.test('a report with a wrong password, or without one, is 401 and moves nothing (S45)', async (t) => {
  const message = await sentMessage()
  const report = {
    RecordType: 'Delivery',
    MessageID: message.provider_ref,
    Metadata: { message_id: message.id },
  }
  for (const authorization of ['', basic(user, 'wrong'), basic('', ''), 'Bearer x', basic(password, user)]) {
    t.equal((await postmark(report, authorization)).statusCode, 401, authorization)
  }
  t.equal(await statusOf(message), 'sent')
})

t.test(
  'a delivery moves the message once; a copy, an unknown id and nonsense are 200 and harmless (S45, S46)',
  async (t) => {
    const message = await sentMessage()
    const report = {
      RecordType: 'Delivery',
      MessageID: message.provider_ref,
      Metadata: { message_id: message.id },
    }
    const answers = await Promise.all(Array.from({ length: 50 }, () => postmark(report)))
    t.ok(answers.every((answer) => answer.statusCode === 200))
    t.equal(await statusOf(message), 'delivered')
    for (const other of [
      { ...report, Metadata: {}, MessageID: 'unknown' },
      { RecordType: 'Open' },
      [],
      'x',
      null,
    ]) {
      t.equal(
        (await post('/webhooks/postmark', JSON.stringify(other), basic(user, password))).statusCode,
        200,
      )
    }
    t.equal((await post('/webhooks/postmark', '{', basic(user, password))).statusCode, 200)
  },
)

t.test(
  'a hard bounce suppresses the address, a soft one does not, a complaint moves no status',
  async (t) => {
    const kinds = [
      { RecordType: 'Bounce', Type: 'HardBounce', Inactive: true },
      { RecordType: 'Bounce', Type: 'SoftBounce', Inactive: false },
      { RecordType: 'SpamComplaint', Type: 'SpamComplaint' },
    ]
    const found = []
    for (const [index, kind] of kinds.entries()) {
      const message = await sentMessage()
      await postmark({
        ...kind,
        ID: index,
        MessageID: message.provider_ref,
        Metadata: { message_id: message.id },
      })
      const suppressed = db
        .selectFrom('suppressions')
        .select('reason')
        .where('recipient', '=', message.recipient)
      found.push([await statusOf(message), (await suppressed.executeTakeFirst())?.reason])
    }
    t.strictSame(found, [
      ['bounced', 'unknown_address'],
      ['bounced', undefined],
      ['sent', 'complaint'],
    ])
  },
)

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
      t.equal((await post('/webhooks/vonage', body, authorization)).statusCode, 200)
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
      t.equal((await post('/webhooks/vonage', body, authorization)).statusCode, 401, name)
    }
    t.equal(
      (await post('/webhooks/vonage', 'a=b', token('a=b'), 'application/x-www-form-urlencoded')).statusCode,
      401,
    )
    t.equal(await statusOf(message), 'sent')
  },
)
