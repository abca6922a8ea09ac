import t from 'tap'
import { createSmtpMailer } from '../../../src/providers/smtp/mailer.ts'
import { createIdentity, trust } from '../../fixtures/providers/certificate.ts'
import { fateOf } from '../../fixtures/providers/fate.ts'
import { newEmail, platform } from '../../fixtures/providers/messages.ts'
import { startRelay } from '../../fixtures/providers/smtp.ts'

const identity = createIdentity()
trust(identity)
const mailerOf = (url: string) => createSmtpMailer(platform, { url }, { timeoutMs: 500 })

t.test('An e-mail arrives whole, over STARTTLS and over TLS from the start', async (t) => {
  for (const secure of [false, true]) {
    const relay = await startRelay(t, { identity, secure })
    const email = newEmail()
    const { ref } = await mailerOf(relay.url).send(email)
    const [taken] = relay.taken
    t.equal(relay.taken.length, 1)
    t.equal(taken?.mail.subject, email.subject, 'accents and emoji in the subject')
    t.equal(taken?.mail.text?.trim(), email.text)
    t.match(taken?.mail.html, email.html)
    t.equal(taken?.mail.messageId, `<${email.messageId}@acquit.example>`, 'the same at each try (S56)')
    t.equal(ref, taken?.mail.messageId)
  }
})

t.test(
  'one recipient; the platform is the sender, the merchant the name and Reply-To (L10, S36)',
  async (t) => {
    const relay = await startRelay(t, { identity })
    const email = newEmail()
    await mailerOf(relay.url).send(email)
    const [taken] = relay.taken
    t.match(taken, { from: platform, to: [email.to] })
    t.strictSame(taken?.mail.from?.value, [{ address: platform, name: email.fromName }])
    t.strictSame(taken?.mail.replyTo?.value, [{ address: email.replyTo, name: '' }])
    t.match(taken?.mail.to, { value: [{ address: email.to }] })
    t.equal(taken?.mail.cc, undefined)
  },
)

t.test('a line break or NUL in a header, or more than one recipient, never leaves us (S36)', async (t) => {
  const relay = await startRelay(t, { identity })
  const mailer = mailerOf(relay.url)
  for (const field of ['fromName', 'subject', 'replyTo', 'to', 'messageId'] as const) {
    for (const break_ of ['\r\n', '\n', '\r', '\0']) {
      const email = newEmail({ [field]: `${newEmail()[field]}${break_}Bcc: all@courriel.example` })
      t.equal(await fateOf(mailer.send(email)), 'refused: other', `${JSON.stringify(break_)} in ${field}`)
    }
  }
  t.equal(await fateOf(mailer.send(newEmail({ to: 'a@x.example, b@x.example' }))), 'refused: other')
  t.strictSame(relay.taken, [])
})

t.test('a relay on this machine needs no TLS, nor a certificate that is trusted', async (t) => {
  const unsigned = createIdentity()
  const withTls = await startRelay(t, { identity: unsigned })
  const without = await startRelay(t, { identity, offersTls: false, allowsPlain: true })
  for (const { url, taken } of [withTls, without]) {
    t.match(await fateOf(mailerOf(url).send(newEmail())), /^(later|refused)/, 'another relay needs both')
    await createSmtpMailer(platform, { url, isLocal: true }, { timeoutMs: 500 }).send(newEmail())
    t.equal(taken.length, 1)
  }
})

t.test('What a relay refuses for good has its reason', async (t) => {
  const relay = await startRelay(t, { identity })
  const mailer = mailerOf(relay.url)
  for (const [at, does, reason] of [
    ['connect', '554 5.7.1 not from here', 'account'],
    ['auth', '535 5.7.8 wrong credentials', 'account'],
    ['mail', '530 5.7.0 authentication first', 'account'],
    ['mail', '550 5.1.8 bad sender', 'invalid_sender'],
    ['mail', '553 no such sender', 'invalid_sender'],
    ['rcpt', '550 5.1.1 no such user', 'unknown_address'],
    ['rcpt', '550 no such user', 'unknown_address'],
    ['rcpt', '552 5.2.2 over quota', 'mailbox_full'],
    ['rcpt', '550 5.7.1 blocked', 'blocked'],
    ['data', '552 5.3.4 too big', 'too_long'],
    ['data', '554 5.7.1 looks like spam', 'blocked'],
    ['data', '554 no', 'other'],
  ] as const) {
    relay.fail({ at, does })
    t.equal(await fateOf(mailer.send(newEmail())), `refused: ${reason}`, `${at}: ${does}`)
  }
  t.strictSame(relay.taken, [])
})

t.test('what a relay surely has not taken may be tried again (F7, S56)', async (t) => {
  const relay = await startRelay(t, { identity })
  const mailer = mailerOf(relay.url)
  for (const [at, does] of [
    ['connect', '421 4.3.2 closing'],
    ['connect', 'hang'],
    ['connect', 'drop'],
    ['auth', '454 4.7.0 later'],
    ['auth', 'drop'],
    ['mail', 'hang'],
    ['rcpt', '450 4.2.0 greylisted'],
    ['rcpt', '451 4.3.0 later'],
    ['rcpt', 'drop'],
    ['rcpt', 'hang'],
    ['data', '451 4.3.0 later'],
    ['data', '421 4.3.2 closing'],
  ] as const) {
    relay.fail({ at, does })
    t.equal(await fateOf(mailer.send(newEmail())), 'later: whenever', `${at}: ${does}`)
  }
  t.strictSame(relay.taken, [])
  const nobody = ['smtp://127.0.0.1:1', 'smtps://127.0.0.1:1', 'smtp://nobody.invalid:25']
  for (const url of nobody) t.equal(await fateOf(mailerOf(url).send(newEmail())), 'later: whenever', url)
})

t.test('once the message was being written, a silence leaves it unknown (F6, S56)', async (t) => {
  const relay = await startRelay(t, { identity })
  for (const does of ['hang', 'drop'] as const) {
    relay.fail({ at: 'data', does })
    t.equal(await fateOf(mailerOf(relay.url).send(newEmail())), 'unknown', does)
  }
})

t.test(
  'nothing is said to a relay without TLS, or with a certificate that is not trusted (S49)',
  async (t) => {
    const bare = await startRelay(t, { identity, offersTls: false })
    t.equal(await fateOf(mailerOf(bare.url).send(newEmail())), 'refused: account')
    const strange = await startRelay(t, { identity: createIdentity() })
    t.equal(await fateOf(mailerOf(strange.url).send(newEmail())), 'later: whenever')
    const stranger = await startRelay(t, { identity: createIdentity(), secure: true })
    t.equal(await fateOf(mailerOf(stranger.url).send(newEmail())), 'later: whenever')
    t.strictSame([bare.taken, strange.taken, stranger.taken], [[], [], []])
  },
)

t.test('A relay cannot be searched', async (t) => {
  t.equal(mailerOf('smtp://relay.example').find, undefined)
})
