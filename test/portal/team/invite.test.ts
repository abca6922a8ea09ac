import { sql } from 'kysely'
import t from 'tap'
import { forgetOldInvitations } from '../../../src/accounts/team/invitation-store.ts'
import { invitationOf, invite, newEmail, startInvitation } from '../../fixtures/accounts/invitations.ts'
import { lettersTo, linkTo } from '../../fixtures/accounts/mailbox.ts'
import { addMerchant, addPerson, origin, startWorld } from '../../fixtures/app.ts'
import { createClient, htmx, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'

const world = await startWorld(t)
const { db } = world.deps
const merchant = await addMerchant(world, 'Maison <Perrin>')
const owner = await signIn(world, merchant.email)

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
    const { email, link } = await startInvitation(world, owner)
    const { id } = (await invitationOf(db, email))!
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
    const { email, link } = await startInvitation(world, owner, newEmail(), 'member')
    await invite(owner, email, 'admin')
    const next = await linkTo(world, email, 2)
    t.equal((await createClient(world).get(link)).statusCode, 404)
    t.match((await createClient(world).get(next)).body, 'Administrateur')
  },
)

t.test('an address nobody answered from is forgotten 30 days after its link is over (S64)', async (t) => {
  const [old, recent] = [newEmail(), newEmail()]
  for (const email of [old, recent]) {
    await invite(owner, email)
    // Its link is made, with its end, when the letter is written.
    await lettersTo(world, email)
  }
  const monthAgo = sql<Date>`now() - interval '31 days'`
  await db.updateTable('invitations').set({ expires_at: monthAgo }).where('email', '=', old).execute()
  await forgetOldInvitations(db)
  t.notOk(await invitationOf(db, old))
  t.ok(await invitationOf(db, recent))
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
  const { id } = (await invitationOf(db, email))!
  t.equal((await owner.post(`/equipe/invitations/${id}/envois`, {})).statusCode, 429)
  await db.deleteFrom('rate_counts').execute()
})

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
