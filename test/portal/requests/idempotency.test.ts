import t, { type Test } from 'tap'
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
    'a form without its key, or with one we did not make, is a request of its own each time',
    async (t) => {
      for (const idempotency_key of ['', 'short', "x' or 1=1 --", 'é'.repeat(20), 'a'.repeat(65)]) {
        const { email } = newForm()
        const form = { ...goodForm, email, idempotency_key }
        const locations = [await here.post('/paiements', form), await here.post('/paiements', form)].map(
          (answer) => answer.headers.location,
        )
        t.equal(new Set(locations).size, 2, idempotency_key)
      }
    },
  )

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
