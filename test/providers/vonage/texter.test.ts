import t from 'tap'
import { createVonageTexter } from '../../../src/providers/vonage/texter.ts'
import { createIdentity, trust } from '../../fixtures/providers/certificate.ts'
import { fateOf } from '../../fixtures/providers/fate.ts'
import type { Script } from '../../fixtures/providers/http.ts'
import { newSms } from '../../fixtures/providers/messages.ts'
import { refuse, startVonage } from '../../fixtures/providers/vonage.ts'

const vonage = await startVonage(t)
const elsewhere = (apiBase: string) => createVonageTexter({ ...vonage.account, apiBase }, { timeoutMs: 300 })
const texter = elsewhere(vonage.base)

/**
 * Sends one SMS to a provider that follows the script. Returns what we conclude, and how often the provider was
 * called.
 */
async function sendWhen(script: Script) {
  const before = vonage.asked.length
  vonage.next(script)
  const fate = await fateOf(texter.send(newSms()))
  return { fate, asked: vonage.asked.length - before }
}

t.test(
  'Vonage gets the text as it is, to E.164 without the plus, with our id to report by (S38)',
  async (t) => {
    const sms = newSms({ text: 'Réglez "249,00 €" : https://payer.example/p/abc' })
    const { ref } = await texter.send(sms)
    t.strictSame(vonage.sent, [
      {
        channel: 'sms',
        message_type: 'text',
        to: '33639980102',
        from: 'ATELIER',
        text: sms.text,
        client_ref: sms.messageId,
        message_uuid: ref,
      },
    ])
  },
)

t.test('What Vonage refuses for good has its reason', async (t) => {
  for (const [status, code, title, reason] of [
    [401, '', 'You did not provide correct credentials.', 'account'],
    [402, '', 'Low balance', 'account'],
    [403, '', 'Forbidden', 'account'],
    [422, '#1120', 'Invalid sender', 'invalid_sender'],
    [422, '#1170', 'Invalid or Missing Msisdn Param', 'unknown_address'],
    [422, '#1240', 'Illegal Number', 'blocked'],
    [422, '#1160', 'Non White-listed Destination', 'account'],
    [422, '#110', 'Invalid recipient', 'unknown_address'],
    [422, '#1060', 'Partner account barred', 'account'],
    [422, '', 'Something new', 'other'],
  ] as const) {
    const told = await sendWhen(refuse(status, code, title))
    t.strictSame(told, { fate: `refused: ${reason}`, asked: 1 }, `${status} ${code}`)
  }
  t.strictSame(await sendWhen({ status: 422 }), { fate: 'refused: other', asked: 1 })
})

t.test('The provider’s own checks of a field are understood', async (t) => {
  t.equal(await fateOf(texter.send(newSms({ to: '+12' }))), 'refused: unknown_address')
  t.equal(await fateOf(texter.send(newSms({ from: 'Atelier Lumière' }))), 'refused: invalid_sender')
  const stranger = createVonageTexter({ ...vonage.account, apiSecret: 'wrong' })
  t.equal(await fateOf(stranger.send(newSms())), 'refused: account')
})

t.test('what Vonage surely has not taken may be tried again (F7, S56)', async (t) => {
  const many = refuse(429, '#1000', 'Rate Limit Hit')
  t.strictSame(await sendWhen(many), { fate: 'later: whenever', asked: 1 })
  const told = await sendWhen({ ...many, headers: { 'retry-after': '5' } })
  t.strictSame(told, { fate: 'later: 5', asked: 1 })
  t.equal(await fateOf(elsewhere('http://127.0.0.1:1').send(newSms())), 'later: whenever')
})

t.test('after anything else nobody knows, and it is asked once (F6, F7, S56)', async (t) => {
  const other = await startVonage(t)
  for (const [what, script] of Object.entries({
    'a server error': refuse(500, '#1030', 'Internal error'),
    'an outage': { status: 503 },
    'no answer in time': 'hang',
    'a line cut after it was taken': 'lost',
    'an answer without end': 'endless',
    'a page instead of JSON': { status: 202, body: '<html>', headers: { 'content-type': 'text/html' } },
    'an empty answer': { status: 202 },
    'a redirect': { status: 307, headers: { location: `${other.base}/v1/messages` } },
  } satisfies Record<string, Script>)) {
    t.strictSame(await sendWhen(script), { fate: 'unknown', asked: 1 }, what)
  }
  t.strictSame(other.asked, [], 'a redirect is not followed (S49)')
})

t.test('a certificate that is not trusted ends it before a word is said (S49)', async (t) => {
  const identity = createIdentity()
  const secure = await startVonage(t, { identity })
  const send = () => fateOf(elsewhere(secure.base).send(newSms()))
  t.equal(await send(), 'later: whenever')
  t.strictSame(secure.asked, [])
  trust(identity)
  t.equal(await send(), 'taken')
})
