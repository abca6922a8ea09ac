import t from 'tap'
import { countSegments } from '../../src/domain/segments.ts'
import { languages } from '../../src/domain/words.ts'
import { paymentLink } from '../../src/messages/compose.ts'
import { composeRequestSms } from '../../src/messages/sms.ts'
import { bill, compose, config, link } from '../fixtures/messages/composed.ts'

t.test('the link is made of PUBLIC_URL and the token (S14)', async (t) => {
  t.equal(paymentLink(config, bill.token), link)
})

t.test('a request in test mode says so in the subject, both parts, and the SMS', async (t) => {
  const { subject, text, html } = compose({ mode: 'test' })
  t.match(subject, /^\[TEST\] L’Atelier/)
  for (const part of [text, html]) t.match(part, 'Mode test')
  t.match(composeRequestSms({ ...bill, mode: 'test' }, link), /^\[TEST\] L'Atelier/)
  for (const part of Object.values(compose())) t.notMatch(part, /TEST|Mode test/)
  t.notMatch(composeRequestSms(bill, link), 'TEST')
})

t.test('the SMS names the merchant, the amount and the whole link (L8)', async (t) => {
  const sms = composeRequestSms({ ...bill, merchant_name: 'Forêt & Cœur' }, link)
  t.equal(sms, `Foret & Coeur vous demande 249,00 €. Page de paiement : ${link}`)
})

t.test(
  'the SMS is one GSM-7 segment for the longest name and amount, in every language and mode (L8)',
  async (t) => {
    for (const language of languages) {
      for (const mode of ['live', 'test'] as const) {
        for (const merchant_name of ['Bœufs & Œufs à Noël…', 'Ateliers d’Île-Forêt', 'x'.repeat(20)]) {
          const sms = composeRequestSms(
            { ...bill, language, mode, merchant_name, amount_cents: 2_000_000 },
            link,
          )
          const { encoding, segments } = countSegments(sms)
          t.same({ encoding, segments }, { encoding: 'GSM-7', segments: 1 }, sms)
        }
      }
    }
  },
)

t.test('a shorter name stands in for one that has no room, whichever the merchant gave (S38)', async (t) => {
  const long = { ...bill, merchant_name: 'Les Ébénistes réunis de Nantes' }
  t.match(composeRequestSms(long, link), /^Les Ébénistes réunis vous demande/)
  t.match(composeRequestSms({ ...long, sms_name: 'Ébénistes' }, link), /^Ébénistes vous demande/)
})

t.test('a name GSM-7 cannot write loses those letters, unless it has no other (L8)', async (t) => {
  t.match(composeRequestSms({ ...bill, merchant_name: 'Fleurs 🌷' }, link), /^Fleurs vous demande/)
  t.match(composeRequestSms({ ...bill, merchant_name: '花店' }, link), /^花店 vous demande/)
})
