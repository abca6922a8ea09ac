import t from 'tap'
import { messageFailures } from '../../src/domain/message-failures.ts'
import { countSegments } from '../../src/domain/segments.ts'
import { languages } from '../../src/domain/words.ts'
import { email, links, pay, sms, spaced, toCustomer, toMerchant, urls } from '../fixtures/messages/written.ts'

t.test('a reminder is the request said gently, with its last day', async (t) => {
  const { subject, text } = email('reminder')
  t.equal(spaced(subject), 'Rappel : Atelier Lumière vous demande 249,00 €')
  t.match(
    spaced(text),
    'Pour mémoire, Atelier Lumière vous demande 249,00 € pour : Lampe « Arc » & abat-jour',
  )
  t.match(spaced(text), 'À payer jusqu’au 23 décembre 2026, 23 h 59, heure de Paris.')
  t.match(spaced(text), 'Vous avez déjà payé par un autre moyen ? Ne tenez pas compte de ce rappel.')
  t.equal(
    sms('reminder'),
    `Rappel : Atelier Lumière vous demande 249,00 €, payable jusqu'au 23/12, 23h59 heure de Paris : ${pay}`,
  )
  t.match(
    sms('reminder', { merchant_name: 'Zoé' }),
    "jusqu'au 23 décembre 2026, 23 h 59, heure de Paris",
    'where one segment holds it',
  )
})

t.test('a receipt says what was paid, to whom, for what and when, and asks for nothing', async (t) => {
  const { subject, text, html } = email('receipt')
  t.equal(spaced(subject), 'Reçu de votre paiement de 249,00 € à Atelier Lumière')
  t.match(spaced(text), 'Vous avez payé 249,00 € à Atelier Lumière pour : Lampe « Arc » & abat-jour')
  t.match(text, 'Acquitté le 23 novembre 2026')
  t.match(
    text,
    `Atelier Lumière
Lumière & Fils SARL
8 rue des Tanneurs
44000 Nantes
SIREN\u00A0732\u00A0829\u00A0320
N°\u00A0de TVA\u00A0FR\u00A044\u00A0732\u00A0829\u00A0320
bonjour@atelier.example
04 78 12 34 56
Conditions générales de vente\u00A0: https://atelier.example/cgv
Renoncer au contrat ici\u00A0: https://atelier.example/retractation`,
  )
  for (const part of [text, html]) t.match(part, 'Ce reçu ne vaut pas facture.')
  for (const part of [text, html]) t.notMatch(part, /Payer|payable/)
  t.equal(sms('receipt'), `Acquitté : vous avez payé 249,00 € à Atelier Lumière. Justificatif : ${pay}/recu`)
})

t.test('a cancellation says that there is nothing to pay, and has no button', async (t) => {
  const { subject, text, html } = email('cancel_notice')
  t.equal(spaced(subject), 'Atelier Lumière a annulé sa demande de 249,00 €')
  t.match(text, 'Vous n’avez rien à payer.')
  t.notMatch(html, '<a class="button"')
  t.equal(sms('cancel_notice'), `Atelier Lumière a annulé sa demande de 249,00 € : rien à payer. ${pay}`)
})

t.test('word of a payment says who paid, how much and when', async (t) => {
  const { subject, text } = email('paid_notice', { language: 'de' })
  t.equal(spaced(subject), 'Paiement reçu : 249,00 € de lea@exemple.fr')
  t.match(text, 'Payé le 23 novembre 2026 à 10:42')
  const { subject: english, html } = email('paid_notice', { reader_language: 'en' })
  t.equal(spaced(english), 'Payment received: €249.00 from lea@exemple.fr')
  t.match(html, /<html lang="en"/)
  const { subject: bySms } = email('paid_notice', { email: null, phone: '+33612345678' })
  t.equal(spaced(bySms), 'Paiement reçu : 249,00 € de 06 12 34 56 78')
})

t.test('word of a payment that came after the end of its request says so', async (t) => {
  const { subject, text, html } = email('paid_notice', { paid_after: 'cancelled' })
  t.equal(spaced(subject), 'Paiement reçu après annulation : 249,00 € de lea@exemple.fr')
  for (const part of [text, html]) t.match(part, 'Ce paiement est arrivé après l’annulation de la demande.')
  const expired = email('paid_notice', { paid_after: 'expired' })
  t.equal(spaced(expired.subject), 'Paiement reçu après expiration : 249,00 € de lea@exemple.fr')
  t.match(expired.text, 'Ce paiement est arrivé après l’expiration de la demande.')
  t.notMatch(email('paid_notice').text, 'arrivé après')
})

t.test('word of a bounce says which address, why, and what to do', async (t) => {
  const { subject, text } = email('bounced_notice')
  t.equal(spaced(subject), 'Message non remis à lea@exmple.fr : demande de 249,00 €')
  t.match(spaced(text), 'lea@exmple.fr n’a pas reçu le message qui lui demandait 249,00 €')
  t.match(text, 'Cette adresse ou ce numéro n’existe pas.')
  t.match(spaced(text), 'Pour corriger le destinataire et renvoyer la demande :')
  const reasons = messageFailures.map((about_reason) => email('bounced_notice', { about_reason }).text)
  t.equal(new Set(reasons).size, messageFailures.length)
  t.equal(email('bounced_notice', { about_reason: null }).text, reasons.at(-1))
})

t.test(
  'every SMS is one GSM-7 segment, for the longest name, amount and day, and ends with its link (L8)',
  async (t) => {
    const longest = { amount_cents: 2_000_000, expires_at: new Date('2026-09-30T22:00:00Z') }
    for (const purpose of toCustomer) {
      for (const language of languages) {
        for (const merchant_name of ['x'.repeat(20), 'Bœufs & Œufs à Noël…']) {
          const text = sms(purpose, { ...longest, language, mode: 'test', merchant_name })
          const { encoding, segments } = countSegments(text)
          t.same({ encoding, segments }, { encoding: 'GSM-7', segments: 1 }, `${text.length} ${text}`)
          t.same(urls(text), [links[purpose]], text)
          t.ok(text.endsWith(links[purpose]), text)
        }
      }
    }
  },
)

t.test('no SMS is written to a merchant', async (t) => {
  for (const purpose of toMerchant) t.throws(() => sms(purpose), /no SMS says/)
})
