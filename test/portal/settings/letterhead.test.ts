/** What is settled is what customers see, what new requests start from, and what the preview shows before. */
import t from 'tap'
import { addDays, isoDay } from '../../../src/domain/formats.ts'
import { deliverMessage } from '../../../src/messages/deliver.ts'
import { addMerchant, addPerson, startWorld } from '../../fixtures/app.ts'
import {
  createClient,
  createRequest,
  type Fields,
  goodCard,
  htmx,
  permalinkOf,
  signIn,
} from '../../fixtures/client.ts'
import { mailRules, validateHtml } from '../../fixtures/html-validate.ts'

const settled: Fields = {
  trade_name: 'Maison Perrin',
  legal_name: 'Perrin & Filles <SARL>',
  postal_address: '8 rue des Tanneurs\n44000 Nantes',
  contact_email: 'bonjour@perrin.example',
  contact_phone: '01 42 68 53 00',
  reply_to: 'camille@perrin.example',
  accent: '#b4232a',
  sms_sender: 'PERRIN',
  default_language: 'it',
  default_expiry_days: '45',
}
const legalName = 'Perrin &amp; Filles &lt;SARL&gt;'

t.test('the letterhead of a merchant', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const { db } = world.deps
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)
  const customer = createClient(world)
  const save = (fields: Fields) => portal.post('/reglages', { ...settled, ...fields })

  async function readLetter(requestId: string) {
    const { id } = await db
      .selectFrom('messages')
      .select('id')
      .where('request_id', '=', requestId)
      .executeTakeFirstOrThrow()
    await deliverMessage(world.deps, id)
    const { body } = await portal.get('/messages-locaux.json')
    return JSON.parse(body)[0] as { html: string; text: string; reply_to: string }
  }

  t.test('the pay page and the receipt say who they are, where, and in their colour', async (t) => {
    await save({})
    const link = await permalinkOf(portal, await createRequest(portal, { language: 'fr' }))
    const { body: page } = await customer.get(link)
    await customer.post(`${link}/paiement`, goodCard)
    const { body: receipt } = await customer.get(`${link}/recu`)
    for (const body of [page, receipt]) {
      for (const line of [legalName, '8 rue des Tanneurs', '44000 Nantes'])
        t.match(body, `<span class="line">${line}</span>`)
      t.match(body, /<link rel="stylesheet" href="\/public\/pay\/b4232a\.css\?v=/)
      await validateHtml(t, body)
    }
    await save({ accent: '#14553f', legal_name: '', postal_address: '' })
    const { body } = await customer.get(link)
    t.match(
      body,
      /<link rel="stylesheet" href="\/public\/pay\.css\?v=/,
      'our own colour needs no sheet of its own',
    )
    t.notMatch(body, 'class="line"')
  })

  t.test(
    'the e-mail too, and replies go where the merchant wants them, or to the contact (L10)',
    async (t) => {
      await save({})
      const letter = await readLetter(await createRequest(portal, { language: 'fr' }))
      t.equal(letter.reply_to, 'camille@perrin.example')
      t.match(
        letter.text,
        'Maison Perrin\nPerrin & Filles <SARL>\n8 rue des Tanneurs\n44000 Nantes\nbonjour@',
      )
      t.match(letter.html, `<br>${legalName}<br>8 rue des Tanneurs<br>44000 Nantes<br>`)
      t.match(letter.html, 'bgcolor="#b4232a"')
      await save({ reply_to: '' })
      const other = await readLetter(await createRequest(portal, { email: 'autre@courriel.example' }))
      t.equal(other.reply_to, 'bonjour@perrin.example')
    },
  )

  t.test('a new request starts in the language and with the days that were chosen', async (t) => {
    await save({})
    const day = addDays(isoDay(new Date()), 45)
    for (const headers of [{}, htmx]) {
      const { body } = await portal.get('/paiements/nouveau', { headers })
      t.match(body, '<option value="it" selected>')
      t.match(body, `name="expires_on" value="${day}"`)
    }
    const id = await createRequest(portal, { language: '', expires_on: '' })
    const request = await db
      .selectFrom('payment_requests')
      .select(['language', 'expires_on'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    t.strictSame(request, { language: 'it', expires_on: day })
    t.match(
      (await portal.get('/reglages/apercu/paiement')).body,
      '<html lang="fr">',
      'as a new account, unless told',
    )
  })

  t.test(
    'the preview shows the real page and the real e-mail as they would be, and saves nothing',
    async (t) => {
      await save({ trade_name: 'Avant' })
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
      t.strictSame(
        await db.selectFrom('merchants').selectAll().where('id', '=', merchant.id).execute(),
        before,
      )
    },
  )

  t.test('what cannot be used is shown as it is saved, in the part that was in sight', async (t) => {
    await save({ trade_name: 'Avant' })
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

  t.test('all of it is for admins (S18)', async (t) => {
    const manager = await signIn(world, (await addPerson(world, merchant.id, 'manager')).email)
    for (const path of [
      '/reglages',
      '/reglages/apercu/paiement',
      '/reglages/apercu/e-mail',
      '/reglages/logo',
    ])
      t.equal((await manager.get(path)).statusCode, 403, path)
    for (const path of ['/reglages', '/reglages/apercu', '/reglages/logo', '/reglages/logo/retrait'])
      t.equal((await manager.post(path, settled)).statusCode, 403, path)
  })
})
