import t, { type Test } from 'tap'
import { newToken } from '../../../src/domain/ids.ts'
import { addMerchant } from '../../fixtures/app.ts'
import { giveKeys, openShop, type Shop } from '../../fixtures/providers/stripe/shop.ts'
import { createEvent, sign, type Webhook } from '../../fixtures/providers/stripe/webhooks.ts'

const minute = 60_000

/** A customer at Stripe's page. Webhooks are held back, for the test to send. */
async function openSession(shop: Shop) {
  const { id, link } = await shop.askForMoney()
  const url = await shop.press(link)
  return { id, link, session: shop.sessionOf(url) }
}

t.test('webhooks', async (t) => {
  const shop = await openShop(t)
  const { stripe, merchant, deps } = shop
  const secret = stripe.webhookSecret
  stripe.deliver = undefined

  async function payInSilence() {
    const open = await openSession(shop)
    await stripe.books.pay(open.session.id)
    return { ...open, webhook: stripe.undelivered.pop()! }
  }

  /** The webhook is refused; nothing is stored or changed. */
  async function refuses(t: Test, id: string, webhook: Webhook, why: string): Promise<void> {
    const asked = stripe.asked.length
    const taken = await shop.takenEvents()
    const { statusCode } = await shop.deliver(webhook)
    t.equal(statusCode, 400, why)
    t.equal(await shop.takenEvents(), taken, 'no row')
    t.equal(stripe.asked.length, asked, 'nothing asked')
    t.equal(await shop.statusOf(id), 'pending')
  }

  t.test(
    'what Stripe did not sign, just now, in these bytes, is refused; then the real one pays (S43)',
    async (t) => {
      const { id, webhook } = await payInSilence()
      const { payload, headers } = webhook
      const signed = (at: number, secrets = [secret]) => sign(payload, secrets, at)
      await refuses(t, id, { payload: payload.replace('"eur"', '"usd"'), headers }, 'tampered')
      await refuses(
        t,
        id,
        { payload: JSON.stringify(JSON.parse(payload), null, 2), headers },
        're-serialised',
      )
      await refuses(t, id, { payload: `${payload} `, headers }, 'one byte more')
      await refuses(t, id, signed(Date.now() - 6 * minute), 'old')
      await refuses(t, id, signed(Date.now() + 6 * minute), 'from the future')
      await refuses(t, id, signed(Date.now(), [`whsec_${newToken()}`]), 'wrong secret')
      await refuses(t, id, { payload, headers: { 'content-type': 'application/json' } }, 'not signed')
      const header = headers['stripe-signature']!
      for (const other of [
        '',
        't=1',
        header.replace('v1=', 'v0='),
        header.replace(/t=\d+/, 't=x'),
        `${header}0`,
      ])
        await refuses(t, id, { payload, headers: { ...headers, 'stripe-signature': other } }, other)
      const fresh = header.replace(/t=\d+/, `t=${Math.floor(Date.now() / 1000) + 1}`)
      await refuses(t, id, { payload, headers: { ...headers, 'stripe-signature': fresh } }, 'another time')
      await refuses(t, id, { ...sign('[]', [secret]) }, 'signed, and no event')
      const live = { ...JSON.parse(payload), livemode: true }
      await refuses(t, id, sign(JSON.stringify(live), [secret]), 'of the other mode than its secret')
      t.equal((await shop.deliver(webhook)).statusCode, 200)
      t.equal(await shop.statusOf(id), 'paid')
    },
  )

  t.test('within five minutes, and while a secret is being replaced, either signs (S43)', async (t) => {
    for (const at of [Date.now() - 4 * minute, Date.now() + 4 * minute]) {
      const { id, webhook } = await payInSilence()
      t.equal((await shop.deliver(sign(webhook.payload, [secret], at))).statusCode, 200)
      t.equal(await shop.statusOf(id), 'paid')
    }
    const next = `whsec_${newToken()}`
    await giveKeys(shop.world, merchant, stripe.account.secretKey, next)
    for (const secrets of [[secret], [next], [next, secret]]) {
      const { id, webhook } = await payInSilence()
      t.equal((await shop.deliver(sign(webhook.payload, secrets))).statusCode, 200)
      t.equal(await shop.statusOf(id), 'paid')
    }
    await deps.db.updateTable('gateway_keys').set({ previous_until: new Date() }).execute()
    const { id, webhook } = await payInSilence()
    await refuses(t, id, sign(webhook.payload, [secret]), 'replaced since long')
    await giveKeys(shop.world, merchant, stripe.account.secretKey, secret)
  })

  t.test('fifty copies at once, then one more: 200 each, one effect (S46, F13)', async (t) => {
    const { id, webhook } = await payInSilence()
    const before = await shop.takenEvents()
    const answers = await Promise.all(Array.from({ length: 50 }, () => shop.deliver(webhook)))
    t.ok(answers.every(({ statusCode }) => statusCode === 200))
    const asked = stripe.asked.length
    t.equal((await shop.deliver(webhook)).statusCode, 200)
    t.equal(stripe.asked.length, asked, 'a copy that comes late is not asked about')
    t.equal(await shop.takenEvents(), before + 1)
    t.strictSame(await shop.eventsOf(id), ['created', 'attempt_started', 'attempt_challenged', 'paid'])
    t.match(await shop.attemptsOf(id), [{ status: 'succeeded', card_brand: 'Visa', card_last4: '4242' }])
  })

  t.test('a signed event that is none of ours is answered 200, and nothing comes of it', async (t) => {
    const objects = {
      'balance.available': { object: 'balance', livemode: false, available: [], pending: [] },
      'invoice.upcoming': { object: 'invoice', id: null, livemode: false, metadata: { lines: 3 } },
      'customer.created': { object: 'customer', id: 'cus_1', livemode: false },
      'v2.core.event': undefined,
    }
    const [asked, taken] = [stripe.asked.length, await shop.takenEvents()]
    for (const [type, object] of Object.entries(objects)) {
      const event = { ...createEvent(type, object ?? {}), ...(object ? {} : { data: undefined }) }
      t.equal((await shop.deliver(sign(JSON.stringify(event), [secret]))).statusCode, 200, type)
      const unsigned = await shop.deliver(sign(JSON.stringify(event), [`whsec_${newToken()}`]))
      t.equal(unsigned.statusCode, 400, `${type}, signed by another`)
    }
    t.equal(stripe.asked.length, asked)
    t.equal(await shop.takenEvents(), taken)
  })

  t.test('an event is kept with its effect, or not at all (S46)', async (t) => {
    const { id, session, webhook } = await payInSilence()
    const before = await shop.takenEvents()
    session.payment_intent!.amount_received = 1
    t.equal((await shop.deliver(webhook)).statusCode, 500)
    t.equal(await shop.takenEvents(), before)
    t.equal(await shop.statusOf(id), 'pending')
    session.payment_intent!.amount_received = session.amount_total
    t.equal((await shop.deliver(webhook)).statusCode, 200)
    t.equal(await shop.statusOf(id), 'paid')
    t.equal(await shop.takenEvents(), before + 1)
  })

  t.test('whatever Stripe says, in whatever order, ends where Stripe’s books end (F14)', async (t) => {
    const types = ['completed', 'expired', 'async_payment_succeeded', 'async_payment_failed']
    for (const order of permutations(types.map((type) => `checkout.session.${type}`))) {
      const { id, session } = await payInSilence()
      for (const type of order) {
        const event = JSON.stringify(createEvent(type, session))
        t.equal((await shop.deliver(sign(event, [secret]))).statusCode, 200)
      }
      t.equal(await shop.statusOf(id), 'paid', order.join(', '))
      t.equal((await shop.eventsOf(id)).filter((kind) => kind === 'paid').length, 1)
    }
  })

  t.test(
    'an end that is told before its time changes nothing; the real one ends the attempt (F14)',
    async (t) => {
      const { id, link, session } = await openSession(shop)
      for (const type of ['checkout.session.expired', 'checkout.session.completed']) {
        const event = JSON.stringify(createEvent(type, session))
        t.equal((await shop.deliver(sign(event, [secret]))).statusCode, 200)
        t.match(await shop.attemptsOf(id), [{ status: 'challenged' }])
      }
      await stripe.books.timeOut(session.id)
      t.equal((await shop.deliver(stripe.undelivered.pop()!)).statusCode, 200)
      t.match(await shop.attemptsOf(id), [{ status: 'abandoned', failure_code: 'timeout' }])
      t.equal(await shop.statusOf(id), 'pending')
      t.not(shop.sessionOf(await shop.press(link)).id, session.id, 'the next try has a page of its own')
    },
  )

  t.test('signed, and yet of another amount: not paid, and the log says so (S47)', async (t) => {
    const { id, session, webhook } = await payInSilence()
    Object.assign(session, { amount_total: 100 })
    Object.assign(session.payment_intent!, { amount: 100, amount_received: 100 })
    shop.world.log.length = 0
    t.equal((await shop.deliver(webhook)).statusCode, 500)
    t.equal(await shop.statusOf(id), 'pending')
    t.match(shop.world.log.join(''), /"level":50.*amount 100, not 24900/)
  })

  t.test('What is about nothing of ours is taken, and changes nothing', async (t) => {
    const { id, session } = await openSession(shop)
    const before = await shop.takenEvents()
    const asked = stripe.asked.length
    const same = { ...session }
    for (const [type, object] of [
      ['checkout.session.completed', { ...same, metadata: {} }],
      ['checkout.session.completed', { ...same, metadata: { attempt_id: 'att_unknown' } }],
      ['checkout.session.completed', { ...same, id: 'cs_test_another' }],
      ['payment_intent.succeeded', { id: 'pi_1', metadata: session.metadata }],
      ['refund.updated', { id: 're_1', metadata: { refund_id: 'ref_unknown' } }],
      ['refund.updated', { id: 're_1', metadata: null }],
      ['customer.created', { id: 'cus_1' }],
    ] as const) {
      const event = JSON.stringify(createEvent(type, object))
      t.equal((await shop.deliver(sign(event, [secret]))).statusCode, 200, type)
    }
    t.equal(await shop.takenEvents(), before)
    const since = stripe.asked.slice(asked).map(({ path }) => path)
    t.strictSame(
      since,
      ['/v1/refunds/re_1', '/v1/refunds/re_1'],
      'a refund may be of ours, whatever it bears',
    )
    t.match(await shop.attemptsOf(id), [{ status: 'challenged' }])
  })

  t.test('another merchant’s endpoint says nothing of this one’s payments (S17)', async (t) => {
    const { id, webhook } = await payInSilence()
    const stranger = await addMerchant(shop.world)
    const theirs = `whsec_${newToken()}`
    t.equal((await shop.deliver(webhook, stranger)).statusCode, 404, 'one who has no keys')
    t.equal((await shop.deliver(webhook, { id: 'mer_unknown' })).statusCode, 404)
    await giveKeys(shop.world, stranger, `sk_test_${newToken()}`, theirs)
    t.equal((await shop.deliver(webhook, stranger)).statusCode, 400)
    const asked = stripe.asked.length
    t.equal((await shop.deliver(sign(webhook.payload, [theirs]), stranger)).statusCode, 200)
    t.equal(stripe.asked.length, asked)
    t.equal(await shop.statusOf(id), 'pending')
  })

  t.test('when Stripe cannot be asked, it is told to come again (F7)', async (t) => {
    const { id, webhook } = await payInSilence()
    const before = await shop.takenEvents()
    stripe.next({ status: 503 })
    t.equal((await shop.deliver(webhook)).statusCode, 500)
    t.equal(await shop.takenEvents(), before)
    t.equal((await shop.deliver(webhook)).statusCode, 200)
    t.equal(await shop.statusOf(id), 'paid')
  })

  t.test('A refund that was on its way ends when Stripe says so', async (t) => {
    const { id, webhook } = await payInSilence()
    await shop.deliver(webhook)
    stripe.next({ status: 503 })
    await shop.portal.post(`/paiements/${id}/remboursements`, {
      amount: '100,00',
      idempotency_key: newToken(),
    })
    const refundOf = () =>
      deps.db.selectFrom('refunds').selectAll().where('request_id', '=', id).executeTakeFirstOrThrow()
    t.match(await refundOf(), { status: 'pending' })
    const [attempt] = await shop.attemptsOf(id)
    const gateway = (await deps.gateways.forAttempt(attempt!))!
    const { id: refundId } = await refundOf()
    await gateway.refund({
      refundId,
      amountCents: 10_000,
      charge: { ...attempt!.charge, ref: attempt!.gateway_ref },
    })
    const [made] = stripe.books.refunds
    made!.status = 'pending'
    const tell = async () => {
      const event = JSON.stringify(createEvent('refund.updated', made!))
      t.equal((await shop.deliver(sign(event, [secret]))).statusCode, 200)
    }
    await tell()
    t.match(await refundOf(), { status: 'pending' })
    made!.status = 'succeeded'
    await tell()
    await tell()
    t.match(await refundOf(), { status: 'succeeded', gateway_ref: made!.id })
    t.equal((await shop.eventsOf(id)).filter((kind) => kind === 'refund_succeeded').length, 1)
  })
})

function permutations<Item>(items: Item[]): Item[][] {
  if (items.length < 2) return [items]
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  )
}
