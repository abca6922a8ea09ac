import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import t from 'tap'
import { houseAccent } from '../../src/domain/accent.ts'
import type { PayForm } from '../../src/domain/pay-form.ts'
import { type Language, languages } from '../../src/domain/words.ts'
import { sandboxForm } from '../../src/providers/sandbox/form.ts'
import { stripeForm } from '../../src/providers/stripe/form.ts'
import { assets } from '../../src/web/assets.ts'
import { commonLocals, createEta } from '../../src/web/views.ts'
import { validateHtml } from '../fixtures/html-validate.ts'
import { letterhead } from '../fixtures/letterhead.ts'

const root = join(import.meta.dirname, '../..')
const config = {
  brandName: 'Acquit',
  publicUrl: 'https://payer.acquit.example',
  mailer: 'local',
  production: true,
} as const
const eta = createEta(config)

const bill = {
  id: 'pay_3kQ9vTz8Hq2mWcLr5YxBn7',
  token: '8Hq2mWcLr5YxBn73kQ9vTz',
  mode: 'test',
  amount_cents: 24900,
  description: 'Facture 2026-118, lampe Arc',
  reference: 'F-2026-118',
  language: 'fr',
  ...letterhead,
  expires_at: new Date('2026-12-23T23:00:00Z'),
  paid_at: null as Date | null,
  refunded_cents: 0,
  card_brand: null as string | null,
  card_last4: null as string | null,
  failure_code: null as string | null,
}
const live = { ...bill, mode: 'live' }
const plain = {
  legal_name: null,
  postal_address: null,
  contact_phone: null,
  accent: houseAccent,
  logo_hash: null,
}
const bare = { ...live, ...plain, reference: null }
const paid = { ...live, paid_at: new Date('2026-11-23T09:42:00Z'), card_brand: 'Visa', card_last4: '4242' }
const body = { card_name: 'Léa Martin', card_expiry: '13/29' }
const errors = {
  card_number: 'not_a_test_card',
  card_expiry: 'unreadable',
  card_csc: 'missing',
  card_name: 'missing',
}

interface Page {
  view: string
  state: string
  given: Record<string, unknown>
  form?: PayForm
  errors?: Record<string, string>
}

const pages: Record<string, Page> = {
  payable: { view: 'payable', state: 'payable', given: { bill }, form: sandboxForm },
  'payable elsewhere': { view: 'payable', state: 'payable', given: { bill: bare }, form: stripeForm },
  'not payable now': { view: 'payable', state: 'payable', given: { bill: bare } },
  'with errors': { view: 'payable', state: 'payable', given: { bill }, form: sandboxForm, errors },
  declined: {
    view: 'payable',
    state: 'payable',
    given: { bill: { ...bill, failure_code: 'card_declined' }, justDeclined: true },
    form: sandboxForm,
  },
  confirming: { view: 'confirming', state: 'confirming', given: { bill } },
  paid: { view: 'paid', state: 'paid', given: { bill: paid } },
  'partly refunded': { view: 'paid', state: 'paid', given: { bill: { ...paid, refunded_cents: 5000 } } },
  cancelled: { view: 'cancelled', state: 'cancelled', given: { bill: live } },
  expired: { view: 'expired', state: 'expired', given: { bill: bare } },
  receipt: { view: 'receipt', state: 'receipt', given: { bill: { ...paid, refunded_cents: 5000 } } },
  'bare receipt': { view: 'receipt', state: 'receipt', given: { bill: { ...bare, paid_at: paid.paid_at } } },
}

function render(view: string, lang: Language, given: Record<string, unknown>): string {
  return eta.render(`/${view}`, { ...given, ...commonLocals(config, lang) })
}

