import { sql } from 'kysely'
import t from 'tap'
import { eraseOldCustomers } from '../../../src/customers/erase.ts'
import { newId } from '../../../src/domain/ids.ts'
import { teamPurposes } from '../../../src/domain/words.ts'
import { deliverMessage } from '../../../src/messages/deliver.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { createRequest, htmx, signIn } from '../../fixtures/client.ts'
import { dumpDatabase, eraseCustomer } from '../../fixtures/customers.ts'
import { stage } from '../../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

for (const headers of [{}, htmx]) {
  const how = 'hx-request' in headers ? 'with htmx' : 'without htmx'
  t.test(
    `an erased customer is nowhere any more, and amounts, dates and identifiers are, ${how}`,
    async (t) => {
      const email = `${how.replace(' ', '.')}@courriel.example`
      const { id, link } = await stage(world, portal, 'paid', { own_mail: '', email })
      const answer = await eraseCustomer(portal, email.toUpperCase(), headers)
      t.equal(answer.statusCode, 'hx-request' in headers ? 200 : 303)
      t.notMatch((await dumpDatabase(db)).toLowerCase(), email)
      const row = await db
        .selectFrom('payment_requests')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      t.match(row, { amount_cents: 24_900, status: 'paid', reference: 'F-118' })
      const detail = await portal.get(`/paiements/${id}`)
      t.match(detail.body, '>Client effacé')
      t.match(detail.body, 'Coordonnées du client effacées')
      t.match((await portal.get('/paiements')).body, 'Client effacé')
      t.match(
        (await portal.get(`/paiements?q=${how.replace(' ', '.')}`)).body,
        'Aucun paiement ne correspond',
      )
      t.equal((await portal.get(link)).statusCode, 200)
    },
  )
}

t.test('money given back later reaches the card, and no message is written to nobody', async (t) => {
  const { id } = await stage(world, portal, 'paid', { own_mail: '', email: 'partie@courriel.example' })
  await eraseCustomer(portal, 'partie@courriel.example')
  const answer = await portal.post(`/paiements/${id}/remboursements`, { amount: '10' })
  t.equal(answer.statusCode, 303)
  const notices = await db
    .selectFrom('messages')
    .select('id')
    .where('purpose', '=', 'refund_notice')
    .execute()
  t.strictSame(notices, [])
})

t.test('the team still gets its messages about a customer who is erased', async (t) => {
  const email = 'conteste@courriel.example'
  const { id } = await stage(world, portal, 'paid', { own_mail: '', email })
  const notice = { request_id: id, channel: 'email' as const, recipient: 'equipe@atelier.example' }
  await db.deleteFrom('messages').where('request_id', '=', id).where('purpose', 'in', teamPurposes).execute()
  const notices = teamPurposes.map((purpose) => ({ ...notice, purpose, id: newId('msg') }))
  await db.insertInto('messages').values(notices).execute()
  t.equal((await eraseCustomer(portal, email)).statusCode, 303)
  const kept = await db
    .selectFrom('messages')
    .select(['id', 'recipient', 'status'])
    .where('request_id', '=', id)
    .where('purpose', 'in', teamPurposes)
    .execute()
  const queued = notices.map(({ id, recipient }) => ({ id, recipient, status: 'queued' as const }))
  t.same(new Set(kept.map((one) => JSON.stringify(one))), new Set(queued.map((one) => JSON.stringify(one))))
})

t.test(
  'an address that was corrected is erased from its message; the request keeps the right one',
  async (t) => {
    const id = await createRequest(portal, { email: 'faute@courriel.example' })
    await portal.post(`/paiements/${id}/envois`, {
      channel: 'email',
      email: 'juste@courriel.example',
      phone: '',
    })
    t.equal((await eraseCustomer(portal, 'faute@courriel.example')).statusCode, 303)
    t.notMatch(await dumpDatabase(db), 'faute@courriel.example')
    t.match(await dumpDatabase(db), 'juste@courriel.example')
  },
)

t.test('a message on its way when its customer is erased is never sent to nobody', async (t) => {
  const email = 'encours@courriel.example'
  const { id } = await stage(world, portal, 'paid', { own_mail: '', email })
  const { id: receipt } = await db
    .updateTable('messages')
    .set({ status: 'sending' })
    .where('request_id', '=', id)
    .where('purpose', '=', 'receipt')
    .returning('id')
    .executeTakeFirstOrThrow()
  t.equal((await eraseCustomer(portal, email)).statusCode, 303)
  // The provider of this message could not be reached.
  await db.updateTable('messages').set({ status: 'queued' }).where('id', '=', receipt).execute()
  await deliverMessage(world.deps, receipt)
  const message = await db
    .selectFrom('messages')
    .select(['status', 'failure_reason'])
    .where('id', '=', receipt)
    .executeTakeFirst()
  t.strictSame(message, { status: 'failed', failure_reason: 'obsolete' })
  t.strictSame(await db.selectFrom('local_messages').select('recipient').execute(), [])
})

t.test(
  'after RETENTION_MONTHS a finished request forgets its customer by itself; a pending one does not (S64)',
  async (t) => {
    const done = await stage(world, portal, 'cancelled', { email: 'ancien@courriel.example' })
    const due = await stage(world, portal, 'pending', { email: 'encore@courriel.example' })
    const recent = await stage(world, portal, 'cancelled', { email: 'recent@courriel.example' })
    const made = (ids: string[], months: number) =>
      sql`update payment_requests set created_at = now() - make_interval(months => ${months}, days => 1)
      where id = any(${ids})`.execute(db)
    await made([done.id, due.id], 36)
    await made([recent.id], 35)
    await sql`update customers set last_asked_at = now() - interval '37 months' where address = 'ancien@courriel.example'`.execute(
      db,
    )
    await eraseOldCustomers(db, 36)
    await eraseOldCustomers(db, 36)
    const dumped = await dumpDatabase(db)
    t.notMatch(dumped, 'ancien@courriel.example')
    t.match(dumped, 'encore@courriel.example')
    t.match(dumped, 'recent@courriel.example')
    const events = await db
      .selectFrom('request_events')
      .select('actor')
      .where('request_id', '=', done.id)
      .where('kind', '=', 'customer_erased')
      .execute()
    t.strictSame(events, [{ actor: 'system' }], 'once')
  },
)
