import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import addressparser from 'nodemailer/lib/addressparser'
import t from 'tap'
import { createPostmarkMailer } from '../../../src/providers/postmark/mailer.ts'
import { createIdentity, trust } from '../../fixtures/providers/certificate.ts'
import { fateOf } from '../../fixtures/providers/fate.ts'
import type { Script } from '../../fixtures/providers/http.ts'
import { newEmail, platform } from '../../fixtures/providers/messages.ts'
import { refuse, serverToken, startPostmark } from '../../fixtures/providers/postmark.ts'

const postmark = await startPostmark(t)
const mailer = createPostmarkMailer(platform, postmark.account, { timeoutMs: 300 })
const elsewhere = (apiBase: string) =>
  createPostmarkMailer(platform, { serverToken, apiBase }, { timeoutMs: 300 })

/**
 * Sends one e-mail to a provider that follows the script. Returns what we conclude, and how often the provider was
 * called.
 */
async function sendWhen(script: Script) {
  const before = postmark.asked.length
  postmark.next(script)
  const fate = await fateOf(mailer.send(newEmail()))
  return { fate, asked: postmark.asked.length - before }
}

t.test('Postmark gets the e-mail once, and its reference comes back', async (t) => {
  const email = newEmail()
  const { ref } = await mailer.send(email)
  const [sent] = postmark.sent.slice(-1)
  t.equal(ref, sent?.MessageID)
  t.match(sent, { Subject: email.subject, TextBody: email.text, HtmlBody: email.html })
  t.match(sent, {
    MessageStream: 'outbound',
    Tag: email.messageId,
    Metadata: { message_id: email.messageId },
  })
})

t.test('the platform is the sender; the merchant is the display name and Reply-To (L10)', async (t) => {
  const email = newEmail()
  await mailer.send(email)
  const [sent] = postmark.sent.slice(-1)
  t.strictSame(addressparser(sent!.From), [{ address: platform, name: email.fromName }])
  t.equal(sent!.ReplyTo, email.replyTo)
})

t.test('Postmark is told to follow neither openings nor links (L7)', async (t) => {
  await mailer.send(newEmail())
  t.match(postmark.sent.at(-1), { TrackOpens: false, TrackLinks: 'None' })
})

t.test('a line break or NUL in a header, or more than one recipient, never leaves us (S36)', async (t) => {
  const before = postmark.asked.length
  for (const field of ['fromName', 'subject', 'replyTo', 'to', 'messageId'] as const) {
    for (const break_ of ['\r\n', '\n', '\r', '\0']) {
      const email = newEmail({ [field]: `${newEmail()[field]}${break_}Bcc: all@courriel.example` })
      t.equal(await fateOf(mailer.send(email)), 'refused: other', `${JSON.stringify(break_)} in ${field}`)
    }
  }
  for (const to of ['a@x.example, b@x.example', 'a@x.example;b@x.example', 'A <a@x.example>', '', 'a@@x'])
    t.equal(await fateOf(mailer.send(newEmail({ to }))), 'refused: other', to)
  t.equal(postmark.asked.length, before)
})

t.test('What Postmark refuses for good has its reason', async (t) => {
  const invalidTo = "Error parsing 'To': Illegal email domain 'x' in address 'a@x'."
  const invalidFrom = "Error parsing 'From': Illegal email address."
  for (const [status, code, message, reason] of [
    [422, 300, invalidTo, 'unknown_address'],
    [422, 300, invalidFrom, 'invalid_sender'],
    [422, 300, 'Provide either email TextBody or HtmlBody or both.', 'other'],
    [422, 400, 'Sender Signature not found', 'invalid_sender'],
    [422, 401, 'Sender signature not confirmed', 'invalid_sender'],
    [422, 405, 'Not allowed to send', 'account'],
    [422, 406, 'Inactive recipient', 'suppressed'],
    [422, 412, 'Account is pending', 'account'],
    [422, 413, 'Account may not send', 'account'],
    [422, 402, 'Invalid JSON', 'other'],
    [401, 10, 'Bad or missing API token', 'account'],
  ] as const) {
    const told = await sendWhen(refuse(status, code, message))
    t.strictSame(told, { fate: `refused: ${reason}`, asked: 1 }, `${status} ${code}`)
  }
  t.strictSame(await sendWhen({ status: 415 }), { fate: 'refused: account', asked: 1 })
})

t.test('what Postmark surely has not taken may be tried again (F7, S56)', async (t) => {
  const many = refuse(429, 429, 'Rate limit exceeded')
  const pause = (after: string) => sendWhen({ ...many, headers: { 'retry-after': after } })
  t.strictSame(await sendWhen(many), { fate: 'later: whenever', asked: 1 })
  t.strictSame(await pause('17'), { fate: 'later: 17', asked: 1 })
  t.match(await pause(new Date(Date.now() + 60_000).toUTCString()), { fate: /^later: (59|60)$/ })
  t.strictSame(await pause('soon'), { fate: 'later: whenever', asked: 1 })
  t.strictSame(await sendWhen(refuse(503, 100, 'Maintenance')), { fate: 'later: whenever', asked: 1 })
})

t.test('nothing was written where no connection was made (F7, S56)', async (t) => {
  const silent = net.createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  t.equal(await fateOf(elsewhere(`https://127.0.0.1:${port}`).send(newEmail())), 'later: whenever', 'no TLS')
  silent.close()
  t.equal(await fateOf(elsewhere('http://127.0.0.1:1').send(newEmail())), 'later: whenever', 'refused')
  t.equal(
    await fateOf(elsewhere('http://nobody.invalid').send(newEmail())),
    'later: whenever',
    'no such name',
  )
})

t.test('after anything else nobody knows, and it is asked once (F6, F7, S56)', async (t) => {
  const other = await startPostmark(t)
  const redirect = { status: 307, headers: { location: `${other.base}/email` } }
  const page = { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } }
  for (const [what, script] of Object.entries({
    'a server error': refuse(500, 0, 'Internal Server Error'),
    'a gateway’s error': { status: 502 },
    'an outage without Postmark’s code': { status: 503 },
    'no answer in time': 'hang',
    'a line cut after it was taken': 'lost',
    'an answer without end': 'endless',
    'a page instead of JSON': page,
    'an empty answer': { status: 200 },
    'a redirect': redirect,
  } satisfies Record<string, Script>)) {
    t.strictSame(await sendWhen(script), { fate: 'unknown', asked: 1 }, what)
  }
  t.strictSame(other.asked, [], 'a redirect is not followed (S49)')
})

t.test('a certificate that is not trusted, or another’s, ends it before a word is said (S49)', async (t) => {
  const [own, others] = [createIdentity(), createIdentity('somebody.example')]
  const secure = await startPostmark(t, { identity: own })
  const stolen = await startPostmark(t, { identity: others })
  const send = ({ base }: { base: string }) => fateOf(elsewhere(base).send(newEmail()))
  t.equal(await send(secure), 'later: whenever')
  trust(own, others)
  t.equal(await send(secure), 'taken')
  t.equal(await send(stolen), 'later: whenever')
  t.strictSame([secure.asked.length, stolen.asked.length], [1, 0])
})
