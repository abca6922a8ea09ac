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
const basic = (name: string, word: string) => `Basic ${Buffer.from(`${name}:${word}`).toString('base64')}`

const postmark = (report: object, authorization = basic(user, password)) =>
  post(app, '/webhooks/postmark', JSON.stringify(report), authorization)

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
        (await post(app, '/webhooks/postmark', JSON.stringify(other), basic(user, password))).statusCode,
        200,
      )
    }
    t.equal((await post(app, '/webhooks/postmark', '{', basic(user, password))).statusCode, 200)
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
