import t, { type Test } from 'tap'
import { addMerchant, password, startWorld, startWorldOn } from '../fixtures/app.ts'
import { cardFor } from '../fixtures/cards.ts'
import { createClient, goodCard, goodForm, signIn } from '../fixtures/client.ts'
import { forgetCounts } from '../fixtures/security/rows.ts'
import { capturesOf, stage } from '../fixtures/security/stage.ts'
import { postBody, waitForRoom } from '../fixtures/security/wire.ts'

const hour = 3600
const quarter = 900

t.test('limits, shared by two processes', async (t) => {
  const one = await startWorld(t, { jobs: false })
  const other = await startWorldOn(t, one.deps.databaseUrl, { jobs: false })
  const { db } = one.deps
  const worlds = [one, other]
  const merchant = await addMerchant(one)
  const portals = [await signIn(one, merchant.email), await signIn(other, merchant.email)]
  t.beforeEach(() => forgetCounts(one))

  type Answer = Awaited<ReturnType<typeof postBody>>

  function refusesFor(t: Test, answer: Answer, mostSeconds: number) {
    t.equal(answer.statusCode, 429)
    const seconds = Number(answer.headers['retry-after'])
    t.ok(seconds >= 1 && seconds <= mostSeconds, `Retry-After ${seconds}`)
    t.match(answer.body, /minute/, 'the page says when to come back')
  }

  const tryToSignIn = (n: number, email: string, word: string, from: string) =>
    postBody(worlds[n % 2]!, '/connexion', new URLSearchParams({ email, password: word }).toString(), {
      from,
    })

  const decline = (n: number, link: string, from: string, card_number = cardFor('card_declined')) =>
    postBody(
      worlds[n % 2]!,
      `${link}/paiement`,
      new URLSearchParams({ ...goodCard, card_number }).toString(),
      { from },
    )

  t.test('the 11th declined card of a link in an hour is not even tried, from any address', async (t) => {
    await waitForRoom(hour)
    const { id, link } = await stage(one, portals[0]!, 'pending')
    for (let n = 0; n < 10; n += 1)
      t.equal((await decline(n, link, `10.2.0.${n}`)).statusCode, 402, `card ${n + 1}`)
    for (const n of [0, 1]) refusesFor(t, await decline(n, link, `10.2.1.${n}`), hour)
    refusesFor(t, await decline(0, link, '10.2.1.9', cardFor('paid')), hour)
    t.strictSame(await capturesOf(one, id), [])
    const attempts = await db.selectFrom('attempts').select('id').where('request_id', '=', id).execute()
    t.equal(attempts.length, 10)
    t.match(
      (await createClient(one).get(link)).body,
      /data-state="payable"/,
      'the link still tells the truth',
    )
    const another = await stage(one, portals[0]!, 'pending')
    t.equal((await decline(0, another.link, '10.2.1.9', cardFor('paid'))).statusCode, 303)
  })

  t.test(
    'the 31st declined card of an address in an hour is refused on every link; other addresses pay',
    async (t) => {
      await waitForRoom(hour)
      const links = []
      for (let n = 0; n < 4; n += 1) links.push((await stage(one, portals[0]!, 'pending')).link)
      for (let n = 0; n < 30; n += 1)
        t.equal((await decline(n, links[Math.floor(n / 10)]!, '10.3.0.1')).statusCode, 402)
      refusesFor(t, await decline(1, links[3]!, '10.3.0.1', cardFor('paid')), hour)
      t.equal((await decline(1, links[3]!, '10.3.0.2', cardFor('paid'))).statusCode, 303)
    },
  )

  t.test('a card that is no test card, or a form filled in badly, spends no try', async (t) => {
    const { link } = await stage(one, portals[0]!, 'pending')
    for (let n = 0; n < 12; n += 1)
      t.equal((await decline(n, link, '10.4.0.1', '4111111111111111')).statusCode, 422)
    t.equal((await decline(0, link, '10.4.0.1', cardFor('paid'))).statusCode, 303)
  })

  t.test(
    'the sixth message to one recipient in an hour is refused, whatever the process, merchant or link',
    async (t) => {
      await waitForRoom(hour)
      const rival = await signIn(other, (await addMerchant(one, 'Boutique B')).email)
      const senders = [portals[0]!, portals[1]!, rival]
      for (const fields of [
        { email: 'harcele@courriel.example' },
        { channel: 'sms', phone: '+33 6 12 34 56 78' },
      ]) {
        const form = { ...goodForm, ...fields }
        for (let n = 0; n < 5; n += 1)
          t.equal((await senders[n % 3]!.post('/paiements', form)).statusCode, 303)
        for (const sender of senders) refusesFor(t, await sender.post('/paiements', form), hour)
      }
      const national = { ...goodForm, channel: 'sms', phone: '06.12.34.56.78' }
      refusesFor(t, await portals[0]!.post('/paiements', national), hour)
      const recipients = ['harcele@courriel.example', '+33612345678']
      const kept = await db.selectFrom('messages').select('id').where('recipient', 'in', recipients).execute()
      t.equal(kept.length, 10)
      t.equal(
        (await portals[0]!.post('/paiements', { ...goodForm, email: 'autre@courriel.example' })).statusCode,
        303,
      )
    },
  )

  t.test('one mailbox spelt in another case is one recipient', async (t) => {
    await waitForRoom(hour)
    const spellings = [
      'Lea@courriel.example',
      'lea@Courriel.Example',
      'LEA@COURRIEL.EXAMPLE',
      ' lea@courriel.example',
    ]
    const answers = []
    for (let n = 0; n < 6; n += 1) {
      answers.push(
        (await portals[0]!.post('/paiements', { ...goodForm, email: spellings[n % 4]! })).statusCode,
      )
    }
    t.strictSame(answers, [303, 303, 303, 303, 303, 429])
  })

  t.test('sending again counts too', async (t) => {
    await waitForRoom(hour)
    const email = 'encore@courriel.example'
    const { headers } = await portals[0]!.post('/paiements', { ...goodForm, email })
    const again = async (n: number) => {
      // Each has left before the next: one still on its way is not sent twice.
      await one.deps.db
        .updateTable('messages')
        .set({ status: 'sent' })
        .where('recipient', '=', email)
        .execute()
      return portals[n % 2]!.post(`${headers.location}/envois`, { channel: 'email', email })
    }
    for (let n = 0; n < 4; n += 1) t.equal((await again(n)).statusCode, 303)
    refusesFor(t, await again(1), hour)
  })

  t.test(
    'after five failed sign-ins the right password is refused too, in both processes, and says for how long (S26)',
    async (t) => {
      await waitForRoom(quarter)
      const account = await addMerchant(one)
      for (let n = 0; n < 5; n += 1)
        t.equal((await tryToSignIn(n, account.email, 'faux', `10.5.0.${n}`)).statusCode, 422)
      for (const n of [0, 1]) {
        const answer = await tryToSignIn(n, account.email.toUpperCase(), password, `10.5.1.${n}`)
        refusesFor(t, answer, quarter)
        t.notOk(answer.headers['set-cookie'])
      }
      t.equal(
        (await tryToSignIn(0, merchant.email, password, '10.5.1.1')).statusCode,
        303,
        'other accounts sign in',
      )
    },
  )

  t.test('20 failed sign-ins of one address close it for every account (S26)', async (t) => {
    await waitForRoom(quarter)
    await tryToSignIn(0, 'x0@courriel.example', 'faux', '10.6.0.1')
    // Each try hashes a password: 18 of the 20 are made up.
    await db
      .updateTable('rate_counts')
      .set({ count: 19 })
      .where('key', 'like', 'sign-ins-address:%')
      .execute()
    t.equal((await tryToSignIn(1, 'x1@courriel.example', 'faux', '10.6.0.1')).statusCode, 422)
    refusesFor(t, await tryToSignIn(1, merchant.email, password, '10.6.0.1'), quarter)
    t.equal((await tryToSignIn(1, merchant.email, password, '10.6.0.2')).statusCode, 303)
  })

  t.test('guesses sent all at once are no more than five (S26)', async (t) => {
    await waitForRoom(quarter)
    const account = await addMerchant(one)
    const guesses = Array.from({ length: 16 }, (_, n) =>
      tryToSignIn(n, account.email, `faux ${n}`, `10.7.0.${n}`),
    )
    const tried = (await Promise.all(guesses)).filter((answer) => answer.statusCode !== 429)
    t.ok(tried.length <= 5, `${tried.length} passwords were tried`)
  })

  t.test('the 1,001st request of a merchant in an hour is refused; another merchant’s is not', async (t) => {
    await waitForRoom(hour)
    const form = { ...goodForm, own_mail: 'on' }
    await portals[0]!.post('/paiements', form)
    await db.updateTable('rate_counts').set({ count: 999 }).where('key', 'like', 'creations:%').execute()
    t.equal((await portals[1]!.post('/paiements', form)).statusCode, 303)
    refusesFor(t, await portals[0]!.post('/paiements', form), hour)
    const neighbour = await signIn(one, (await addMerchant(one)).email)
    t.equal((await neighbour.post('/paiements', form)).statusCode, 303)
  })
})
