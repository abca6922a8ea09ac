import t from 'tap'
import { verdictOf } from '../../../src/providers/stripe/key-verdicts.ts'

const session = '/v1/checkout/sessions'
const lacks = (right: string) =>
  `The provided key 'rk_live_***' does not have the required permissions for this endpoint. Having the 'rak_${right}' permission would allow this request to continue.`

t.test('a key that is rolled, revoked, blocked, or lacks what a payment needs, is refused', async (t) => {
  const whole = { is: 'refused', right: null }
  for (const [answer, verdict] of [
    [{ status: 401, message: 'Invalid API Key provided: sk_live_***' }, whole],
    [{ status: 401, code: 'api_key_expired', message: 'Expired API Key provided' }, whole],
    [{ status: 403, message: 'The API key provided does not allow requests from your IP address.' }, whole],
    [{ status: 400, code: 'testmode_charges_only' }, whole],
    [{ status: 403, code: 'account_invalid' }, whole],
    [
      { status: 403, message: lacks('checkout_session_write') },
      { is: 'refused', right: 'checkout_session_write' },
    ],
  ] as const) {
    t.strictSame(verdictOf({ method: 'POST', path: session, ...answer }), verdict, JSON.stringify(answer))
  }
})

t.test('a right that payments do not need refuses nothing', async (t) => {
  const message = lacks('dispute_read')
  t.strictSame(verdictOf({ method: 'GET', path: '/v1/disputes', status: 403, message }), {
    is: 'unseen',
    what: 'dispute',
  })
  t.strictSame(verdictOf({ method: 'GET', path: '/v1/refunds/re_1', status: 403, message }), {
    is: 'unseen',
    what: 'refund',
  })
  t.strictSame(verdictOf({ method: 'GET', path: '/v1/balance_transactions/txn_1', status: 403, message }), {
    is: 'unseen',
    what: 'fee',
  })
  t.equal(verdictOf({ method: 'POST', path: '/v1/refunds', status: 403, message }), undefined)
  // A key that is blocked as a whole is refused here too.
  t.match(verdictOf({ method: 'GET', path: '/v1/disputes', status: 403, message: 'Blocked' }), {
    right: null,
  })
})

t.test(
  'any answer about the request itself accepts the key, and a failure of Stripe says nothing',
  async (t) => {
    for (const status of [200, 400, 402, 404, 409])
      t.match(verdictOf({ method: 'POST', path: session, status }), { is: 'accepted' }, String(status))
    for (const status of [429, 500, 503])
      t.equal(verdictOf({ method: 'POST', path: session, status }), undefined)
    t.match(verdictOf({ method: 'GET', path: '/v1/disputes', status: 200 }), { read: 'dispute' })
  },
)
