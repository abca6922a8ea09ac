import t from 'tap'
import { cleanTyped } from '../../../src/domain/plain-text.ts'
import { fr } from '../../../src/i18n/portal/fr/catalogue.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { type Fields, htmx, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'
import { good, savedOf } from '../../fixtures/settings.ts'

/** Some sentences name the colour that would be accepted. */
const sentences: Record<string, Record<string, string>> = Object.fromEntries(
  Object.entries(fr.merchants.settings.problems).map(([field, codes]) => [
    field,
    Object.fromEntries(
      Object.entries(codes).map(([code, text]) => [code, typeof text === 'string' ? text : text('#856E00')]),
    ),
  ]),
)

/** Fields whose values are checked in other ways. */
const apart = /^notif|^notice|^postal|^default_language|moment$/
const sixEmails = Array.from({ length: 6 }, (_, n) => `n${n}@perrin.example`).join('\n')
const twice = { reminder_1_days: '7', reminder_1_moment: 'after_sending' }
const notDays = ['0', '61', '-1', '1.5', 'trois', '007']

/** By field and code of `src/portal/settings/settings.ts`: what is typed to get the error. */
const typed: Record<string, Record<string, Fields[]>> = {
  trade_name: {
    empty: [{ trade_name: '' }, { trade_name: ' \u200B' }],
    too_long: [{ trade_name: 'x'.repeat(21) }],
    link: [{ trade_name: 'evil.example/impots' }],
    address: [{ trade_name: 'lea@exemple' }],
    phone: [{ trade_name: '06 12 34 56 78' }],
    platform: [{ trade_name: 'ACQUÌT' }],
    alphabets: [{ trade_name: 'Ateli\u0435r' }],
  },
  legal_name: {
    too_long: [{ legal_name: 'x'.repeat(81) }],
    link: [{ legal_name: 'https:EVIL' }],
    address: [{ legal_name: 'Perrin lea@exemple' }],
    phone: [{ legal_name: 'Perrin 01 42 68 53 00' }],
    platform: [{ legal_name: 'Acquit SARL' }],
    alphabets: [{ legal_name: 'P\u03B5rrin' }],
  },
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

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.test('a refused form keeps what was typed, and every field has its sentence', async (t) => {
  const before = await savedOf(db, merchant.id)
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
  t.strictSame(await savedOf(db, merchant.id), before, 'nothing was saved')
})

t.test('every sentence is its own, and gives an example', async (t) => {
  const all = Object.values(sentences).flatMap((codes) => Object.values(codes))
  t.equal(new Set(all).size, all.length)
  for (const sentence of all) t.match(sentence, /(par exemple|Saisissez par exemple) \S/, sentence)
})
