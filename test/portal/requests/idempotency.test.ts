import t from 'tap'
import { addMerchant, startWorld, startWorldOn } from '../../fixtures/app.ts'
import { htmx, signIn } from '../../fixtures/client.ts'
import { newForm, onlyOnce } from '../../fixtures/requests/sent-twice.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'

const one = await startWorld(t)
const other = await startWorldOn(t, one.deps.databaseUrl)
const { db } = one.deps
const merchant = await addMerchant(one)
const [here, there] = [await signIn(one, merchant.email), await signIn(other, merchant.email)]

t.beforeEach(() => forgetCounts(one))

t.test('a form posted twice, one after the other, makes one request and sends one message', async (t) => {
  const form = newForm()
  const first = await here.post('/paiements', form)
  const second = await there.post('/paiements', form)
  t.equal(first.statusCode, 303)
  t.equal(second.statusCode, 303)
  t.equal(second.headers.location, first.headers.location)
  await onlyOnce(db, t, form.email)
})

t.test('a form posted twice by htmx shows the same request twice', async (t) => {
  const form = newForm()
  const shown = async () =>
    /pay_\w{22}/.exec((await here.post('/paiements', form, { headers: htmx })).body)?.[0]
  const first = await shown()
  t.ok(first)
  t.equal(await shown(), first)
  await onlyOnce(db, t, form.email)
})

t.test(
  'a form posted 20 times at once, to two processes, makes one request and every answer leads to it',
  async (t) => {
    const form = newForm()
    const posts = Array.from({ length: 20 }, (_, n) => (n % 2 ? here : there).post('/paiements', form))
    const answers = await Promise.all(posts)
    t.strictSame([...new Set(answers.map((answer) => answer.statusCode))], [303])
    t.equal(new Set(answers.map((answer) => answer.headers.location)).size, 1)
    await onlyOnce(db, t, form.email)
  },
)

t.test('a form posted four times at once spends the recipient’s limit once', async (t) => {
  const form = newForm()
  await Promise.all(Array.from({ length: 4 }, () => here.post('/paiements', form)))
  const more = []
  for (let n = 0; n < 4; n += 1) more.push(await here.post('/paiements', { ...newForm(), email: form.email }))
  t.strictSame(
    more.map((answer) => answer.statusCode),
    [303, 303, 303, 303],
  )
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
  await onlyOnce(db, t, form.email)
})
