import { sql } from 'kysely'
import t from 'tap'
import { startJobs } from '../../../src/jobs.ts'
import { closeMerchant } from '../../../src/portal/closing/close.ts'
import { lettersTo } from '../../fixtures/accounts/mailbox.ts'
import { addMerchant, addPerson, password, startWorld } from '../../fixtures/app.ts'
import { createClient, createRequest, permalinkOf, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'
import { dumpBusiness } from '../../fixtures/security/rows.ts'
import { stage, stageAll, storedStatus } from '../../fixtures/security/stage.ts'

// No jobs but where letters are awaited: a sweep would end the attempts that stand for payments under way.
const world = await startWorld(t, { jobs: false })
const { db } = world.deps

/** A merchant with two owners, and a request in each state but those that are being paid. */
async function startShop(tradeName = 'Atelier <Lumière>') {
  const merchant = await addMerchant(world, tradeName)
  const other = await addPerson(world, merchant.id, 'owner')
  const admin = await addPerson(world, merchant.id, 'admin')
  return { ...merchant, tradeName, other, admin, client: await signIn(world, merchant.email) }
}

const close = (shop: { client: Awaited<ReturnType<typeof signIn>>; tradeName: string }, fields = {}) =>
  shop.client.post('/fermeture', { trade_name: shop.tradeName, current_password: password, ...fields })

const closedAt = async (id: string) =>
  (await db.selectFrom('merchants').select('closed_at').where('id', '=', id).executeTakeFirstOrThrow())
    .closed_at

t.test(
  'an owner closes the account: links say whom to contact, nobody gets in, owners are told',
  async (t) => {
    const shop = await startShop()
    const paid = await stage(world, shop.client, 'paid')
    const live = await createRequest(shop.client, { email: 'reste@courriel.example' })
    const link = await permalinkOf(shop.client, live)
    await shop.client.post('/equipe/invitations', { email: 'lou@invite.example' })
    const colleague = await signIn(world, shop.admin.email)
    const asked = await shop.client.get('/fermeture')
    t.match(asked.body, 'La demande à payer est annulée')
    await validateHtml(t, asked.body)
    const answer = await close(shop)
    t.equal(answer.statusCode, 303)
    const after = await shop.client.get(answer.headers.location!)
    t.match(after.body, 'Le compte est fermé.')
    t.match(after.body, 'Vous ne faites partie d’aucune équipe')
    await validateHtml(t, after.body)
    t.equal((await colleague.get('/paiements')).statusCode, 403)
    t.ok(await closedAt(shop.id))

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
  const shop = await startShop('Maison Perrin')
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
    const { statusCode, body } = await close(shop, fields)
    t.equal(statusCode, 422)
    t.match(body, new RegExp(`id="${field}-problem">[^<]*${sentence}`))
    t.match(body, /class="problems" tabindex="-1" autofocus/)
    await validateHtml(t, body)
  }
  t.equal(await closedAt(shop.id), null)
  t.equal((await close(shop, { trade_name: ' MAISON  perrin ' })).statusCode, 303)
})

t.test('money under way keeps it open: somebody pays, or a refund has not come through', async (t) => {
  const shop = await startShop('Occupée')
  const staged = await stageAll(world, shop.client)
  const attempts = ['challenged', 'started', 'unknown'] as const
  for (const situation of attempts) {
    const { statusCode, body } = await close(shop)
    t.equal(statusCode, 409, situation)
    t.match(body, 'Un client est en train de payer, ou un remboursement est en cours.')
    await validateHtml(t, body)
    await sql`update attempts set status = 'abandoned', failure_code = 'timeout'
      where request_id = ${staged[situation].id}`.execute(db)
  }
  await sql`insert into refunds (id, request_id, amount_cents, status)
    values ('ref_' || right(${staged.paid.id}, 22), ${staged.paid.id}, 100, 'pending')`.execute(db)
  t.equal((await close(shop)).statusCode, 409)
  t.equal(await storedStatus(world, staged.pending.id), 'pending', 'nothing was cancelled meanwhile')
  await sql`update refunds set status = 'succeeded' where request_id = ${staged.paid.id}`.execute(db)
  t.equal((await close(shop)).statusCode, 303)
  for (const situation of ['pending', 'declined', ...attempts] as const)
    t.equal(await storedStatus(world, staged[situation].id), 'cancelled', situation)
  t.equal(await storedStatus(world, staged.expired.id), 'expired')
  t.equal(await storedStatus(world, staged['past its date'].id), 'pending', 'that is for the sweep')
})

t.test('closing, asking and paying at once: nothing is left to pay, nothing paid is cancelled', async (t) => {
  for (let round = 0; round < 4; round += 1) {
    const shop = await startShop(`Course ${round}`)
    const { id, link } = await stage(world, shop.client, 'pending')
    const customer = createClient(world)
    const card = { card_number: '4242424242424242', card_expiry: '12/30', card_csc: '123', card_name: 'L M' }
    await Promise.allSettled([
      closeMerchant(db, { id: shop.id, userId: shop.userId }),
      createRequest(shop.client, { own_mail: 'on' }),
      closeMerchant(db, { id: shop.id, userId: shop.other.userId }),
      customer.post(`${link}/paiement`, card),
      createRequest(shop.client, { own_mail: 'on' }),
    ])
    const isClosed = (await closedAt(shop.id)) !== null
    const statuses = await db
      .selectFrom('payment_requests')
      .select('status')
      .where('merchant_id', '=', shop.id)
      .execute()
    if (isClosed) t.notOk(statuses.some(({ status }) => status === 'pending'))
    const attempts = await sql`select 1 from attempts a join payment_requests r on r.id = a.request_id
      where r.id = ${id} and a.status = 'succeeded' and r.status <> 'paid'`.execute(db)
    t.strictSame(attempts.rows, [])
  }
})

t.test('whoever is no owner any more when it comes to it closes nothing', async (t) => {
  const shop = await startShop('Passée')
  const before = await dumpBusiness(world)
  await t.rejects(closeMerchant(db, { id: shop.id, userId: shop.admin.userId }))
  t.strictSame(await dumpBusiness(world), before)
})

t.test('who works for another merchant too goes on there', async (t) => {
  const shop = await startShop('Celle-ci')
  const other = await addMerchant(world, 'Celle-là')
  await db
    .insertInto('memberships')
    .values({ user_id: shop.userId, merchant_id: other.id, role: 'member' })
    .execute()
  const answer = await close(shop)
  const { statusCode, body } = await shop.client.get(answer.headers.location!)
  t.equal(statusCode, 200)
  t.match(body, 'Le compte est fermé.')
  t.match(body, 'Celle-là')
  t.notMatch(body, 'Celle-ci')
})
