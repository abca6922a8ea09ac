import { sql } from 'kysely'
import t from 'tap'
import { eraseOldCustomers } from '../../../src/customers/erase.ts'
import { deliverMessage } from '../../../src/messages/deliver.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { createRequest, htmx, signIn } from '../../fixtures/client.ts'
import { uploadGood, writeFile } from '../../fixtures/imports/files.ts'
import { stage } from '../../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const other = await signIn(world, (await addMerchant(world, 'Autre')).email)

const lea = 'lea.martin@courriel.example'
const erase = (client: string, headers = {}) =>
  portal.post('/donnees-clients/effacement', { client, confirmed: 'on' }, { headers })

/** Every row of every table of ours, as text: what a dump of the database would show. */
async function dump(): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'kysely%'`.execute(db)
  const texts = rows.map(async ({ name }) => {
    const { rows: found } = await sql<{
      row: string
    }>`select t::text as row from ${sql.table(name)} as t`.execute(db)
    return found.map(({ row }) => row).join('\n')
  })
  return (await Promise.all(texts)).join('\n')
}

t.test('a customer’s data is found by address or number, however it is typed, and handed over', async (t) => {
  await stage(world, portal, 'paid', { own_mail: '', email: lea })
  await createRequest(portal, { channel: 'sms', email: '', phone: '06 12 34 56 78' })
  const { body } = await portal.get(
    `/donnees-clients?client=${encodeURIComponent('LEA.martin@courriel.example')}`,
  )
  t.match(body, '1 demande de paiement')
  t.match((await portal.get('/donnees-clients?client=0612345678')).body, '1 demande de paiement')
  const file = await portal.get(`/donnees-clients/fichier?client=${lea}`)
  t.match(file.headers['content-disposition'], /^attachment/)
  t.match(JSON.parse(file.body), {
    merchant: 'Atelier Lumière',
    customer: lea,
    requests: [{ amount_cents: 24_900, status: 'paid', attempts: [{ card_last4: '4242' }] }],
  })
})

t.test(
  'what cannot be an address is refused with what to type; of an unknown one nothing is kept',
  async (t) => {
    for (const typed of ['lea', '']) {
      const refused = await portal.get(`/donnees-clients?client=${typed}`)
      t.equal(refused.statusCode, 422, typed)
      t.match(refused.body, 'Saisissez une adresse e-mail ou un numéro complet')
    }
    t.match(
      (await portal.get('/donnees-clients?client=personne@courriel.example')).body,
      'Rien n’est conservé',
    )
    t.equal((await portal.get('/donnees-clients/fichier?client=personne@courriel.example')).statusCode, 404)
    t.equal((await erase('personne@courriel.example')).statusCode, 404)
  },
)

t.test('nobody is erased without a confirmation, nor while something is still to be paid', async (t) => {
  const unconfirmed = await portal.post('/donnees-clients/effacement', { client: lea })
  t.equal(unconfirmed.statusCode, 422)
  t.match(unconfirmed.body, 'Cochez la case')
  const pending = await erase('06 12 34 56 78')
  t.equal(pending.statusCode, 409)
  t.match(pending.body, 'Une demande est encore à payer')
  t.match(await dump(), '+33612345678')
})

t.test('another merchant finds and erases nothing of it (S17)', async (t) => {
  t.match((await other.get(`/donnees-clients?client=${lea}`)).body, 'Rien n’est conservé')
  const answer = await other.post('/donnees-clients/effacement', { client: lea, confirmed: 'on' })
  t.equal(answer.statusCode, 404)
  t.match(await dump(), lea)
})

for (const headers of [{}, htmx]) {
  const how = 'hx-request' in headers ? 'with htmx' : 'without htmx'
  t.test(
    `an erased customer is nowhere any more, and amounts, dates and identifiers are, ${how}`,
    async (t) => {
      const email = `${how.replace(' ', '.')}@courriel.example`
      const { id, link } = await stage(world, portal, 'paid', { own_mail: '', email })
      const answer = await erase(email.toUpperCase(), headers)
      t.equal(answer.statusCode, 'hx-request' in headers ? 200 : 303)
      t.notMatch((await dump()).toLowerCase(), email)
      const row = await db
        .selectFrom('payment_requests')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      t.match(row, { amount_cents: 24_900, status: 'paid', reference: 'F-118' })
      const detail = await portal.get(`/paiements/${id}`)
      t.match(detail.body, 'Demande adressée à Client effacé')
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
  await erase('partie@courriel.example')
  const answer = await portal.post(`/paiements/${id}/remboursements`, { amount: '10' })
  t.equal(answer.statusCode, 303)
  const notices = await db
    .selectFrom('messages')
    .select('id')
    .where('purpose', '=', 'refund_notice')
    .execute()
  t.strictSame(notices, [])
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
    t.equal((await erase('faute@courriel.example')).statusCode, 303)
    t.notMatch(await dump(), 'faute@courriel.example')
    t.match(await dump(), 'juste@courriel.example')
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
  t.equal((await erase(email)).statusCode, 303)
  // Its provider could not be reached.
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

t.test('an address that is only suggested, or waits in a file, is shown and erased too', async (t) => {
  const [typo, filed] = ['fautive@courriel.example', 'fichier0@courriel.example']
  const id = await createRequest(portal, { own_mail: 'on', email: typo })
  await portal.post(`/paiements/${id}/envois`, { channel: 'email', email: 'bonne@courriel.example' })
  await uploadGood(world, portal, writeFile(1, 'fichier'))
  for (const client of [typo, filed]) {
    t.match((await portal.get(`/donnees-clients?client=${client}`)).body, 'Effacer ce client', client)
    t.equal((await other.get(`/donnees-clients/fichier?client=${client}`)).statusCode, 404, 'S17')
    const { body } = await portal.get(`/donnees-clients/fichier?client=${client}`)
    t.match(JSON.parse(body), { customer: client, requests: [] })
    t.equal((await erase(client)).statusCode, 303)
    t.notMatch(await dump(), client)
    t.equal((await erase(client)).statusCode, 404)
  }
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
    const dumped = await dump()
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
