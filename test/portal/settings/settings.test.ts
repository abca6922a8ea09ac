import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { htmx, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'
import { good, savedOf } from '../../fixtures/settings.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.test('the page shows what is saved, with no reminder until one is asked for', async (t) => {
  const { statusCode, body } = await portal.get('/reglages')
  t.equal(statusCode, 200)
  t.match(body, '<title>Réglages ·')
  t.match(body, /href="\/reglages" aria-current="page"/)
  for (const value of [
    'Atelier Lumière',
    'contact@atelier.example',
    '06 39 98 01 02',
    'ATELIER',
    '#14553F',
    '30',
  ])
    t.match(body, `value="${value}"`)
  for (const section of body.matchAll(/<li><a href="#([\w-]+)">/g))
    t.match(body, `id="${section[1]}"`, 'a link leads to each section')
  for (const name of ['notify_paid', 'notify_bounced', 'allows_kept_sessions'])
    t.match(body, new RegExp(`name="${name}" value="on"[^>]* checked`))
  t.equal(body.match(/id="reminder_\d_days"/g)?.length, 3)
  t.equal(body.match(/id="reminder_\d_days"[^>]* value=""/g)?.length, 3)
  t.match(body, /name="suggestion"[^>]*>Utiliser ATELIERLUMI</)
  await validateHtml(t, body)
})

t.test('the page shows the exact text of an SMS, its alphabet and what it costs (L8)', async (t) => {
  const { body } = await portal.post('/reglages/apercu', {
    ...good,
    trade_name: 'Atelier Lumière',
    default_language: 'fr',
    show: 'sms',
  })
  const [, text = ''] = /class="bubble">([^<]*)</.exec(body)!
  t.match(text.replace(/\s/g, ' '), /^Atelier Lumière vous demande 249,00 €. Page de paiement : http\S+$/)
  const length = text.length + 1
  t.match(body, `1 SMS · GSM-7, ${length} caractères`, 'a € counts twice')
})

t.test('a saved form answers 303, and the page says so once', async (t) => {
  const answer = await portal.post('/reglages', good)
  t.equal(answer.statusCode, 303)
  t.equal(answer.headers.location, '/reglages')
  const { row, reminders } = await savedOf(db, merchant.id)
  t.match(row, {
    trade_name: 'Maison Perrin',
    legal_name: 'Perrin et Filles SARL',
    postal_address: '8 rue des Tanneurs\n44000 Nantes',
    siren: '732829320',
    vat_number: 'FR44732829320',
    terms_url: 'https://perrin.example/cgv',
    withdrawal_url: 'https://xn--lagage-9ua.example/r%C3%A9tractation',
    contact_email: 'bonjour@perrin.example',
    contact_phone: '+33142685300',
    reply_to: 'camille@perrin.example',
    accent: '#b4232a',
    default_language: 'it',
    default_expiry_days: 45,
    allows_kept_sessions: false,
    sms_sender: 'PERRIN',
    notice_emails: ['compta@perrin.example', 'camille@perrin.example'],
    notify_paid: false,
    notify_bounced: true,
  })
  t.match(reminders, [
    { position: 1, moment: 'after_sending', days: 3 },
    { position: 2, moment: 'before_expiry', days: 2 },
  ])
  const { body } = await portal.get('/reglages')
  t.match(body, 'Les réglages sont enregistrés.')
  t.match(body, /<summary>.*>Maison Perrin<\/span><\/summary>/)
  t.match(body, /value="before_expiry" selected/)
  await validateHtml(t, body)
  t.notMatch((await portal.get('/reglages')).body, 'Les réglages sont enregistrés.')
})

t.test('htmx gets the form with its notice, and the name in the header', async (t) => {
  const law = { siren: '', vat_number: ' ', terms_url: '', withdrawal_url: '' }
  const empty = { legal_name: '', postal_address: ' \n', contact_phone: '', reply_to: '', ...law }
  const form = { ...good, ...empty, trade_name: 'Maison <Perrin>', allows_kept_sessions: 'on' }
  const { statusCode, body } = await portal.post('/reglages', form, { headers: htmx })
  t.equal(statusCode, 200)
  t.notMatch(body, '<html')
  t.match(body, /^\s*<div id="settings"/)
  t.match(body, 'Les réglages sont enregistrés.')
  t.match(body, /id="who"[^>]*hx-swap-oob="true">\s*<summary>.*>Maison &lt;Perrin&gt;</)
  const { row } = await savedOf(db, merchant.id)
  for (const name of Object.keys(empty) as (keyof typeof empty)[]) t.equal(row[name], null, name)
  t.equal(row.allows_kept_sessions, true)
})

t.test('the suggested sender fills the field without saving anything, JavaScript or not', async (t) => {
  const before = await savedOf(db, merchant.id)
  const form = { ...good, trade_name: 'Éclats d’Œuvre', suggestion: 'sms_sender', show: 'sms' }
  for (const headers of [{}, htmx]) {
    const { statusCode, body } = await portal.post('/reglages/apercu', form, { headers })
    t.equal(statusCode, 200)
    t.equal(body.includes('<html'), headers !== htmx)
    t.match(body, /name="sms_sender"[^>]* value="ECLATSDOEUV"[^>]* autofocus/)
    t.match(body, /class="bubble">Éclats d&#39;OEuvre Le chiede /)
    t.match(body, 'value="Éclats d’Œuvre"')
  }
  const { body } = await portal.post('/reglages/apercu', { ...form, suggestion: '' }, { headers: htmx })
  t.match(body, /name="sms_sender"[^>]* value="PERRIN"/)
  t.strictSame(await savedOf(db, merchant.id), before)
  t.equal((await portal.get('/reglages/apercu')).statusCode, 303)
})

t.test('another merchant’s settings stay as they are, whatever is posted (S16, S19)', async (t) => {
  const other = await addMerchant(world, 'Autre Boutique')
  const before = await savedOf(db, other.id)
  const extras = { id: other.id, merchant_id: other.id, position: '1', ...good }
  t.equal((await portal.post('/reglages', extras)).statusCode, 303)
  t.strictSame(await savedOf(db, other.id), before)
  t.notMatch((await portal.get('/reglages')).body, 'Autre Boutique')
})

t.test('a name cannot break a header, nor hide (S36)', async (t) => {
  await portal.post('/reglages', { ...good, trade_name: 'Maison\r\nBcc: x\u202E' })
  t.equal((await savedOf(db, merchant.id)).row.trade_name, 'Maison Bcc: x')
})

t.test('without an SMS provider neither sender nor preview is shown, and the sender is kept', async (t) => {
  const world = await startWorld(t, { jobs: false, env: { TEXTER: 'none' } })
  const portal = await signIn(world, (await addMerchant(world)).email)
  const { body } = await portal.get('/reglages')
  t.match(body, '<input type="hidden" name="sms_sender" value="ATELIER">')
  t.match(body, '<input type="hidden" name="sms_name" value="">')
  const long = await portal.post('/reglages', { ...good, trade_name: 'x'.repeat(60) })
  t.equal(long.statusCode, 303, 'no name for SMS is asked')
  t.notMatch(body, 'id="preview-sms"')
  const asked = await portal.post('/reglages/apercu', { ...good, show: 'sms' })
  t.notMatch(asked.body, 'class="bubble"')
  t.match(asked.body, '<iframe')
})
