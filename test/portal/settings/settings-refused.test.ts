import t from 'tap'
import { cleanTyped } from '../../../src/domain/plain-text.ts'
import { fr } from '../../../src/i18n/portal/fr/catalogue.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { htmx, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'
import { good, savedOf } from '../../fixtures/settings.ts'
import { typed } from '../../fixtures/settings-refused.ts'

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
