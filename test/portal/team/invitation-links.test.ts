import t from 'tap'
import { newToken } from '../../../src/domain/ids.ts'
import {
  invitationOf,
  invite,
  membershipOf,
  newEmail,
  newPerson,
  startInvitation,
} from '../../fixtures/accounts/invitations.ts'
import { linkTo, tokenOf } from '../../fixtures/accounts/mailbox.ts'
import { addMerchant, addPerson, startWorld } from '../../fixtures/app.ts'
import { createClient, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'
import { dumpBusiness, dumpTables } from '../../fixtures/security/rows.ts'

const world = await startWorld(t)
const { db } = world.deps
const merchant = await addMerchant(world, 'Maison <Perrin>')
const owner = await signIn(world, merchant.email)

t.test('of a link only a hash is kept, here and in the queue (S1)', async (t) => {
  const { email, token } = await startInvitation(world, owner)
  const { local_messages: _, ...rest } = Object.fromEntries(
    Object.entries(await dumpTables(world)).map(([name, rows]) => [name.replace('public.', ''), rows]),
  )
  t.notOk(Object.values(rest).some((rows) => rows.includes(token)))
  t.notOk(world.log.some((line) => line.includes(token)))
  t.match((await invitationOf(db, email))!.token_hash, /^[\w-]{43}$/)
})

t.test('an invitation for another address than one’s own is refused, and says for whom it is', async (t) => {
  const { email: mine } = await addMerchant(world, 'Curieuse')
  const client = await signIn(world, mine)
  const { email, link, token } = await startInvitation(world, owner)
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
    const over = await startInvitation(world, owner)
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

t.test('whom somebody has invited joins no more once they are no admin, or gone (S18)', async (t) => {
  for (const end of ['retrait', 'role']) {
    const { email: adminEmail, userId } = await addPerson(world, merchant.id, 'admin')
    const accomplice = newEmail()
    await invite(await signIn(world, adminEmail), accomplice, 'admin')
    const token = tokenOf(await linkTo(world, accomplice))
    const { token: fair, email } = await startInvitation(world, owner)
    t.equal((await owner.post(`/equipe/${userId}/${end}`, { role: 'manager' })).statusCode, 303)
    t.equal((await createClient(world).post('/invitation', { token, ...newPerson })).statusCode, 409)
    t.notOk(await membershipOf(db, merchant, accomplice))
    t.equal((await createClient(world).post('/invitation', { token: fair, ...newPerson })).statusCode, 303)
    t.ok(await membershipOf(db, merchant, email))
    await db.deleteFrom('rate_counts').execute()
  }
})

t.test('a link accepted four times at once is accepted once', async (t) => {
  const fresh = await startInvitation(world, owner)
  const answers = await Promise.all(
    Array.from({ length: 4 }, (_, n) =>
      createClient(world).post('/invitation', { token: fresh.token, ...newPerson, name: `Lou ${n}` }),
    ),
  )
  t.strictSame(answers.map(({ statusCode }) => statusCode).sort(), [303, 409, 409, 409])
  const known = await addMerchant(world, 'Pressée')
  const client = await signIn(world, known.email)
  const { token } = await startInvitation(world, owner, known.email)
  const clicks = await Promise.all(Array.from({ length: 5 }, () => client.post('/invitation', { token })))
  t.equal(clicks.filter(({ statusCode }) => statusCode === 303).length, 1)
  for (const { email } of [fresh, known]) {
    const rows = await db.selectFrom('users').select('id').where('email', '=', email).execute()
    t.equal(rows.length, 1)
    t.match(await membershipOf(db, merchant, email), { role: 'member' })
  }
})
