import t from 'tap'
import {
  invitationOf,
  membershipOf,
  newEmail,
  newPerson,
  startInvitation,
} from '../../fixtures/accounts/invitations.ts'
import { addMerchant, password, startWorld, startWorldOn } from '../../fixtures/app.ts'
import { createClient, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'
import { dumpBusiness } from '../../fixtures/security/rows.ts'

const world = await startWorld(t)
const { db } = world.deps
const merchant = await addMerchant(world, 'Maison <Perrin>')
const owner = await signIn(world, merchant.email)

t.test('the link says what it is about, and reading it changes nothing (S11)', async (t) => {
  const { link } = await startInvitation(world, owner, newEmail(), 'manager')
  const before = await dumpBusiness(world)
  for (const client of [createClient(world), owner]) {
    const { statusCode, body } = await client.get(link)
    t.equal(statusCode, 200)
    t.match(body, 'Rejoindre Maison &lt;Perrin&gt;')
    t.match(body, 'Votre rôle : Gestionnaire.'.replace(' :', '\u00A0:'))
    await validateHtml(t, body)
    await client.head(link)
  }
  t.strictSame(await dumpBusiness(world), before)
})

t.test('whoever has no account opens one there: a name and a password, no letter to confirm', async (t) => {
  const { email, token } = await startInvitation(world, owner, newEmail(), 'manager')
  const client = createClient(world)
  const answer = await client.post('/invitation', { token, ...newPerson })
  t.equal(answer.statusCode, 303)
  t.match(answer.headers.location, /^\/connexion/)
  t.match(await membershipOf(db, merchant, email), { role: 'manager' })
  const entered = await client.post('/connexion', { email, password: newPerson.password, next: '/equipe' })
  t.equal(entered.headers.location, '/equipe')
  t.match((await client.get('/equipe')).body, /Lou Faure<\/strong> <span[^>]*>\(vous\)/)
  t.equal((await client.get(`/invitation?token=${token}`)).statusCode, 404, 'the link is used up')
})

t.test('a name or a password that will not do is said beside it, and the invitation stays', async (t) => {
  const { email, token } = await startInvitation(world, owner)
  const client = createClient(world)
  const wrong = [
    [{ ...newPerson, name: ' ' }, 'name'],
    [{ ...newPerson, name: 'x'.repeat(81) }, 'name'],
    [{ ...newPerson, password: 'trop court' }, 'password'],
    [{ ...newPerson, password: 'motdepasse123' }, 'password'],
    [{ ...newPerson, password: `${email}1234` }, 'password'],
  ] as const
  for (const [fields, field] of wrong) {
    const { statusCode, body } = await client.post('/invitation', { token, ...fields })
    t.equal(statusCode, 422, JSON.stringify(fields))
    t.match(body, new RegExp(`id="${field}-problem">[^<]+<`), field)
    t.notMatch(body, /type="password"[^>]* value=/, 'a password never travels back')
    await validateHtml(t, body)
  }
  t.notOk(await membershipOf(db, merchant, email))
  t.equal((await client.post('/invitation', { token, ...newPerson })).statusCode, 303)
})

t.test('whoever is signed in with that address joins with one click, and sees the merchant', async (t) => {
  const own = await addMerchant(world, 'À moi')
  const client = await signIn(world, own.email)
  const { link, token } = await startInvitation(world, owner, own.email, 'admin')
  const { body } = await client.get(link)
  t.notMatch(body, 'name="password"')
  const answer = await client.post('/invitation', { token })
  t.match(answer, { statusCode: 303, headers: { location: '/equipe' } })
  const page = await client.get('/equipe')
  t.match(page.body, 'Bienvenue dans l’équipe.')
  t.match(page.body, /<summary>.*Maison &lt;Perrin&gt;<\/span><\/summary>[\s\S]*À moi/)
  t.match(await membershipOf(db, merchant, own.email), { role: 'admin' })
})

t.test('whoever has an account but no session signs in first, and comes back', async (t) => {
  const { email } = await addMerchant(world, 'Ailleurs')
  const { link, token } = await startInvitation(world, owner, email)
  const client = createClient(world)
  const page = await client.get(link)
  t.notMatch(page.body, 'name="password"')
  const to = page.body.match(/href="(\/connexion\?next=[^"]+)"/)![1]!
  const refused = await client.post('/invitation', { token, ...newPerson })
  t.equal(refused.statusCode, 409, 'nobody chooses another’s password')
  const [, next] = (await client.get(to)).body.match(/name="next" value="([^"]+)"/)!
  const entered = await client.post('/connexion', { email, password, next: next!.replaceAll('&amp;', '&') })
  t.equal(entered.headers.location, link)
  t.equal((await client.post('/invitation', { token })).statusCode, 303)
  t.ok(await membershipOf(db, merchant, email))
})

t.test(
  'an invitation opens an account where sign-up is by invitation, and none where it is closed',
  async (t) => {
    const { email, token, link } = await startInvitation(world, owner)
    const at = async (SIGNUP: string) =>
      createClient(await startWorldOn(t, world.deps.databaseUrl, { env: { SIGNUP }, jobs: false }))
    const closed = await at('closed')
    t.match((await closed.get(link)).body, 'Aucun compte ne s’ouvre')
    t.equal((await closed.post('/invitation', { token, ...newPerson })).statusCode, 403)
    t.ok(await invitationOf(db, email), 'it waits for better times')
    const client = await at('invitation')
    t.equal((await client.post('/invitation', { token, ...newPerson })).statusCode, 303)
    t.equal((await client.post('/connexion', { email, password: newPerson.password })).statusCode, 303)
  },
)
