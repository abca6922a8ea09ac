import t from 'tap'
import { newToken } from '../../../src/domain/ids.ts'
import { findSecretKey, saveSecretKey } from '../../../src/providers/keys/store.ts'
import { createStripeGateway } from '../../../src/providers/stripe/gateway.ts'
import { addMerchant, eventually } from '../../fixtures/app.ts'
import { createRequest, permalinkOf, signIn } from '../../fixtures/client.ts'
import { openShop } from '../../fixtures/providers/stripe/shop.ts'

t.test('paying through Stripe', async (t) => {
  const shop = await openShop(t)
  const { stripe, deps, customer } = shop
  const { books } = stripe

  t.test('the customer goes to Stripe’s page, pays there, and both sides say so', async (t) => {
    const { id, link } = await shop.askForMoney()
    const url = await shop.press(link)
    t.equal(new URL(url).origin, stripe.base)
    t.match(await shop.attemptsOf(id), [{ status: 'challenged', gateway: 'stripe', challenge_url: url }])
    const page = await fetch(url)
    t.match(await page.text(), /249\.00 eur/)
    const paid = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ decision: 'pay' }),
      redirect: 'manual',
    })
    t.equal(paid.headers.get('location'), `http://localhost:3000${link}?retour=paiement`)
    t.equal(await shop.statusOf(id), 'paid')
    t.match((await customer.get(link)).body, /data-state="paid"/)
    t.match((await shop.portal.get(`/paiements/${id}`)).body, /data-status="paid"/)
    t.strictSame(await shop.eventsOf(id), ['created', 'attempt_started', 'attempt_challenged', 'paid'])
  })

  t.test('a form may lead to Stripe’s page, and a test’s Stripe is where it says (S8)', async (t) => {
    const policy = (await customer.get('/mentions-legales')).headers['content-security-policy']
    t.match(policy, `form-action 'self' https://checkout.stripe.com ${stripe.base};`)
  })

  t.test('coming back proves nothing (S48)', async (t) => {
    const { id, link } = await shop.askForMoney()
    const session = shop.sessionOf(await shop.press(link))
    const asked = stripe.asked.length
    for (const back of [
      session.success_url,
      session.cancel_url!,
      `${session.success_url}&session_id=${session.id}`,
    ]) {
      const { pathname, search } = new URL(back)
      const page = await customer.get(pathname + search)
      t.equal(page.statusCode, 200)
      t.notMatch(page.body, /data-state="paid"/)
    }
    t.equal(stripe.asked.length, asked, 'nor is Stripe asked')
    t.equal(await shop.statusOf(id), 'pending')
    t.match(await shop.attemptsOf(id), [{ status: 'challenged' }])
  })

  t.test(
    'a customer who comes back before the webhook is being confirmed, and finds out (F16)',
    async (t) => {
      const { deliver } = stripe
      stripe.deliver = undefined
      const { id, link } = await shop.askForMoney()
      const session = shop.sessionOf(await shop.press(link))
      await books.pay(session.id)
      const { pathname, search } = new URL(session.success_url)
      t.match((await customer.get(pathname + search)).body, /data-state="confirming"/)
      const answer = await customer.post(`${link}/verification`, {})
      t.match(answer, { statusCode: 303, headers: { location: link } })
      t.equal(await shop.statusOf(id), 'paid')
      stripe.deliver = deliver
      stripe.undelivered.length = 0
    },
  )

  t.test('two tabs, and a customer who comes back, have the same page of Stripe’s (S55)', async (t) => {
    const { id, link } = await shop.askForMoney()
    const before = books.sessions.length
    const [one, two] = await Promise.all([shop.press(link), shop.press(link)])
    const urls = [one, two].filter((url) => url !== link)
    t.ok(urls.length >= 1, 'the second may have come while the first was asking')
    const again = await shop.press(link)
    t.same([...new Set([...urls, again])], [again])
    await books.decline(shop.sessionOf(again).id)
    t.equal(await shop.press(link), again, 'after a declined card too')
    t.equal(books.sessions.length, before + 1)
    t.equal((await shop.attemptsOf(id)).length, 1)
  })

  t.test('the button is a form of our own page (S13)', async (t) => {
    const { id, link } = await shop.askForMoney()
    const headers = { 'sec-fetch-site': 'cross-site' }
    t.equal((await customer.post(`${link}/paiement`, {}, { headers })).statusCode, 403)
    t.equal((await shop.attemptsOf(id)).length, 0)
  })

  t.test('a request cancelled closes Stripe’s page first (S52)', async (t) => {
    const { id, link } = await shop.askForMoney()
    const session = shop.sessionOf(await shop.press(link))
    t.equal((await shop.portal.post(`/paiements/${id}/annulation`, {})).statusCode, 303)
    t.equal(session.status, 'expired')
    await books.pay(session.id)
    t.equal(await shop.statusOf(id), 'cancelled')
    t.equal(session.payment_intent, null)
  })

  t.test('a request that was paid meanwhile is not cancelled: it is paid (S52)', async (t) => {
    const { id, link } = await shop.askForMoney()
    const session = shop.sessionOf(await shop.press(link))
    const { deliver } = stripe
    stripe.deliver = undefined
    await books.pay(session.id)
    t.equal((await shop.portal.post(`/paiements/${id}/annulation`, {})).statusCode, 409)
    t.equal(await shop.statusOf(id), 'paid')
    stripe.deliver = deliver
    for (const webhook of stripe.undelivered.splice(0)) await stripe.send(webhook)
    t.equal((await shop.eventsOf(id)).filter((kind) => kind === 'paid').length, 1)
  })

  t.test('a webhook that comes before our own commit is not lost (F15)', async (t) => {
    const { id, link } = await shop.askForMoney()
    stripe.next(async () => {
      const [session] = books.sessions
      await books.pay(session!.id)
    })
    await shop.press(link)
    t.strictSame(stripe.undelivered, [])
    t.equal(await shop.statusOf(id), 'paid')
    t.match(await shop.attemptsOf(id), [{ status: 'succeeded', gateway_ref: books.sessions[0]!.id }])
  })

  t.test('webhooks that never come: whoever asks next learns it (F16)', async (t) => {
    const { deliver } = stripe
    stripe.deliver = undefined
    const paid = await shop.askForMoney()
    const left = await shop.askForMoney()
    const declined = await shop.askForMoney()
    await books.pay(shop.sessionOf(await shop.press(paid.link)).id)
    const second = shop.sessionOf(await shop.press(left.link))
    const third = shop.sessionOf(await shop.press(declined.link))
    await books.decline(third.id, { decline_code: 'insufficient_funds' })
    for (const { id } of [paid, left, declined]) t.strictSame(await shop.sweep(id), [])
    t.equal(await shop.statusOf(paid.id), 'paid')
    t.match(await shop.attemptsOf(left.id), [{ status: 'challenged' }], 'there is time left')
    for (const { id } of [second, third]) await books.expire(id)
    for (const { id } of [left, declined]) t.strictSame(await shop.sweep(id), [])
    t.match(await shop.attemptsOf(left.id), [{ status: 'abandoned', failure_code: 'timeout' }])
    t.match(await shop.attemptsOf(declined.id), [{ status: 'failed', failure_code: 'insufficient_funds' }])
    t.match(
      (await shop.portal.get(`/paiements/${declined.id}`)).body,
      /La carte a atteint son plafond autorisé/,
    )
    stripe.deliver = deliver
    stripe.undelivered.length = 0
  })

  t.test(
    'a crash between the commit and Stripe, or after Stripe, converges with one session (S53, F9)',
    async (t) => {
      for (const hasReachedStripe of [false, true]) {
        const { id, link } = await shop.askForMoney()
        stripe.next('lost')
        await shop.press(link)
        await eventually(async () => (await shop.attemptsOf(id))[0]!.status === 'challenged')
        // The row as it was when the process ended. Stripe has either forgotten the request or kept it.
        await deps.db
          .updateTable('attempts')
          .set({ status: 'started', gateway_ref: null })
          .where('request_id', '=', id)
          .execute()
        const mine = books.sessions.filter(({ client_reference_id }) => client_reference_id === id)
        t.equal(mine.length, 1)
        if (!hasReachedStripe) books.sessions.splice(books.sessions.indexOf(mine[0]!), 1)
        if (!hasReachedStripe) stripe.forgetKeys()
        t.equal(await shop.press(link), link, 'nobody may try again meanwhile')
        t.strictSame(await shop.sweep(id), [])
        t.match(await shop.attemptsOf(id), [{ status: 'failed', failure_code: 'processing_error' }])
        const open = books.sessions.filter(
          ({ status, client_reference_id }) => status === 'open' && client_reference_id === id,
        )
        t.strictSame(open, [])
      }
    },
  )

  t.test(
    'Stripe that says nothing: being confirmed, no second page, everything else as fast (F6)',
    async (t) => {
      const { id, link } = await shop.askForMoney()
      stripe.next('hang')
      const pressed = shop.press(link)
      await eventually(async () => (await shop.attemptsOf(id)).length === 1)
      const started = Date.now()
      t.match((await customer.get(link)).body, /data-state="confirming"/)
      t.equal(await shop.press(link), link)
      t.equal((await customer.get('/sante')).statusCode, 200)
      t.ok(Date.now() - started < 1_500)
      t.equal(await pressed, link)
      t.ok(Date.now() - started < 10_000)
      await eventually(async () => (await shop.attemptsOf(id))[0]!.status === 'challenged')
      const mine = books.sessions.filter(({ client_reference_id }) => client_reference_id === id)
      t.equal(mine.length, 1)
      t.equal(shop.sessionOf(await shop.press(link)).id, mine[0]!.id)
    },
  )

  t.test('A key that Stripe refuses takes no money, blames no card, and the log says why', async (t) => {
    const { id, link } = await shop.askForMoney()
    const { config, db } = deps
    const broken = `sk_test_${newToken()}`
    await saveSecretKey(db, shop.merchant.id, { gateway: 'stripe', mode: 'test' }, broken, config.appSecret)
    shop.world.log.length = 0
    t.equal((await customer.post(`${link}/paiement`, {})).statusCode, 402)
    t.match(await shop.attemptsOf(id), [{ status: 'failed', failure_code: 'processing_error' }])
    t.match(shop.world.log.join(''), /KeyRefused/)
    t.notMatch(shop.world.log.join(''), broken)
    await saveSecretKey(
      db,
      shop.merchant.id,
      { gateway: 'stripe', mode: 'test' },
      stripe.account.secretKey,
      config.appSecret,
    )
    t.ok(shop.sessionOf(await shop.press(link)), 'with a good key the customer can try again')
    t.equal(await shop.statusOf(id), 'pending')
  })

  t.test('what was logged all along holds no key and no secret (S3)', async (t) => {
    const log = shop.world.log.join('')
    const { secretKey, liveKey, otherKey } = stripe.account
    for (const secret of [secretKey, liveKey, otherKey, stripe.webhookSecret])
      t.notOk(log.includes(secret.slice(8)))
  })
})

