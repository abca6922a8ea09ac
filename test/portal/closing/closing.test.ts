import { sql } from 'kysely'
import t from 'tap'
import { startJobs } from '../../../src/jobs.ts'
import { lettersTo } from '../../fixtures/accounts/mailbox.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { createClient, createRequest, permalinkOf, signIn } from '../../fixtures/client.ts'
import { closeAccount, closedAt, startShop } from '../../fixtures/closing.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'
import { stage, storedStatus } from '../../fixtures/security/stage.ts'

// Jobs run only where e-mails are needed: a sweep would end the attempts that stand for payments under way.
const world = await startWorld(t, { jobs: false })
const { db } = world.deps

t.test(
  'an owner closes the account: links say whom to contact, nobody gets in, owners are told',
  async (t) => {
    const shop = await startShop(world)
    const paid = await stage(world, shop.client, 'paid')
    const live = await createRequest(shop.client, { email: 'reste@courriel.example' })
    const link = await permalinkOf(shop.client, live)
    await shop.client.post('/equipe/invitations', { email: 'lou@invite.example' })
    const colleague = await signIn(world, shop.admin.email)
    const asked = await shop.client.get('/fermeture')
    t.match(asked.body, 'La demande à payer est annulée')
    await validateHtml(t, asked.body)
    const answer = await closeAccount(shop)
    t.equal(answer.statusCode, 303)
    const after = await shop.client.get(answer.headers.location!)
    t.match(after.body, 'Le compte est fermé.')
    t.match(after.body, 'Vous ne faites partie d’aucune équipe')
    await validateHtml(t, after.body)
    t.equal((await colleague.get('/paiements')).statusCode, 403)
    t.ok(await closedAt(db, shop.id))

    const customer = createClient(world)
    const page = await customer.get(link)
    t.match(page.body, 'data-state="cancelled"')
    t.match(page.body, 'contact@atelier.example')
    await customer.post(`${link}/paiement`, { card_number: '4242424242424242', card_expiry: '12/30' })
    t.equal(await storedStatus(world, live), 'cancelled')
    t.match((await customer.get(`${paid.link}/recu`)).body, 'Acquitté')

    const jobs = await startJobs(world.deps, world.app.log)
    for (const email of [shop.email, shop.other.email])
      t.match((await lettersTo(world, email))[0], { subject: 'Le compte Atelier <Lumière> est fermé' })
    const written = await db
      .selectFrom('local_messages')
      .select('recipient')
      .where('recipient', 'in', [shop.admin.email, 'reste@courriel.example'])
      .execute()
    t.strictSame(written, [], 'nobody else is written to, not even with what had not left yet')
    await jobs.stop()
    const { rows } = await sql`select kind, actor, user_id, status_before, status_after from request_events
    where request_id = ${live} and kind = 'cancelled'`.execute(db)
    t.strictSame(rows, [
      {
        kind: 'cancelled',
        actor: 'merchant',
        user_id: shop.userId,
        status_before: 'pending',
        status_after: 'cancelled',
      },
    ])
    const left = await db.selectFrom('invitations').select('id').where('merchant_id', '=', shop.id).execute()
    t.strictSame(left, [])
    const suggested = await db
      .selectFrom('customers')
      .select('address')
      .where('merchant_id', '=', shop.id)
      .execute()
    t.strictSame(suggested, [], 'nobody will be suggested to anybody (S64)')
  },
)

t.test('the trade name must be typed, and the password given', async (t) => {
  const shop = await startShop(world, 'Maison Perrin')
  await sql`update sessions set password_given_at = now() - interval '1 hour' where user_id = ${shop.userId}`.execute(
    db,
  )
  const wrong = [
    [{ trade_name: '' }, 'trade_name', 'Saisissez le nom commercial'],
    [{ trade_name: 'Maison' }, 'trade_name', 'Ce n’est pas le nom commercial'],
    [{ current_password: '' }, 'current_password', '.'],
    [{ current_password: 'une autre phrase entière' }, 'current_password', '.'],
  ] as const
  for (const [fields, field, sentence] of wrong) {
    const { statusCode, body } = await closeAccount(shop, fields)
    t.equal(statusCode, 422)
    t.match(body, new RegExp(`id="${field}-problem">[^<]*${sentence}`))
    t.match(body, /class="problems" tabindex="-1" autofocus/)
    await validateHtml(t, body)
  }
  t.equal(await closedAt(db, shop.id), null)
  t.equal((await closeAccount(shop, { trade_name: ' MAISON  perrin ' })).statusCode, 303)
})

t.test('who works for another merchant too goes on there', async (t) => {
  const shop = await startShop(world, 'Celle-ci')
  const other = await addMerchant(world, 'Celle-là')
  await db
    .insertInto('memberships')
    .values({ user_id: shop.userId, merchant_id: other.id, role: 'member' })
    .execute()
  const answer = await closeAccount(shop)
  const { statusCode, body } = await shop.client.get(answer.headers.location!)
  t.equal(statusCode, 200)
  t.match(body, 'Le compte est fermé.')
  t.match(body, 'Celle-là')
  t.notMatch(body, 'Celle-ci')
})
