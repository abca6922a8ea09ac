import t, { type Test } from 'tap'
import { cleanTyped } from '../../../src/domain/plain-text.ts'
import { fr } from '../../../src/i18n/portal/fr/catalogue.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { type Fields, goodForm, htmx, signIn } from '../../fixtures/client.ts'
import { card, typed } from '../../fixtures/requests/mistakes.ts'

type Sentence = string | ((...days: [string, string, string, string]) => string)
const sentences = fr.requests.form && (fr.requests.problems as Record<string, Record<string, Sentence>>)
const world = await startWorld(t, { jobs: false })
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.test('every problem the catalogue can name is tried', async (t) => {
  // People do not type these; tested in test/portal/settings/mode.test.ts and idempotency.test.ts.
  const { seen_mode: _mode, idempotency_key: _key, ...typedProblems } = sentences
  for (const [field, codes] of Object.entries(typedProblems)) {
    t.strictSame(Object.keys(codes).sort(), Object.keys(typed[field] ?? {}).sort(), field)
  }
})

for (const [field, codes] of Object.entries(typed)) {
  for (const [code, examples] of Object.entries(codes)) {
    t.test(
      `${field}, ${code}: 422, its sentence beside the field and in the summary, values kept`,
      async (t) => {
        for (const example of examples) {
          for (const headers of [{}, htmx]) {
            const form = {
              ...goodForm,
              own_mail: 'on',
              idempotency_key: 'key-of-the-refused-form',
              ...example,
            }
            const { statusCode, body } = await portal.post('/paiements', form, { headers })
            t.equal(statusCode, 422)
            t.equal(body.includes('<html'), !('hx-request' in headers))
            const sentence = sentenceOf(field, code)
            t.match(problemOf(body, field), sentence, 'beside the field')
            t.match(summaryOf(body), sentence, 'in the summary')
            t.equal(summaryOf(body).match(/<li>/g)!.length, 1, 'and nothing else is wrong')
            t.match(body, new RegExp(`href="#${field === 'channel' ? 'channel-email' : field}"`))
            checkKept(t, body, form)
          }
        }
      },
    )
  }
}

t.test('every field wrong at once: every sentence, in the summary and beside its field', async (t) => {
  const wrong = {
    amount: 'x',
    email: 'x',
    description: '',
    language: 'xx',
    expires_on: 'x',
    reference: card,
  }
  const { statusCode, body } = await portal.post('/paiements', { ...goodForm, ...wrong })
  t.equal(statusCode, 422)
  t.equal(summaryOf(body).match(/<li>/g)!.length, Object.keys(wrong).length)
  for (const field of Object.keys(wrong)) t.match(problemOf(body, field), /\S/, field)
})

t.test('a card number is refused however it is spaced, and made no request (S22)', async (t) => {
  for (const number of [
    card,
    card.replaceAll(' ', ''),
    card.replaceAll(' ', '-'),
    `n°${card}.`,
    '3782 822463 10005',
    '4242\u00A04242\u20094242\u202F4242',
  ]) {
    for (const field of ['description', 'reference']) {
      const { statusCode } = await portal.post('/paiements', {
        ...goodForm,
        own_mail: 'on',
        [field]: number,
      })
      t.equal(statusCode, 422, `${field} ${encodeURIComponent(number)}`)
    }
  }
  const { length } = await world.deps.db.selectFrom('payment_requests').select('id').execute()
  t.equal(length, 0)
})

t.test('what stands in the other channel’s field is not looked at', async (t) => {
  for (const example of [{ phone: 'x' }, { channel: 'sms', phone: '06 12 34 56 78', email: 'x' }]) {
    t.equal((await portal.post('/paiements', { ...goodForm, ...example })).statusCode, 303)
  }
})

function sentenceOf(field: string, code: string): RegExp {
  const sentence = sentences[field]![code]!
  const text = typeof sentence === 'string' ? sentence : sentence('DAY', 'DAY', 'DAY', 'DAY')
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('DAY', '[^<]{5,30}')
  return new RegExp(escaped.replaceAll('&', '&amp;').replaceAll("'", '&#39;'))
}

function problemOf(body: string, field: string): string {
  return new RegExp(`id="${field}-problem"[^>]*>([^<]*)<`).exec(body)?.[1] ?? ''
}

function summaryOf(body: string): string {
  return /<div class="problems".*?<\/ul>/s.exec(body)?.[0] ?? ''
}

/** A choice that is not in its list cannot be kept, nor a NUL, which HTML must not contain. */
function checkKept(t: Test, body: string, form: Fields) {
  for (const name of [
    'amount',
    'email',
    'phone',
    'description',
    'reference',
    'send_on',
    'expires_on',
    'idempotency_key',
  ]) {
    // As it is shown: without invisible characters, with ordinary spaces.
    const value = cleanTyped(form[name] ?? '')
    if (value.includes('\0')) continue
    const escaped = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    t.ok(body.includes(`value="${escaped}"`), `${name} is kept`)
  }
  if (['fr', 'en'].includes(form.language!)) t.match(body, /<option value="fr" selected>/)
  const way = form.send_by ?? (form.channel === 'sms' || !form.own_mail ? 'us' : 'own_mail')
  t.match(body, new RegExp(`name="send_by" value="${way}"(?:>|[^>]*checked)`), 'the way to send it is kept')
}
