import t from 'tap'
import { createPostmarkMailer } from '../../../src/providers/postmark/mailer.ts'
import { fateOf } from '../../fixtures/providers/fate.ts'
import { newEmail, platform } from '../../fixtures/providers/messages.ts'
import { refuse, startPostmark } from '../../fixtures/providers/postmark.ts'

const postmark = await startPostmark(t)
const mailer = createPostmarkMailer(platform, postmark.account, { timeoutMs: 300 })

t.test('a message nobody knows the fate of is found by recipient and tag (S56)', async (t) => {
  const email = newEmail()
  const [justNow, earlier] = [new Date(), new Date(Date.now() - 16 * 60_000)]
  postmark.next('lost')
  t.equal(await fateOf(mailer.send(email)), 'unknown')
  const [sent] = postmark.sent.slice(-1)
  const { messageId, to } = email
  t.strictSame(await mailer.find!({ messageId, to, since: justNow }), { ref: sent?.MessageID })
  t.strictSame(postmark.asked.at(-1)?.query, { recipient: to, tag: messageId, count: '10', offset: '0' })
  const unsent = { messageId: newEmail().messageId, to }
  t.equal(await mailer.find!({ ...unsent, since: justNow }), undefined, 'too early to say')
  t.equal(await mailer.find!({ ...unsent, since: earlier }), null)
})

t.test('an answer that does not settle it never says that a message was not taken (S56)', async (t) => {
  const asked = { messageId: newEmail().messageId, to: newEmail().to, since: new Date(0) }
  const stranger = { MessageID: 'other', Metadata: {} }
  postmark.next({ status: 200, body: { TotalCount: 1, Messages: [stranger] } })
  t.equal(await mailer.find!(asked), undefined)
  for (const script of [
    'hang',
    refuse(500, 0, 'error'),
    { status: 200 },
    refuse(429, 429, 'many'),
  ] as const) {
    postmark.next(script)
    t.not(await fateOf(mailer.find!(asked)), 'taken')
  }
})