t.test('which gateway', async (t) => {
  const shop = await openShop(t, { jobs: false })
  const { deps, stripe } = shop
  const { gateways, config, db } = deps
  const bare = await addMerchant(shop.world)
  const nameFor = async (merchantId: string, mode: 'test' | 'live') =>
    (await gateways.forRequest({ merchantId, mode }))?.name
  const nameOf = async (gateway: string, merchantId: string, mode: 'test' | 'live') =>
    (await gateways.forAttempt({ gateway, charge: { merchantId, mode } }))?.name

  t.test('test mode: the sandbox until there is a key; live mode: Stripe or nothing', async (t) => {
    t.equal(await nameFor(bare.id, 'test'), 'sandbox')
    t.equal(await nameFor(bare.id, 'live'), undefined)
    t.equal(await nameFor(shop.merchant.id, 'test'), 'stripe')
    t.equal(await nameFor(shop.merchant.id, 'live'), undefined)
    await saveSecretKey(
      db,
      bare.id,
      { gateway: 'stripe', mode: 'live' },
      stripe.account.liveKey,
      config.appSecret,
    )
    t.equal(await nameFor(bare.id, 'live'), 'stripe')
    t.equal(await nameFor(bare.id, 'test'), 'sandbox')
  })

  t.test(
    'an attempt stays with the gateway it was made with; a live one never reaches the sandbox (S59)',
    async (t) => {
      t.equal(await nameOf('sandbox', shop.merchant.id, 'test'), 'sandbox')
      t.equal(await nameOf('stripe', bare.id, 'test'), undefined)
      t.equal(await nameOf('sandbox', bare.id, 'live'), undefined)
      t.equal(await nameOf('stripe', bare.id, 'live'), 'stripe')
    },
  )

  t.test('a session of the other mode is not believed (S47)', async (t) => {
    const portal = await signIn(shop.world, shop.merchant.email)
    const id = await createRequest(portal)
    await shop.press(await permalinkOf(portal, id))
    const [{ charge, gateway_ref: ref }] = (await shop.attemptsOf(id)) as [
      Awaited<ReturnType<typeof shop.attemptsOf>>[number],
    ]
    const live = createStripeGateway({ secretKey: stripe.account.liveKey, apiBase: stripe.base })
    await t.rejects(live.find({ ...charge, mode: 'live', ref }), /livemode false, not true/)
  })
})

t.test('a key of another account is refused until what is under way has ended', async (t) => {
  const shop = await openShop(t, { jobs: false })
  const { stripe, deps } = shop
  const { secretKey, otherKey } = stripe.account
  const save = (secret_key: string) => shop.portal.post('/reglages/stripe', { mode: 'test', secret_key })
  const { id, link } = await shop.askForMoney()
  const { id: session } = shop.sessionOf(await shop.press(link))
  const refused = await save(otherKey)
  t.equal(refused.statusCode, 409)
  t.match(refused.body, 'Un paiement ou un remboursement est en cours avec ces clés')
  t.notMatch(refused.body, otherKey)
  const kept = () =>
    findSecretKey(deps.db, shop.merchant.id, { gateway: 'stripe', mode: 'test' }, deps.config.appSecret)
  t.equal(await kept(), secretKey)
  t.equal((await save(secretKey)).statusCode, 303)
  await stripe.books.pay(session)
  t.equal(await shop.statusOf(id), 'paid')
  t.equal((await save(otherKey)).statusCode, 303)
  t.equal(await kept(), otherKey)
})
