import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { htmx, signIn } from '../../fixtures/client.ts'
import { mailRules, validateHtml } from '../../fixtures/html-validate.ts'
import { legalName, saveLetterhead, settled } from '../../fixtures/settled.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.test(
  'the preview shows the real page and the real e-mail as they would be, and saves nothing',
  async (t) => {
    await saveLetterhead(portal, { trade_name: 'Avant' })
    const before = await db.selectFrom('merchants').selectAll().where('id', '=', merchant.id).execute()
    for (const headers of [{}, htmx]) {
      for (const [part, own] of Object.entries({
        page: 'Maison Perrin Le chiede',
        email: 'bgcolor="#b4232a"',
      })) {
        const { body } = await portal.post('/reglages/apercu', { ...settled, show: part }, { headers })
        t.equal(body.includes('<html'), headers !== htmx)
        t.match(body, new RegExp(`value="${part}" aria-pressed="true"`))
        t.match(body, 'value="Maison Perrin"', 'what was typed is kept')
        const [, src = ''] = /<iframe [^>]*src="([^"]+)"/.exec(body)!
        const frame = await portal.get(src.replaceAll('&amp;', '&'))
        t.equal(frame.statusCode, 200)
        t.match(frame.body, own)
        for (const text of [legalName, '44000 Nantes', 'F-2026-118', '249,00'])
          t.match(frame.body, text, part)
        t.match(frame.headers['content-security-policy'], "frame-ancestors 'self'")
        await validateHtml(t, frame.body, part === 'email' ? mailRules : {})
      }
    }
    t.strictSame(await db.selectFrom('merchants').selectAll().where('id', '=', merchant.id).execute(), before)
  },
)

t.test('what cannot be used is shown as it is saved, in the part that was in sight', async (t) => {
  await saveLetterhead(portal, { trade_name: 'Avant' })
  const typed = {
    ...settled,
    trade_name: '',
    accent: '#ffd400',
    postal_address: 'x'.repeat(300),
    shown: 'email',
  }
  for (const path of ['/reglages/apercu', '/reglages']) {
    const { body } = await portal.post(path, typed, { headers: htmx })
    t.match(body, /value="email" aria-pressed="true"/, path)
    const [, src = ''] = /<iframe [^>]*src="([^"]+)"/.exec(body)!
    const told = new URLSearchParams(src.replaceAll('&amp;', '&').split('?')[1])
    t.equal(told.get('trade_name'), 'Avant', path)
    t.equal(told.get('accent'), '#b4232a', path)
    t.equal(told.get('postal_address'), settled.postal_address, path)
    t.ok(src.length < 2_000)
  }
  const { body } = await portal.get('/reglages/apercu/paiement?trade_name=&accent=red&default_language=xx')
  t.match(body, 'Avant')
})

t.test('a colour that cannot be read comes with one that can, which a button takes', async (t) => {
  const typed = { ...settled, accent: '#FFD400' }
  for (const headers of [{}, htmx]) {
    const refused = await portal.post('/reglages', typed, { headers })
    t.equal(refused.statusCode, 422)
    t.match(refused.body, /name="suggestion" value="accent"[^>]*>Utiliser #856E00</)
    const { statusCode, body } = await portal.post(
      '/reglages/apercu',
      { ...typed, suggestion: 'accent' },
      { headers },
    )
    t.equal(statusCode, 200)
    t.match(body, /id="accent" [^>]*value="#856E00"[^>]* autofocus/)
    t.notMatch(body, 'name="suggestion" value="accent"')
  }
})
