import t from 'tap'
import { cleanTyped } from '../../../src/domain/plain-text.ts'
import { parseSender, suggestSender } from '../../../src/domain/sender.ts'
import { fr } from '../../../src/i18n/portal/fr/catalogue.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { type Fields, htmx, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'

/** A sentence may name the colour that would do. */
const sentences: Record<string, Record<string, string>> = Object.fromEntries(
  Object.entries(fr.merchants.settings.problems).map(([field, codes]) => [
    field,
    Object.fromEntries(
      Object.entries(codes).map(([code, text]) => [code, typeof text === 'string' ? text : text('#856E00')]),
    ),
  ]),
)

const good: Fields = {
  trade_name: 'Maison Perrin',
  legal_name: 'Perrin et Filles SARL',
  postal_address: '8 rue des Tanneurs\r\n\r\n 44000  Nantes ',
  contact_email: 'bonjour@perrin.example',
  contact_phone: '01 42 68 53 00',
  reply_to: 'camille@perrin.example',
  accent: '#B4232A',
  sms_sender: 'PERRIN',
  default_language: 'it',
  default_expiry_days: '45',
  notify_bounced: 'on',
  notice_emails: 'compta@perrin.example\n camille@perrin.example \ncompta@perrin.example',
  reminder_1_days: '3',
  reminder_1_moment: 'after_sending',
  reminder_2_days: '',
  reminder_2_moment: 'after_sending',
  reminder_3_days: '2',
  reminder_3_moment: 'before_expiry',
}

/** Fields that hold what they hold in another way. */
const apart = /^notif|^notice|^postal|^default_language|moment$/
const sixEmails = Array.from({ length: 6 }, (_, n) => `n${n}@perrin.example`).join('\n')
const twice = { reminder_1_days: '7', reminder_1_moment: 'after_sending' }
const notDays = ['0', '61', '-1', '1.5', 'trois', '007']

/** By field and code of `src/portal/settings/settings.ts`: what is typed to get it. */
const typed: Record<string, Record<string, Fields[]>> = {
  trade_name: {
    empty: [{ trade_name: '' }, { trade_name: ' \u200B' }],
    too_long: [{ trade_name: 'x'.repeat(21) }],
  },
  legal_name: { too_long: [{ legal_name: 'x'.repeat(81) }] },
  postal_address: {
    too_long: [{ postal_address: `${'x'.repeat(100)}\n${'y'.repeat(100)}` }],
    too_many_lines: [{ postal_address: 'un\ndeux\ntrois\nquatre\ncinq\nsix' }],
  },
  contact_email: {
    empty: [{ contact_email: ' ' }],
    invalid: [{ contact_email: 'perrin' }, { contact_email: 'a@b.fr, c@d.fr' }],
  },
  contact_phone: { invalid: [{ contact_phone: '12' }, { contact_phone: 'le matin' }] },
  reply_to: { invalid: [{ reply_to: 'camille' }, { reply_to: 'a@b.fr\nBcc: c@d.fr' }] },
  accent: {
    unreadable: [{ accent: '' }, { accent: 'rouge' }, { accent: '#b42' }, { accent: '#b4232a;' }],
    contrast: [{ accent: '#ffd400' }],
  },
  default_language: { unknown: [{ default_language: 'pt' }, { default_language: '' }] },
  default_expiry_days: {
    range: ['', '0', '91', '-1', '1.5', 'trente'].map((default_expiry_days) => ({ default_expiry_days })),
  },
  sms_sender: {
    empty: [{ sms_sender: '' }],
    characters: [{ sms_sender: 'MAISON P' }],
    too_long: [{ sms_sender: 'MAISONPERRIN' }],
    digits: [{ sms_sender: '12345' }],
    generic: [{ sms_sender: 'Banque' }],
  },
  notice_emails: {
    invalid: [{ notice_emails: 'compta@perrin.example\ncompta' }],
    too_many: [{ notice_emails: sixEmails }],
  },
  reminder_1_days: { range: notDays.map((reminder_1_days) => ({ reminder_1_days })), twice: [] },
  reminder_2_days: {
    range: [{ reminder_2_days: '99' }],
    twice: [{ ...twice, reminder_2_days: '7', reminder_2_moment: 'after_sending' }],
  },
  reminder_3_days: {
    range: [{ reminder_3_days: '0' }],
    twice: [{ ...twice, reminder_3_days: '7', reminder_3_moment: 'after_sending' }],
  },
}

