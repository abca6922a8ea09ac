/** Invisible characters are removed wherever something is typed: in forms, in URLs, in files. */
import t from 'tap'
import { readFields } from '../../src/web/fields.ts'
import { addMerchant, password, startWorld } from '../fixtures/app.ts'
import {
  createClient,
  createRequest,
  goodCard,
  goodForm,
  htmx,
  permalinkOf,
  signIn,
} from '../fixtures/client.ts'
import { fileOf, uploadGood } from '../fixtures/imports/files.ts'

/** Puts invisible characters around and between all characters. */
const haunt = (text: string) => `\uFEFF${[...text].join('\u200B')}\u2060\u202C`

t.test('a password alone is left as it was typed (S24)', async (t) => {
  const typed = 'mot\u200B de\u00A0passe'
  const fields = readFields(
    new URLSearchParams({ password: typed, current_password: typed, email: typed }).toString(),
  )
  t.strictSame({ ...fields }, { password: typed, current_password: typed, email: 'mot de passe' })
})

for (const [way, headers] of Object.entries({ 'without htmx': {}, 'with htmx': htmx })) {
  t.test(`a field that was pasted with what no eye sees, ${way}`, async (t) => {
    const world = await startWorld(t, { jobs: false })
    const { email } = await addMerchant(world)
    const { db } = world.deps
    const portal = await signIn(world, haunt(email))

    t.test('is read without it in the form of a request', async (t) => {
      const form = {
        amount: haunt('1\u2009234,50\u2007€'),
        channel: haunt('email'),
        email: haunt(goodForm.email!),
        description: haunt('Facture\u3000118'),
        reference: haunt('F-118'),
      }
      const answer = await portal.post('/paiements', { ...goodForm, ...form }, { headers })
      t.ok([200, 201, 303].includes(answer.statusCode), answer.body.slice(0, 500))
      const row = await db.selectFrom('payment_requests').selectAll().executeTakeFirstOrThrow()
      t.match(row, {
        amount_cents: 123_450,
        email: goodForm.email!,
        description: 'Facture 118',
        reference: 'F-118',
      })
    })

    t.test('is shown without it where it is refused', async (t) => {
      const form = { ...goodForm, email: haunt('lea@'), amount: haunt('1e3') }
      const { statusCode, body } = await portal.post('/paiements', form, { headers })
      t.equal(statusCode, 422)
      t.match(body, /value="lea@"/)
      t.match(body, /value="1e3"/)
    })

    t.test('is searched for without it', async (t) => {
      const { body } = await portal.get(`/paiements?q=${encodeURIComponent(haunt('F-118'))}`, { headers })
      t.match(body, /1\s234,50[\s\S]*data-status="pending"/)
    })

    t.test('pays', async (t) => {
      const id = await createRequest(portal, { own_mail: 'on' })
      const link = await permalinkOf(portal, id)
      const card = Object.fromEntries(Object.entries(goodCard).map(([name, text]) => [name, haunt(text)]))
      t.equal((await createClient(world).post(`${link}/paiement`, card, { headers })).statusCode, 303)
      const { status } = await db
        .selectFrom('payment_requests')
        .select('status')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      t.equal(status, 'paid')
    })
  })
}

t.test('a cell of a file is read without it too', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const { email } = await addMerchant(world)
  const portal = await signIn(world, email)
  const cells = [
    '1\u202F234,50',
    '\u200E+33\u00A06\u00A012\u00A034\u00A056\u00A078\u202C',
    'f\u00ADr',
    'Lampe\u2003Arc',
    '',
    'F\u2060-118',
  ]
  const id = await uploadGood(world, portal, fileOf(cells.join(';')))
  const { body } = await portal.get(`/paiements/import/${id}`)
  t.notMatch(body, /[\u00AD\u200B-\u200F\u202A-\u202E\u2060]/)
  t.match(body, /06 12 34 56 78/)
  t.match(body, /Lampe Arc/)
})

t.test('a password with a no-break space signs in with it, and not without (S24)', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const { email } = await addMerchant(world)
  const answer = await createClient(world).post('/connexion', { email, password: `${password}\u200B` })
  t.equal(answer.statusCode, 422)
})
