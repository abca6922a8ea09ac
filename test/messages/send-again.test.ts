import t from 'tap'
import { recordReport } from '../../src/messages/report.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { signIn } from '../fixtures/client.ts'
import { report } from '../fixtures/messages/reports.ts'
import { createSender } from '../fixtures/messages/sent.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const { sentMessage } = createSender(world, portal)

t.test(
  'an address that does not exist is written to no more until the merchant has checked it',
  async (t) => {
    const message = await sentMessage()
    const { request_id: id, recipient: email } = message
    await recordReport(db, report(message, 'bounced', { suppresses: true }))
    t.match((await portal.get(`/paiements/${id}`)).body, /data-event="message_bounced"/)

    const refused = await portal.post(`/paiements/${id}/envois`, { channel: 'email', email })
    t.equal(refused.statusCode, 422)
    const checked = await portal.post(`/paiements/${id}/envois`, { channel: 'email', email, checked: 'on' })
    t.equal(checked.statusCode, 303)
    const sends = await db
      .selectFrom('messages')
      .selectAll()
      .where('request_id', '=', id)
      .where('purpose', '=', 'request')
      .execute()
    t.equal(sends.length, 2)
  },
)

t.test('a request goes out again to a corrected address, under the same permalink', async (t) => {
  const message = await sentMessage()
  const before = await portal.get(`/paiements/${message.request_id}`)
  const email = 'corrige@courriel.example'
  const answer = await portal.post(`/paiements/${message.request_id}/envois`, { channel: 'email', email })
  t.equal(answer.statusCode, 303)
  const after = await portal.get(`/paiements/${message.request_id}`)
  const link = /\/p\/[0-9A-Za-z]{22}/
  t.equal(after.body.match(link)?.[0], before.body.match(link)?.[0])
  t.match(after.body, email)
})

t.test('a request that is paid, cancelled or expired is not sent again', async (t) => {
  const message = await sentMessage()
  await portal.post(`/paiements/${message.request_id}/annulation`, {})
  const answer = await portal.post(`/paiements/${message.request_id}/envois`, {
    channel: 'email',
    email: 'a@courriel.example',
  })
  t.equal(answer.statusCode, 409)
})

t.test('a button pressed twice sends once', async (t) => {
  const message = await sentMessage()
  const again = () =>
    portal.post(`/paiements/${message.request_id}/envois`, { channel: 'email', email: message.recipient })
  t.strictSame(
    (await Promise.all([again(), again()])).map((answer) => answer.statusCode),
    [303, 303],
  )
  const sends = db.selectFrom('messages').select('id').where('request_id', '=', message.request_id)
  t.equal((await sends.execute()).length, 2)
})

t.test('the sixth message of an hour to one address has to wait (S60)', async (t) => {
  const message = await sentMessage()
  const fields = { channel: 'email', email: message.recipient }
  const answers = []
  for (let times = 0; times < 5; times += 1) {
    answers.push(await portal.post(`/paiements/${message.request_id}/envois`, fields))
    await db
      .updateTable('messages')
      .set({ status: 'sent' })
      .where('request_id', '=', message.request_id)
      .execute()
  }
  t.strictSame(
    answers.map((answer) => answer.statusCode),
    [303, 303, 303, 303, 429],
  )
  t.ok(Number(answers.at(-1)!.headers['retry-after']) > 0)
})
