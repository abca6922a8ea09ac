/** What a merchant may be called: looked at where it is read, in the SMS and in the From of an e-mail. */
import t from 'tap'
import { newPerson, startInvitation } from '../fixtures/accounts/invitations.ts'
import { newEmail, signUpForm } from '../fixtures/accounts/sign-ups.ts'
import { addMerchant, eventually, startWorld } from '../fixtures/app.ts'
import { createClient, type Fields, goodForm, htmx, signIn } from '../fixtures/client.ts'
import { forgetCounts } from '../fixtures/security/rows.ts'
import { good } from '../fixtures/settings.ts'

/** By what each is read as: the sentence that says so, and names of at most 20 characters. */
const misread: [sentence: RegExp, names: string[]][] = [
  [
    /Ce nom se lit comme un lien\./,
    ['evil.example/impots', 'https://evil', 'www.impots', 'evil\u200B.example'],
  ],
  [/Ce nom se lit comme une adresse e-mail\./, ['lea@exemple', 'impots＠gouv']],
  [/Ce nom se lit comme un numéro de téléphone\./, ['06 12 34 56 78', '3639', 'SOS +33612345678']],
  [/Ce nom se lit comme celui de notre service\./, ['Acquit', 'ÀCQU1T', '\u0410cquit', 'AcquitPay']],
  [/Ce nom mêle les lettres de deux alphabets\./, ['Ateli\u0435r', '\u0391telier']],
]

const world = await startWorld(t)
const { db } = world.deps
const merchant = await addMerchant(world, 'Maison Perrin')
const portal = await signIn(world, merchant.email)

t.beforeEach(() => forgetCounts(world))

/** The newest message to a customer of this merchant, once there are `count`. */
async function receive(client: typeof portal, fields: Fields) {
  await forgetCounts(world)
  const { length } = await kept()
  const answer = await client.post('/paiements', { ...goodForm, ...fields })
  if (answer.statusCode !== 303) throw new Error(`asking answered ${answer.statusCode}`)
  return eventually(async () => {
    const messages = await kept()
    return messages.length === length + 1 && messages[0]!
  })
}

const kept = () => db.selectFrom('local_messages').selectAll().orderBy('id', 'desc').execute()
const sms = { channel: 'sms', phone: '06 12 34 56 78', email: '' }

for (const [sentence, names] of misread) {
  t.test(`no SMS and no From bears such a name: ${sentence.source} (S67)`, async (t) => {
    for (const name of names) {
      for (const headers of [{}, htmx]) {
        for (const field of ['trade_name', 'legal_name']) {
          const { statusCode, body } = await portal.post('/reglages', { ...good, [field]: name }, { headers })
          t.equal(statusCode, 422, `${field} ${name}`)
          t.match(body, new RegExp(`id="${field}-problem">${sentence.source}`), name)
        }
      }
    }
    const text = await receive(portal, sms)
    t.match(text.body_text, /^\[TEST\] Maison Perrin vous demande/)
    t.match((await receive(portal, {})).sender, /^"?Maison Perrin/)
  })
}

t.test('nor does any other door let such a name in (S67)', async (t) => {
  for (const [sentence, [name]] of misread) {
    const [visitor, typed] = [createClient(world), name!]
    const said = (field: string) => new RegExp(`id="${field}-problem">${sentence.source}`)
    for (const headers of [{}, htmx]) {
      const form = { ...signUpForm, email: newEmail(), name: typed, trade_name: typed }
      const signUp = await visitor.post('/inscription', form, { headers })
      t.equal(signUp.statusCode, 422)
      for (const field of ['name', 'trade_name']) t.match(signUp.body, said(field))
      const account = await portal.post('/compte', { name: typed }, { headers })
      t.equal(account.statusCode, 422)
      t.match(account.body, said('name'))
      const opened = await portal.post('/entreprises', { trade_name: typed }, { headers })
      t.equal(opened.statusCode, 422)
      t.match(opened.body, said('trade_name'))
    }
    await forgetCounts(world)
    const { token } = await startInvitation(world, portal)
    const accepted = await visitor.post('/invitation', { ...newPerson, token, name: typed })
    t.equal(accepted.statusCode, 422)
    t.match(accepted.body, said('name'))
  }
})

t.test(
  'a merchant who already bears such a name works on, and is asked to change it at the next save (S67)',
  async (t) => {
    const old = await signIn(world, (await addMerchant(world, 'ateliers.example')).email)
    t.match((await receive(old, sms)).body_text, /ateliers\.example vous demande/)
    t.equal((await old.get('/reglages')).statusCode, 200)
    const refused = await old.post('/reglages', { ...good, trade_name: 'ateliers.example' })
    t.equal(refused.statusCode, 422)
    t.match(refused.body, /Ce nom se lit comme un lien\./)
    t.equal((await old.post('/reglages', { ...good, trade_name: 'Les Ateliers' })).statusCode, 303)
    t.match((await receive(old, sms)).body_text, /Les Ateliers vous demande/)
  },
)