function renderPage(
  name: string,
  lang: Language = 'fr',
  others: Record<string, unknown> = {},
  typed = body,
): string {
  const { view, given, form, errors } = pages[name]!
  return render(`pay/${view}`, lang, { ...given, form: form?.show(lang, typed, errors), ...others })
}

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

  t.test(`the page ${name} holds no style, no script, and nothing of others (S8, S9)`, async (t) => {
    const html = renderPage(name)
    t.notMatch(html, /\sstyle=|<style|\son[a-z]+=|<script(?![^>]+src="\/public\/pay\.js)/)
    t.notMatch(html, /(?:src|href|action)="(?:https?:)?\/\//)
  })
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

t.test('a receipt says what was paid, given back and kept', async (t) => {
  const html = renderPage('receipt')
  const words = ['Acquitté', '249,00\u00A0€', '−50,00\u00A0€', '199,00\u00A0€', ' 4242</dd>', bill.id]
  for (const one of words) t.match(html, one)
})

t.test('what merchants and customers typed is text, wherever it shows (S35)', async (t) => {
  const nasty = `"><img src=x onerror=alert(1)>'`
  const typed = {
    description: nasty,
    reference: nasty,
    merchant_name: nasty,
    legal_name: nasty,
    postal_address: nasty,
    contact_email: `a?cc=b&x=${nasty}@b.fr`,
  }
  for (const [name, { given }] of Object.entries(pages)) {
    const others = { bill: { ...(given.bill as typeof bill), ...typed } }
    const html = renderPage(name, 'fr', others, { card_name: nasty, card_expiry: nasty })
    t.notMatch(html, '<img src=x')
    t.notMatch(html, /href="mailto:[^"]*(?:[?]|&amp;)/)
  }
})

t.test('the heaviest pay page is at most 14 KiB over the wire, in 4 requests (P8)', async (t) => {
  const html = renderPage('with errors', 'de')
  const asked = new Set(
    Array.from(html.matchAll(/(?:src|href)="(\/(?:public|logo)\/[^"]+)/g), ([, url]) => url!),
  )
  const bytes = Array.from(asked, sizeOf).reduce((total, one) => total + one, compressed(html))
  t.ok(bytes <= 14 * 1024, `${bytes} bytes`)
  t.ok(asked.size + 1 <= 4, [...asked].join(' '))
})

/** As served: in another colour the sheet may be a little heavier, a logo is as heavy as the database lets it be. */
function sizeOf(url: string): number {
  if (url.startsWith('/logo/')) return 2048
  const name = url.replace(/^\/public\/(?:pay\/\w+\.css|([^?]+)).*/, (_all, file) => file ?? 'pay.css')
  return compressed(assets.get(name)!) + (url.includes('/pay/') ? 300 : 0)
}

const compressed = (bytes: string | Buffer) => brotliCompressSync(bytes).length

t.test('the texts and errors that anyone may read are valid', async (t) => {
  for (const view of ['legal/legal', 'legal/privacy', 'legal/accessibility']) {
    for (const mailContact of ['aide@acquit.example', undefined]) {
      await validateHtml(t, render(view, 'fr', { mailContact }))
    }
  }
  t.match(render('legal/legal', 'fr', {}), '<h2 id="signaler">')
})

t.test('every error has a sentence in French and the id of the request, and no more (S41)', async (t) => {
  for (const status of [400, 403, 404, 409, 413, 415, 418, 421, 429, 500, 502, 503]) {
    const html = render('errors/error', 'fr', { status, requestId: 'req-7' })
    await validateHtml(t, html)
    t.match(html, `Erreur ${status} · référence req-7`)
    t.notMatch(html, 'undefined')
  }
  t.match(
    render('errors/error', 'fr', { status: 429, requestId: '1', retryAfterSeconds: 61 }),
    'dans 2 minutes.',
  )
  t.match(
    render('errors/error', 'fr', { status: 429, requestId: '1', retryAfterSeconds: 20 }),
    'dans une minute.',
  )
})

t.test('templates say on line 1 what they take', async (t) => {
  const ours = globSync('views/{layouts,pay,messages,legal,errors}/*.eta', { cwd: root })
  t.ok(ours.length > 15)
  for (const file of ours)
    t.match(readFileSync(join(root, file), 'utf8'), /^<% \/\* takes: .+ \*\/ %>\n/, file)
})
