import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import t from 'tap'
import { assets } from '../../src/web/assets.ts'
import { operator } from '../fixtures/config.ts'
import { validateHtml } from '../fixtures/html-validate.ts'
import { type bill, pages, render, renderPage } from '../fixtures/pay-pages.ts'

const root = join(import.meta.dirname, '../..')

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

t.test('the script of the pay page is under 4 KiB, before it is compressed', (t) => {
  t.ok(assets.get('pay.js')!.length < 4096)
  t.end()
})

/**
 * The compressed size, as served. A sheet in another colour may be slightly larger; a logo counts with its largest
 * size.
 */
function sizeOf(url: string): number {
  if (url.startsWith('/logo/')) return 2048
  const name = url.replace(/^\/public\/(?:pay\/\w+\.css|([^?]+)).*/, (_all, file) => file ?? 'pay.css')
  return compressed(assets.get(name)!) + (url.includes('/pay/') ? 300 : 0)
}

const compressed = (bytes: string | Buffer) => brotliCompressSync(bytes).length

t.test('the texts and errors that anyone may read are valid', async (t) => {
  for (const view of ['legal/legal', 'legal/privacy', 'legal/accessibility']) {
    const html = render(view, 'fr', { operator, retentionMonths: 36 })
    await validateHtml(t, html)
    for (const fact of [operator.name, `mailto:${operator.supportEmail}`]) t.match(html, fact, view)
  }
  t.match(render('legal/legal', 'fr', { operator }), '<h2 id="signaler">')
})

t.test('every error has a sentence in French and a reference, and no more (S41)', async (t) => {
  for (const status of [400, 403, 404, 409, 413, 415, 418, 421, 429, 500, 502, 503]) {
    const html = render('errors/error', 'fr', { status, reference: 'req-7' })
    await validateHtml(t, html)
    t.match(html, `Erreur ${status} · référence req-7`)
    t.notMatch(html, 'undefined')
  }
  t.match(
    render('errors/error', 'fr', { status: 429, reference: '1', retryAfterSeconds: 61 }),
    'dans 2 minutes.',
  )
  t.match(
    render('errors/error', 'fr', { status: 429, reference: '1', retryAfterSeconds: 20 }),
    'dans une minute.',
  )
})

t.test('views say on line 1 what they take', async (t) => {
  const ours = globSync('views/{layouts,pay,messages,legal,errors}/*.eta', { cwd: root })
  t.ok(ours.length > 15)
  for (const file of ours)
    t.match(readFileSync(join(root, file), 'utf8'), /^<% \/\* takes: .+ \*\/ %>\n/, file)
})