t.test('the settings of a merchant', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const { db } = world.deps
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)

  async function savedOf(id: string) {
    const row = await db.selectFrom('merchants').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const reminders = await db
      .selectFrom('reminder_rules')
      .selectAll()
      .where('merchant_id', '=', id)
      .orderBy('position')
      .execute()
    return { row, reminders }
  }

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

  t.test('a refused form keeps what was typed, and every field has its sentence', async (t) => {
    const before = await savedOf(merchant.id)
    for (const [field, codes] of Object.entries(typed)) {
      t.strictSame(Object.keys(codes).sort(), Object.keys(sentences[field]!).sort(), field)
      for (const [code, examples] of Object.entries(codes)) {
        for (const example of examples) {
          for (const headers of [{}, htmx]) {
            const about = `${field} ${code} ${JSON.stringify(example)}`
            const form = { ...good, ...example }
            const { statusCode, body } = await portal.post('/reglages', form, { headers })
            t.equal(statusCode, 422, about)
            t.equal(body.includes('<html'), headers !== htmx, about)
            const sentence = sentences[field]![code]!
            t.ok(body.includes(`id="${field}-problem">${sentence}<`), about)
            t.ok(body.includes(`<li><a href="#${field}">${sentence}</a></li>`), about)
            t.equal(body.match(/-problem">[^<]/g)?.length, 1, about)
            t.ok(body.includes(`id="${field}"`), about)
            for (const name of ['notice_emails', 'postal_address'])
              t.ok(body.includes(`>${form[name]}</textarea>`), `${about}: ${name} kept`)
            t.match(body, /id="allows_kept_sessions"[^>]*value="on"(?![^>]*checked)/, about)
            const kept = Object.entries(form).filter(([name]) => !apart.test(name))
            for (const [name, value] of kept)
              t.match(
                body,
                new RegExp(`name="${name}"[^>]* value="${cleanTyped(value)}"`, 'i'),
                `${about}: ${name} kept`,
              )
          }
        }
      }
    }
    const allWrong = Object.assign({}, ...Object.values(typed).map((codes) => Object.values(codes)[0]![0]))
    await validateHtml(t, (await portal.post('/reglages', { ...good, ...allWrong })).body)
    t.strictSame(await savedOf(merchant.id), before, 'nothing was saved')
  })

  t.test('every sentence is its own, and gives an example', async (t) => {
    const all = Object.values(sentences).flatMap((codes) => Object.values(codes))
    t.equal(new Set(all).size, all.length)
    for (const sentence of all) t.match(sentence, /(par exemple|Saisissez par exemple) \S/, sentence)
  })

  t.test('a saved form answers 303, and the page says so once', async (t) => {
    const answer = await portal.post('/reglages', good)
    t.equal(answer.statusCode, 303)
    t.equal(answer.headers.location, '/reglages')
    const { row, reminders } = await savedOf(merchant.id)
    t.match(row, {
      trade_name: 'Maison Perrin',
      legal_name: 'Perrin et Filles SARL',
      postal_address: '8 rue des Tanneurs\n44000 Nantes',
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
    t.match(body, /<summary>.* Maison Perrin<\/summary>/)
    t.match(body, /value="before_expiry" selected/)
    await validateHtml(t, body)
    t.notMatch((await portal.get('/reglages')).body, 'Les réglages sont enregistrés.')
  })

  t.test('htmx gets the form with its notice, and the name in the header', async (t) => {
    const empty = { legal_name: '', postal_address: ' \n', contact_phone: '', reply_to: '' }
    const form = { ...good, ...empty, trade_name: 'Maison <Perrin>', allows_kept_sessions: 'on' }
    const { statusCode, body } = await portal.post('/reglages', form, { headers: htmx })
    t.equal(statusCode, 200)
    t.notMatch(body, '<html')
    t.match(body, /^\s*<div id="settings"/)
    t.match(body, 'Les réglages sont enregistrés.')
    t.match(body, /id="who"[^>]*hx-swap-oob="true">\s*<summary>.* Maison &lt;Perrin&gt;</)
    const { row } = await savedOf(merchant.id)
    for (const name of ['legal_name', 'postal_address', 'contact_phone', 'reply_to'] as const)
      t.equal(row[name], null, name)
    t.equal(row.allows_kept_sessions, true)
  })

  t.test('the suggested sender fills the field without saving anything, JavaScript or not', async (t) => {
    const before = await savedOf(merchant.id)
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
    t.strictSame(await savedOf(merchant.id), before)
    t.equal((await portal.get('/reglages/apercu')).statusCode, 303)
  })

  t.test('another merchant’s settings stay as they are, whatever is posted (S16, S19)', async (t) => {
    const other = await addMerchant(world, 'Autre Boutique')
    const before = await savedOf(other.id)
    const extras = { id: other.id, merchant_id: other.id, position: '1', ...good }
    t.equal((await portal.post('/reglages', extras)).statusCode, 303)
    t.strictSame(await savedOf(other.id), before)
    t.notMatch((await portal.get('/reglages')).body, 'Autre Boutique')
  })

  t.test('a name cannot break a header, nor hide (S36)', async (t) => {
    await portal.post('/reglages', { ...good, trade_name: 'Maison\r\nBcc: x\u202E' })
    t.equal((await savedOf(merchant.id)).row.trade_name, 'Maison Bcc: x')
  })
})

t.test('without an SMS provider neither sender nor preview is shown, and the sender is kept', async (t) => {
  const world = await startWorld(t, { jobs: false, env: { TEXTER: 'none' } })
  const portal = await signIn(world, (await addMerchant(world)).email)
  const { body } = await portal.get('/reglages')
  t.match(body, '<input type="hidden" name="sms_sender" value="ATELIER">')
  t.notMatch(body, 'id="preview-sms"')
  const asked = await portal.post('/reglages/apercu', { ...good, show: 'sms' })
  t.notMatch(asked.body, 'class="bubble"')
  t.match(asked.body, '<iframe')
})

t.test(
  'a sender is one to eleven letters and digits, not all digits, and no generic word (S38, L8)',
  async (t) => {
    const table = {
      ok: ['ATELIER', 'a', 'Lumiere33', '3SUISSES', 'ABCDEFGHIJK', ' ATELIER ', 'InfoLux', 'SMSBOX'],
      empty: ['', '   '],
      characters: ['MON ATELIER', 'LUMIÈRE', 'LUMI-ERE', 'A.B', 'CŒUR', '+33612345678', '<b>', 'ＡＴＥＬ'],
      too_long: ['ABCDEFGHIJKL'],
      digits: ['38000', '0612345678', '1'],
      generic: ['paiement', 'PAYMENT', 'Banque', 'bank', 'INFO', 'sms', 'RDV'],
    }
    for (const [expected, senders] of Object.entries(table)) {
      for (const sender of senders) {
        const parsed = parseSender(sender)
        t.equal(parsed.ok ? 'ok' : parsed.problem, expected, JSON.stringify(sender))
        if (parsed.ok) t.equal(parsed.sender, sender.trim())
      }
    }
  },
)

t.test('a sender is suggested from the trade name, or none where none would do (L8)', async (t) => {
  const table: Record<string, string | undefined> = {
    'Atelier Lumière': 'ATELIERLUMI',
    'Éclats d’Œuvre': 'ECLATSDOEUV',
    'Chez Zoé': 'CHEZZOE',
    'L. & Fils': 'LFILS',
    Paiement: undefined,
    '1789': undefined,
    Свет: undefined,
    '': undefined,
  }
  for (const [name, sender] of Object.entries(table)) t.equal(suggestSender(name), sender, name)
})
