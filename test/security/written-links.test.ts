import t from 'tap'
import { addMerchant, origin, startWorld } from '../fixtures/app.ts'
import { createClient, goodForm, signIn } from '../fixtures/client.ts'
import { namedMerchant, receive } from '../fixtures/security/received.ts'
import { settled } from '../fixtures/settled.ts'

const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}]/u
const world = await startWorld(t)
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)

t.test(
  'a web address or an invisible character in a description stays plain, visible text (S37)',
  async (t) => {
    const description =
      '<a href="https://evil.example">x</a> https://evil.example/payer \u202Exyz\u200B\u00AD'
    const reference = 'www.evil.example/\u202Egnp.exe [x](https://evil.example)'
    const { page, body_html, body_text, subject, link } = await receive(world, portal, customer, {
      description,
      reference,
    })
    const local = (await portal.get('/messages-locaux')).body
    for (const shown of [page, body_html!, body_text, subject!]) t.notMatch(shown, invisible)
    for (const html of [page, body_html!, local]) {
      t.match(html, /&lt;a href=&quot;https:\/\/evil\.example&quot;&gt;/)
      t.strictSame(anchorsOutside(html), [])
    }
    t.ok(linksOf(body_html!).filter((href) => href === origin + link).length >= 1)
  },
)

t.test(
  'an address that only begins like ours is no link, not even in the local messages (S37)',
  async (t) => {
    await receive(world, portal, customer, { description: `${origin}@evil.example/ ${origin}.evil.example` })
    const { body } = await portal.get('/messages-locaux')
    t.strictSame(anchorsOutside(body), [])
  },
)

t.test('a trade name shows no invisible character and makes no link (S37)', async (t) => {
  for (const name of ['\u202Eeuqnab aL', 'ACME\u200B\u00ADX', 'https://evil.ex/', '<a href=//e.vil>']) {
    const named = await namedMerchant(world, name)
    if (!named) continue
    const { page, body_html, body_text, subject, sender } = await receive(world, portal, customer, {}, named)
    const shown = [page, body_html!, body_text, subject!, sender]
    t.ok(
      shown.every((one) => !invisible.test(one)),
      `${encodeURIComponent(name)} shows nothing invisible`,
    )
    for (const html of [page, body_html!]) t.strictSame(anchorsOutside(html), [], name)
  }
})

t.test('no text is longer than its cap, and what is invisible does not count (S37)', async (t) => {
  const x = (length: number) => 'xé'.repeat(length).slice(0, length)
  for (const field of ['description', 'reference']) {
    const ask = (text: string) => portal.post('/paiements', { ...goodForm, own_mail: 'on', [field]: text })
    t.equal((await ask(x(80))).statusCode, 303, field)
    t.equal((await ask(`\u200B\u202E${x(80)}${'\u00AD'.repeat(500)}`)).statusCode, 303, field)
    t.equal((await ask(x(81))).statusCode, 422, field)
  }
  const named = await signIn(world, (await addMerchant(world)).email)
  const letters = (length: number) => 'Ab'.repeat(length).slice(0, length)
  for (const [field, most] of Object.entries({ trade_name: 20, legal_name: 80, postal_address: 200 })) {
    const save = (text: string) => named.post('/reglages', { ...settled, [field]: text })
    t.equal((await save(letters(most))).statusCode, 303, field)
    t.equal((await save(letters(most + 1))).statusCode, 422, field)
  }
})

function linksOf(html: string): string[] {
  return [...html.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, url]) => url!)
}

/** Links that lead out of this site, except mail and telephone. */
function anchorsOutside(html: string): string[] {
  const isOurs = (url: string) =>
    /^(?:\/(?!\/)|#|mailto:contact@|tel:\+33639980102$)/.test(url) ||
    (URL.canParse(url) && new URL(url).origin === origin)
  return linksOf(html).filter((url) => !isOurs(url))
}
