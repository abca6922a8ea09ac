import t, { type Test } from 'tap'
import { addDays, isoDay } from '../../../src/domain/formats.ts'
import { addMerchant, eventually, startWorld, startWorldOn } from '../../fixtures/app.ts'
import { goodForm, htmx, signIn } from '../../fixtures/client.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'

t.test('the same form sent again', async (t) => {
  const one = await startWorld(t)
  const other = await startWorldOn(t, one.deps.databaseUrl)
  const { db } = one.deps
  const merchant = await addMerchant(one)
  const [here, there] = [await signIn(one, merchant.email), await signIn(other, merchant.email)]
  let made = 0
  t.beforeEach(() => forgetCounts(one))

  async function countOf(email: string) {
    const requests = await db.selectFrom('payment_requests').select('id').where('email', '=', email).execute()
    const messages = await db.selectFrom('messages').select('id').where('recipient', '=', email).execute()
    const kept = await db.selectFrom('local_messages').select('id').where('recipient', '=', email).execute()
    return { requests: requests.length, messages: messages.length, kept: kept.length }
  }

  function newForm() {
    made += 1
    return {
      ...goodForm,
      email: `client${made}@courriel.example`,
      idempotency_key: `key-of-form-number-${made}`,
    }
  }

  const keyIn = (body: string) => /name="idempotency_key" value="([^"]*)"/.exec(body)?.[1] ?? ''

  /** Once the first message has gone, no second one may follow. */
  async function onlyOnce(t: Test, email: string) {
    await eventually(async () => (await countOf(email)).kept > 0)
    t.strictSame(await countOf(email), { requests: 1, messages: 1, kept: 1 })
  }

  t.test('a form posted twice, one after the other, makes one request and sends one message', async (t) => {
    const form = newForm()
    const first = await here.post('/paiements', form)
    const second = await there.post('/paiements', form)
    t.equal(first.statusCode, 303)
    t.equal(second.statusCode, 303)
    t.equal(second.headers.location, first.headers.location)
    await onlyOnce(t, form.email)
  })

  t.test('a form posted twice by htmx shows the same request twice', async (t) => {
    const form = newForm()
    const shown = async () =>
      /pay_\w{22}/.exec((await here.post('/paiements', form, { headers: htmx })).body)?.[0]
    const first = await shown()
    t.ok(first)
    t.equal(await shown(), first)
    await onlyOnce(t, form.email)
  })

  t.test(
    'a form posted 20 times at once, to two processes, makes one request and every answer leads to it',
    async (t) => {
      const form = newForm()
      const posts = Array.from({ length: 20 }, (_, n) => (n % 2 ? here : there).post('/paiements', form))
      const answers = await Promise.all(posts)
      t.strictSame([...new Set(answers.map((answer) => answer.statusCode))], [303])
      t.equal(new Set(answers.map((answer) => answer.headers.location)).size, 1)
      await onlyOnce(t, form.email)
    },
  )

  t.test('a form posted four times at once spends the recipient’s limit once', async (t) => {
    const form = newForm()
    await Promise.all(Array.from({ length: 4 }, () => here.post('/paiements', form)))
    const more = []
    for (let n = 0; n < 4; n += 1)
      more.push(await here.post('/paiements', { ...newForm(), email: form.email }))
    t.strictSame(
      more.map((answer) => answer.statusCode),
      [303, 303, 303, 303],
    )
  })

  t.test(
    'a form without its key, or with one we did not make, is refused with a fresh key, and makes nothing (S68)',
    async (t) => {
      const bad = ['', 'short', "x' or 1=1 --", 'é'.repeat(20), 'a'.repeat(65)]
      for (const idempotency_key of bad) {
        for (const headers of [{}, htmx]) {
          const { email } = newForm()
          const answer = await here.post('/paiements', { ...goodForm, email, idempotency_key }, { headers })
          t.equal(answer.statusCode, 422, idempotency_key)
          t.match(answer.body, 'Ce formulaire était incomplet', idempotency_key)
          t.match(answer.body, `value="${email}"`)
          t.equal((await countOf(email)).requests, 0)
          const again = await here.post('/paiements', {
            ...goodForm,
            email,
            idempotency_key: keyIn(answer.body),
          })
          t.equal(again.statusCode, 303)
          await onlyOnce(t, email)
        }
      }
    },
  )

  t.test('the same key with other content is refused, with a link to what it made (S68)', async (t) => {
    const others = {
      amount: '20,00',
      email: 'another@courriel.example',
      description: 'Une autre facture',
      reference: 'F-119',
      language: 'en',
      expires_on: addDays(isoDay(new Date()), 7),
      own_mail: 'on',
    }
    for (const [field, value] of Object.entries(others)) {
      for (const headers of [{}, htmx]) {
        const form = newForm()
        const first = await here.post('/paiements', form)
        const second = await there.post('/paiements', { ...form, [field]: value }, { headers })
        t.equal(second.statusCode, 409, field)
        t.match(second.body, 'Ce formulaire a déjà été envoyé avec un autre contenu')
        t.match(second.body, `href="${first.headers.location}"`)
        t.not(keyIn(second.body), form.idempotency_key, 'sent once more, it is another request')
        await onlyOnce(t, form.email)
        t.equal((await countOf(others.email)).requests, 0)
      }
    }
  })

  t.test('two contents under one key, posted at once, make one request between them (S68)', async (t) => {
    const form = newForm()
    const posts = Array.from({ length: 10 }, (_, n) =>
      (n % 2 ? here : there).post('/paiements', { ...form, amount: n % 2 ? '10' : '20' }),
    )
    const codes = (await Promise.all(posts)).map((answer) => answer.statusCode)
    t.strictSame(codes.toSorted(), [303, 303, 303, 303, 303, 409, 409, 409, 409, 409])
    await onlyOnce(t, form.email)
  })

  t.test('every form has a key of its own', async (t) => {
    const keyOf = async () =>
      /name="idempotency_key" value="(\w+)"/.exec((await here.get('/paiements/nouveau')).body)?.[1]
    const keys = [await keyOf(), await keyOf()]
    t.match(keys[0], /^\w{22}$/)
    t.not(keys[0], keys[1])
  })

  t.test('a refused form keeps its key, and sent right makes its one request', async (t) => {
    const form = newForm()
    const refused = await here.post('/paiements', { ...form, amount: 'x' })
    t.equal(refused.statusCode, 422)
    t.ok(refused.body.includes(form.idempotency_key))
    t.equal((await here.post('/paiements', form)).statusCode, 303)
    await onlyOnce(t, form.email)
  })
})
