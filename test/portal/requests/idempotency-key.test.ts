import t from 'tap'
import { addDays, isoDay } from '../../../src/domain/formats.ts'
import { addMerchant, startWorld, startWorldOn } from '../../fixtures/app.ts'
import { goodForm, htmx, signIn } from '../../fixtures/client.ts'
import { countOf, newForm, onlyOnce } from '../../fixtures/requests/sent-twice.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'

const one = await startWorld(t)
const other = await startWorldOn(t, one.deps.databaseUrl)
const { db } = one.deps
const merchant = await addMerchant(one)
const [here, there] = [await signIn(one, merchant.email), await signIn(other, merchant.email)]

t.beforeEach(() => forgetCounts(one))

const keyIn = (body: string) => /name="idempotency_key" value="([^"]*)"/.exec(body)?.[1] ?? ''

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
        t.equal((await countOf(db, email)).requests, 0)
        const again = await here.post('/paiements', {
          ...goodForm,
          email,
          idempotency_key: keyIn(answer.body),
        })
        t.equal(again.statusCode, 303)
        await onlyOnce(db, t, email)
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
      await onlyOnce(db, t, form.email)
      t.equal((await countOf(db, others.email)).requests, 0)
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
  await onlyOnce(db, t, form.email)
})
