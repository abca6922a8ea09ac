import t from 'tap'
import { languages } from '../../src/domain/words.ts'
import { customerCatalogues } from '../../src/i18n/catalogues.ts'
import { validateHtml } from '../fixtures/html-validate.ts'
import { bill, errors, pages, paid, render, renderPage } from '../fixtures/pay-pages.ts'

for (const [name, { state }] of Object.entries(pages)) {
  t.test(`the page ${name} is valid and says its state, in every language`, async (t) => {
    for (const lang of languages) {
      const html = renderPage(name, lang)
      await validateHtml(t, html)
      t.match(html, `<html lang="${lang}">`)
      t.match(html, `<main data-state="${state}"`)
      t.notMatch(html, /\b(?:undefined|null|NaN|function)\b|\[object/)
    }
  })

  t.test(
    `the page ${name} names no one in its title, and says where to report it (S7, L8, L9)`,
    async (t) => {
      const html = renderPage(name)
      t.notMatch(/<head>.*<\/head>/s.exec(html)![0], /249|Atelier|8Hq2|pay_3kQ/)
      t.match(html, '<meta name="robots" content="noindex, nofollow">')
      for (const words of ['33700', 'Signaler cette demande', 'Vous êtes sur payer.acquit.example'])
        t.match(html, words)
      for (const path of ['/mentions-legales', '/confidentialite', '/accessibilite'])
        t.match(html, `href="${path}"`)
    },
  )

  t.test(
    `the page ${name} holds no style, no script, and of others only the merchant’s terms (S8, S9)`,
    async (t) => {
      const html = renderPage(name)
      t.notMatch(html, /\sstyle=|<style|\son[a-z]+=|<script(?![^>]+src="\/public\/pay\.js)/)
      const loaded = html.replaceAll(/<a href="https:\/\/atelier\.example\/(?:cgv|retractation)">/g, '<a>')
      t.notMatch(loaded, /(?:src|href|action)="(?:https?:)?\/\//)
    },
  )
}

t.test('the button says Payer and the amount, nothing else, once (L1)', async (t) => {
  t.same(renderPage('payable').match(/<button[^>]*>[^<]*<\/button>/g), [
    '<button class="btn full" type="submit">Payer 249,00\u00A0€</button>',
  ])
})

t.test('who asks, how much, for what and how to reach them come before the button (L2)', async (t) => {
  const [before] = renderPage('payable').split('<button')
  for (const words of [
    'Atelier Lumière vous demande',
    '249,00\u00A0€',
    'Facture 2026-118, lampe Arc',
    'F-2026-118',
    'mailto:bonjour@atelier.example',
    '04 78 12 34 56',
    '23 décembre 2026',
    '>Conditions générales de vente</a>',
  ]) {
    t.match(before, words)
  }
})

t.test('each error is in the focused summary, and beside its field (L11)', async (t) => {
  const html = renderPage('with errors')
  t.equal(html.match(/ autofocus/g)?.length, 1)
  t.match(html, /<div class="alert" role="alert" tabindex="-1" autofocus>/)
  for (const field of Object.keys(errors)) {
    t.match(html, `<a href="#${field}">`)
    t.match(
      html,
      new RegExp(`<input id="${field}"[^>]+aria-describedby="[^"]*${field}-problem" aria-invalid="true"`),
    )
  }
  t.match(html, 'value="13/29"')
})

t.test('the card form helps browsers fill it (L11)', async (t) => {
  for (const purpose of ['cc-number', 'cc-exp', 'cc-csc', 'cc-name']) {
    t.match(renderPage('payable'), `autocomplete="${purpose}"`)
  }
})

t.test(
  'a decline says that nothing was taken, and has the focus only when it has just happened',
  async (t) => {
    const declined = renderPage('declined')
    t.match(declined, /n’a pas accepté ce paiement\..*Aucun montant n’a été débité\./)
    t.match(declined, ' autofocus')
    t.notMatch(renderPage('declined', 'fr', { justDeclined: false }), ' autofocus')
  },
)

t.test('the test mode shows on every page of a test request, and on no other', async (t) => {
  t.match(renderPage('payable'), 'Mode test')
  t.match(renderPage('payable'), '4000 0025 0000 3155')
  for (const name of ['payable elsewhere', 'paid', 'receipt']) t.notMatch(renderPage(name), 'Mode test')
  t.match(render('pay/receipt', 'fr', { bill: { ...paid, mode: 'test' } }), 'Mode test')
})

t.test('a receipt says that it is not an invoice, in every language', (t) => {
  t.match(renderPage('receipt'), 'Ce reçu ne vaut pas facture.')
  for (const lang of languages)
    t.match(renderPage('receipt', lang), customerCatalogues[lang].receipt.notInvoice)
  t.notMatch(renderPage('paid'), 'facture.')
  t.end()
})

t.test('a receipt says what was paid, given back and kept', async (t) => {
  const html = renderPage('receipt')
  const words = ['Acquitté', '249,00\u00A0€', '−50,00\u00A0€', '199,00\u00A0€', ' 4242</span>', bill.id]
  for (const one of words) t.match(html, one)
})
