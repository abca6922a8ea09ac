import t from 'tap'
import { stripeForm } from '../../src/providers/stripe/form.ts'
import { pages, renderPage } from '../fixtures/pay-pages.ts'

const titles: Record<string, string> = {
  payable: 'Paiement sécurisé',
  'payable elsewhere': 'Paiement sécurisé',
  'not payable now': 'Paiement indisponible',
  'with errors': 'Votre paiement n’a pas été envoyé',
  declined: 'Le paiement n’a pas abouti',
  'too many': 'Trop d’essais',
  confirming: 'Paiement en cours de confirmation',
  paid: 'Paiement effectué',
  'partly refunded': 'Paiement effectué',
  cancelled: 'Demande annulée',
  expired: 'Demande expirée',
  'settled otherwise': 'Demande réglée',
  disputed: 'Paiement contesté',
  receipt: 'Reçu de paiement',
  'bare receipt': 'Reçu de paiement',
  'receipt of a lost dispute': 'Reçu de paiement',
}

for (const name of Object.keys(pages)) {
  t.test(`the title of the page ${name} says its state`, (t) => {
    t.match(renderPage(name), `<title>${titles[name]} · Acquit</title>`)
    t.end()
  })

  t.test(
    `the page ${name} has the platform's mark in its footer only, without the merchant's colour`,
    (t) => {
      const [above, footer] = renderPage(name).split('<footer>')
      t.notMatch(above, 'class="brand"')
      t.match(footer, /<p class="brand"><svg[^>]+stroke="currentColor"/)
      t.end()
    },
  )
}

t.test('the marks of cards are those of the gateway that answers, and no others', (t) => {
  const marksIn = (html: string) =>
    Array.from(html.matchAll(/<svg[^>]+data-brand="([^"]+)"/g), ([, brand]) => brand)
  t.strictSame(marksIn(renderPage('payable')), ['Visa', 'Mastercard'])
  t.strictSame(marksIn(renderPage('payable elsewhere')), ['Visa', 'Mastercard', 'American Express'])
  t.match(renderPage('payable elsewhere'), 'Cartes acceptées\u00A0: Visa, Mastercard, American Express')
  const form = { ...stripeForm.show('fr'), untouched: 'voucher form', brands: [] }
  const vouchers = renderPage('payable elsewhere', 'fr', { form })
  t.strictSame(marksIn(vouchers), [])
  t.notMatch(vouchers, 'Cartes acceptées')
  t.strictSame(marksIn(renderPage('not payable now')), [])
  t.end()
})

t.test('beside the padlock stands what the gateway that answers does with the card', (t) => {
  t.match(renderPage('payable'), 'les vraies cartes sont refusées, et aucun numéro n’est conservé.')
  t.match(
    renderPage('payable elsewhere'),
    'chez Stripe\u00A0: ce site ne reçoit jamais les données de votre carte.',
  )
  t.notMatch(renderPage('payable elsewhere'), 'name="card_number"')
  t.notMatch(renderPage('not payable now'), 'class="kept"')
  t.end()
})
