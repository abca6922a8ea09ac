import { sql } from 'kysely'
import t from 'tap'
import { forgetOldInvitations } from '../../../src/accounts/team/invitation-store.ts'
import { newToken } from '../../../src/domain/ids.ts'
import { lettersTo, linkTo, tokenOf } from '../../fixtures/accounts/mailbox.ts'
import { addMerchant, addPerson, origin, password, startWorld, startWorldOn } from '../../fixtures/app.ts'
import { type Client, createClient, htmx, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'
import { dumpBusiness, dumpTables } from '../../fixtures/security/rows.ts'

const world = await startWorld(t)
const { db } = world.deps
const merchant = await addMerchant(world, 'Maison <Perrin>')
const owner = await signIn(world, merchant.email)

const newEmail = () => `${newToken().toLowerCase()}@invite.example`
const invite = (client: Client, email: string, role = 'member', headers = {}) =>
  client.post('/equipe/invitations', { email, role }, { headers })
const newPerson = { name: 'Lou Faure', password: 'la rivière passe sous le pont' }

/** An invitation that has reached its mailbox. */
async function startInvitation(email = newEmail(), role = 'member') {
  const answer = await invite(owner, email, role)
  if (answer.statusCode !== 303) throw new Error(`inviting answered ${answer.statusCode}`)
  const link = await linkTo(world, email)
  return { email, link, token: tokenOf(link) }
}

const invitationOf = (email: string) =>
  db.selectFrom('invitations').selectAll().where('email', '=', email).executeTakeFirst()

const membershipOf = (email: string) =>
  db
    .selectFrom('memberships as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .select(['s.role', 's.merchant_id'])
    .where('u.email', '=', email)
    .where('s.merchant_id', '=', merchant.id)
    .executeTakeFirst()

for (const headers of [{}, htmx]) {
  const how = 'hx-request' in headers ? 'with htmx' : 'without htmx'

  t.test(`an admin invites by e-mail, ${how}`, async (t) => {
    const email = newEmail()
    const asked = await owner.get('/equipe/invitations/nouvelle', { headers })
    t.equal(asked.body.includes('<dialog'), headers === htmx)
    t.notMatch(asked.body, 'value="owner"')
    if (headers !== htmx) await validateHtml(t, asked.body)
    const answer = await invite(owner, email.toUpperCase(), 'manager', headers)
    t.equal(answer.statusCode, headers === htmx ? 200 : 303)
    const page = headers === htmx ? answer : await owner.get('/equipe')
    t.match(page.body, 'L’invitation part par e-mail.')
    t.match(page.body, new RegExp(`data-invitation[\\s\\S]*${email}[\\s\\S]*Gestionnaire[\\s\\S]*jusqu’au`))
    const [letter] = await lettersTo(world, email)
    t.match(letter, { subject: 'Maison <Perrin> vous invite dans son équipe', body_html: /<html lang="fr"/ })
    t.match(letter!.body_text, `${origin}/invitation?token=`)
    t.match(letter!.body_text, 'Gestionnaire')
  })

  t.test(`what is wrong with an address is said beside it, ${how}`, async (t) => {
    const { email: colleague } = await addPerson(world, merchant.id, 'member')
    const problems = {
      '': 'Saisissez l’adresse e-mail',
      'lou@': 'Saisissez une seule adresse',
      'a@b.example, c@d.example': 'Saisissez une seule adresse',
      [colleague]: 'fait déjà partie de l’équipe',
      [merchant.email]: 'fait déjà partie de l’équipe',
    }
    for (const [email, sentence] of Object.entries(problems)) {
      const { statusCode, body } = await invite(owner, email, 'admin', headers)
      t.equal(statusCode, 422)
      t.match(body, new RegExp(`id="email-problem">[^<]*${sentence}`))
      t.match(body, /<div class="problems" tabindex="-1" autofocus>/)
      t.match(body, /value="admin"[^>]* checked/)
      t.ok(body.includes(`value="${email}"`))
      t.equal(body.includes('<html'), headers !== htmx)
      if (headers !== htmx) await validateHtml(t, body)
    }
  })

  t.test(`an invitation is sent again with another link, or withdrawn, ${how}`, async (t) => {
    const { email, link } = await startInvitation()
    const { id } = (await invitationOf(email))!
    const again = await owner.post(`/equipe/invitations/${id}/envois`, {}, { headers })
    t.equal(again.statusCode, headers === htmx ? 200 : 303)
    const next = await linkTo(world, email, 2)
    t.equal((await createClient(world).get(link)).statusCode, 404)
    t.equal((await createClient(world).get(next)).statusCode, 200)
    const withdrawn = await owner.post(`/equipe/invitations/${id}/retrait`, {}, { headers })
    const page = headers === htmx ? withdrawn : await owner.get('/equipe')
    t.match(page.body, 'L’invitation est annulée')
    t.notMatch(page.body, email)
    t.equal((await createClient(world).get(next)).statusCode, 404)
    t.equal((await owner.post(`/equipe/invitations/${id}/envois`, {}, { headers })).statusCode, 404)
    t.equal((await owner.post(`/equipe/invitations/${id}/retrait`, {}, { headers })).statusCode, 404)
  })
}

t.test('of a link only a hash is kept, here and in the queue (S1)', async (t) => {
  const { email, token } = await startInvitation()
  const { local_messages: _, ...rest } = Object.fromEntries(
    Object.entries(await dumpTables(world)).map(([name, rows]) => [name.replace('public.', ''), rows]),
  )
  t.notOk(Object.values(rest).some((rows) => rows.includes(token)))
  t.notOk(world.log.some((line) => line.includes(token)))
  t.match((await invitationOf(email))!.token_hash, /^[\w-]{43}$/)
})

t.test('the link says what it is about, and reading it changes nothing (S11)', async (t) => {
  const { link } = await startInvitation(newEmail(), 'manager')
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
  const { email, token } = await startInvitation(newEmail(), 'manager')
  const client = createClient(world)
  const answer = await client.post('/invitation', { token, ...newPerson })
  t.equal(answer.statusCode, 303)
  t.match(answer.headers.location, /^\/connexion/)
  t.match(await membershipOf(email), { role: 'manager' })
  const entered = await client.post('/connexion', { email, password: newPerson.password, next: '/equipe' })
  t.equal(entered.headers.location, '/equipe')
  t.match((await client.get('/equipe')).body, /Lou Faure<\/strong> <span[^>]*>\(vous\)/)
  t.equal((await client.get(`/invitation?token=${token}`)).statusCode, 404, 'the link is used up')
})

t.test('a name or a password that will not do is said beside it, and the invitation stays', async (t) => {
  const { email, token } = await startInvitation()
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
  t.notOk(await membershipOf(email))
  t.equal((await client.post('/invitation', { token, ...newPerson })).statusCode, 303)
})

t.test('whoever is signed in with that address joins with one click, and sees the merchant', async (t) => {
  const own = await addMerchant(world, 'À moi')
  const client = await signIn(world, own.email)
  const { link, token } = await startInvitation(own.email, 'admin')
  const { body } = await client.get(link)
  t.notMatch(body, 'name="password"')
  const answer = await client.post('/invitation', { token })
  t.match(answer, { statusCode: 303, headers: { location: '/equipe' } })
  const page = await client.get('/equipe')
  t.match(page.body, 'Bienvenue dans l’équipe.')
  t.match(page.body, /<summary>.*Maison &lt;Perrin&gt;<\/summary>[\s\S]*À moi/)
  t.match(await membershipOf(own.email), { role: 'admin' })
})

t.test('whoever has an account but no session signs in first, and comes back', async (t) => {
  const { email } = await addMerchant(world, 'Ailleurs')
  const { link, token } = await startInvitation(email)
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
  t.ok(await membershipOf(email))
})

t.test('an invitation for another address than one’s own is refused, and says for whom it is', async (t) => {
  const { email: mine } = await addMerchant(world, 'Curieuse')
  const client = await signIn(world, mine)
  const { email, link, token } = await startInvitation()
  const before = await dumpBusiness(world)
  const { body } = await client.get(link)
  t.match(body, `Cette invitation est pour ${email}, et vous êtes connecté avec ${mine}.`)
  await validateHtml(t, body)
  for (const fields of [{ token }, { token, ...newPerson }]) {
    const answer = await client.post('/invitation', fields)
    t.equal(answer.statusCode, 409)
    t.match(answer.body, 'Cette invitation est pour')
  }
  t.strictSame(await dumpBusiness(world), before)
})

t.test(
  'a link that is over, unknown or of a closed merchant: one page for all, and guesses are limited (S4)',
  async (t) => {
    const shop = await addMerchant(world, 'Fermée')
    const closed = newEmail()
    await invite(await signIn(world, shop.email), closed)
    const closedLink = await linkTo(world, closed)
    await db.updateTable('merchants').set({ closed_at: new Date() }).where('id', '=', shop.id).execute()
    const over = await startInvitation()
    await db
      .updateTable('invitations')
      .set({ expires_at: new Date() })
      .where('email', '=', over.email)
      .execute()
    const ended = [
      closedLink,
      over.link,
      `/invitation?token=${newToken()}`,
      '/invitation',
      '/invitation?token=x',
    ]
    const bodies = new Set<string>()
    for (const url of ended) {
      const client = createClient(world)
      const { statusCode, body } = await client.get(url)
      t.equal(statusCode, 404, url)
      bodies.add(body.replace(/token=\w+/g, ''))
      const posted = await client.post('/invitation', { token: tokenOf(url) ?? '', ...newPerson })
      t.equal(posted.statusCode, 409)
    }
    t.equal(bodies.size, 1)
    t.match((await owner.get('/equipe')).body, new RegExp(`${over.email}[\\s\\S]*expirée`))
    const statuses = []
    for (let n = 0; n < 31; n += 1)
      statuses.push((await createClient(world).get(`/invitation?token=${newToken()}`)).statusCode)
    t.equal(statuses.at(-1), 429)
    await db.deleteFrom('rate_counts').execute()
  },
)

t.test('who invites does not learn who has an account (S27)', async (t) => {
  const { email: known } = await addMerchant(world, 'Connue')
  const pages = []
  for (const email of [known, newEmail()]) {
    const answer = await invite(owner, email)
    const { body } = await owner.get('/equipe')
    const row = body.match(
      new RegExp(`<li data-invitation="\\w+">(?:(?!</li>)[\\s\\S])*${email}[\\s\\S]*?</li>`),
    )![0]
    pages.push({
      ...answer.headers,
      'content-length': '',
      row: row.replaceAll(email, '').replace(/inv_\w+/g, ''),
    })
  }
  t.strictSame({ ...pages[0], date: '' }, { ...pages[1], date: '' })
})

t.test(
  'inviting an address again renews its invitation: one row, the last role, the last link',
  async (t) => {
    const { email, link } = await startInvitation(newEmail(), 'member')
    await invite(owner, email, 'admin')
    const next = await linkTo(world, email, 2)
    t.equal((await createClient(world).get(link)).statusCode, 404)
    t.match((await createClient(world).get(next)).body, 'Administrateur')
  },
)

t.test('whom somebody has invited joins no more once they are no admin, or gone (S18)', async (t) => {
  for (const end of ['retrait', 'role']) {
    const { email: adminEmail, userId } = await addPerson(world, merchant.id, 'admin')
    const accomplice = newEmail()
    await invite(await signIn(world, adminEmail), accomplice, 'admin')
    const token = tokenOf(await linkTo(world, accomplice))
    const { token: fair, email } = await startInvitation()
    t.equal((await owner.post(`/equipe/${userId}/${end}`, { role: 'manager' })).statusCode, 303)
    t.equal((await createClient(world).post('/invitation', { token, ...newPerson })).statusCode, 409)
    t.notOk(await membershipOf(accomplice))
    t.equal((await createClient(world).post('/invitation', { token: fair, ...newPerson })).statusCode, 303)
    t.ok(await membershipOf(email))
    await db.deleteFrom('rate_counts').execute()
  }
})

t.test('an address nobody answered from is forgotten 30 days after its link is over (S64)', async (t) => {
  const [old, recent] = [newEmail(), newEmail()]
  for (const email of [old, recent]) await invite(owner, email)
  const monthAgo = sql<Date>`now() - interval '31 days'`
  await db.updateTable('invitations').set({ expires_at: monthAgo }).where('email', '=', old).execute()
  await forgetOldInvitations(db)
  t.notOk(await invitationOf(old))
  t.ok(await invitationOf(recent))
})

t.test('too many invitations wait: five an hour to one address, twenty of one merchant', async (t) => {
  await db.deleteFrom('rate_counts').execute()
  const email = newEmail()
  for (let n = 0; n < 5; n += 1) t.equal((await invite(owner, email)).statusCode, 303)
  for (const headers of [{}, htmx]) {
    const refused = await invite(owner, email, 'member', headers)
    t.equal(refused.statusCode, 429)
    t.ok(Number(refused.headers['retry-after']) > 0)
    t.match(refused.body, /id="email-problem">Trop d’invitations en une heure/)
  }
  for (let n = 0; n < 15; n += 1) t.equal((await invite(owner, newEmail())).statusCode, 303)
  t.equal((await invite(owner, newEmail())).statusCode, 429)
  const { id } = (await invitationOf(email))!
  t.equal((await owner.post(`/equipe/invitations/${id}/envois`, {})).statusCode, 429)
  await db.deleteFrom('rate_counts').execute()
})

t.test('a link accepted four times at once is accepted once', async (t) => {
  const fresh = await startInvitation()
  const answers = await Promise.all(
    Array.from({ length: 4 }, (_, n) =>
      createClient(world).post('/invitation', { token: fresh.token, ...newPerson, name: `Lou ${n}` }),
    ),
  )
  t.strictSame(answers.map(({ statusCode }) => statusCode).sort(), [303, 409, 409, 409])
  const known = await addMerchant(world, 'Pressée')
  const client = await signIn(world, known.email)
  const { token } = await startInvitation(known.email)
  const clicks = await Promise.all(Array.from({ length: 5 }, () => client.post('/invitation', { token })))
  t.equal(clicks.filter(({ statusCode }) => statusCode === 303).length, 1)
  for (const { email } of [fresh, known]) {
    const rows = await db.selectFrom('users').select('id').where('email', '=', email).execute()
    t.equal(rows.length, 1)
    t.match(await membershipOf(email), { role: 'member' })
  }
})

t.test(
  'an invitation opens an account where sign-up is by invitation, and none where it is closed',
  async (t) => {
    const { email, token, link } = await startInvitation()
    const at = async (SIGNUP: string) =>
      createClient(await startWorldOn(t, world.deps.databaseUrl, { env: { SIGNUP }, jobs: false }))
    const closed = await at('closed')
    t.match((await closed.get(link)).body, 'Aucun compte ne s’ouvre')
    t.equal((await closed.post('/invitation', { token, ...newPerson })).statusCode, 403)
    t.ok(await invitationOf(email), 'it waits for better times')
    const client = await at('invitation')
    t.equal((await client.post('/invitation', { token, ...newPerson })).statusCode, 303)
    t.equal((await client.post('/connexion', { email, password: newPerson.password })).statusCode, 303)
  },
)

t.test('a letter is in the language of whom it is for, or else of who invites', async (t) => {
  const { email: english } = await addMerchant(world, 'English')
  await db.updateTable('users').set({ language: 'en' }).where('email', '=', english).execute()
  await invite(owner, english)
  t.match((await lettersTo(world, english))[0]!.subject, 'Maison <Perrin> invites you to join its team')
  const stranger = newEmail()
  await db.updateTable('users').set({ language: 'en' }).where('email', '=', merchant.email).execute()
  await invite(owner, stranger)
  t.match((await lettersTo(world, stranger))[0]!.subject, 'Maison <Perrin> invites you to join its team')
})
