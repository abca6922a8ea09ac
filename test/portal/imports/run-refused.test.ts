/** Lines that are refused when it is their turn. */

import { sql } from 'kysely'
import t from 'tap'
import { runImport } from '../../../src/portal/imports/run.ts'
import { addMerchant, eventually, startWorld } from '../../fixtures/app.ts'
import { goodForm, signIn } from '../../fixtures/client.ts'
import { fileOf, uploadGood, writeFile } from '../../fixtures/imports/files.ts'
import { runJobs, seeImport } from '../../fixtures/imports/runs.ts'
import { countMade, hour, oneOfEach, readImport, startImport } from '../../fixtures/imports/started.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'
import { waitForRoom } from '../../fixtures/security/wire.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.beforeEach(() => forgetCounts(world))

t.test('a line whose customer cannot be written to is refused and told, the others are sent', async (t) => {
  await waitForRoom(hour, 60)
  await db
    .insertInto('suppressions')
    .values({ merchant_id: merchant.id, recipient: 'revenu@courriel.example', reason: 'unknown_address' })
    .execute()
  const often = Array.from({ length: 6 }, (_, n) => `1${n};souvent@courriel.example;fr;Facture;;`)
  const id = await startImport(
    world,
    portal,
    fileOf('10;Revenu@courriel.example;fr;Facture;;', ...often, '10;bon@courriel.example;fr;Facture;;'),
  )
  await db
    .updateTable('import_rows')
    .set({ ask: sql`ask || '{"expiresOn": "2026-01-01"}'` as never })
    .where('import_id', '=', id)
    .where('line', '=', 3)
    .execute()
  await runJobs(world, id)
  t.equal((await readImport(db, id)).status, 'done')
  t.strictSame(await countMade(db, id), oneOfEach(6))
  const body = await seeImport(portal, id)
  t.match(body, /Lignes refusées<\/dt>\s*<dd><strong>2</)
  t.match(body, /Ligne 2<.*?Revenu@courriel\.example.*?Un message précédent à ce destinataire a été refusé/s)
  t.match(body, /Ligne 3<.*?La date d’expiration était passée/s)
  const again = await startImport(world, portal, fileOf('10;souvent@courriel.example;fr;Facture;;'))
  await runJobs(world, again)
  t.match(
    await seeImport(portal, again),
    /Ligne 2<.*?Cinq messages étaient déjà partis vers ce destinataire/s,
  )
})

t.test('a customer erased while a file waits is forgotten in it, and is not asked (S64)', async (t) => {
  const id = await uploadGood(world, portal, writeFile(3, 'efface'))
  const { headers } = await portal.post('/paiements', {
    ...goodForm,
    own_mail: 'on',
    email: 'Efface1@courriel.example',
  })
  await portal.post(`${headers.location}/annulation`, {})
  const client = 'efface1@courriel.example'
  t.equal((await portal.post('/donnees-clients/effacement', { client, confirmed: 'on' })).statusCode, 303)
  t.match(await seeImport(portal, id), 'Envoyer 3 demandes')
  await portal.post(`/paiements/import/${id}/envoi`, {})
  await runJobs(world, id)
  t.equal((await readImport(db, id)).status, 'done')
  t.strictSame(await countMade(db, id), oneOfEach(2))
  t.match(await seeImport(portal, id), /Lignes non envoyées<\/dt>\s*<dd><strong>1</)
})

t.test('nor is one who is erased while the lines before are being sent (S64)', async (t) => {
  await waitForRoom(hour, 60)
  const id = await startImport(world, portal, writeFile(3, 'entretemps'))
  let running: Promise<void> | undefined
  await db.transaction().execute(async (trx) => {
    // The first line waits for this lock, the next lines for the first one.
    await sql`select from merchants where id = ${merchant.id} for update`.execute(trx)
    running = runImport(world.deps, id)
    await eventually(async () => {
      const { rows } = await sql`select from pg_locks where not granted and locktype = 'transactionid'
        and pid in (select pid from pg_stat_activity where datname = current_database())`.execute(db)
      return rows.length > 0
    })
    await sql`update import_rows set ask = null where import_id = ${id} and line = 3`.execute(trx)
  })
  await running
  await runJobs(world, id)
  t.equal((await readImport(db, id)).status, 'done')
  t.strictSame(await countMade(db, id), oneOfEach(2))
})

t.test('a merchant who closes their account sends nothing more', async (t) => {
  const leaving = await addMerchant(world, 'Boutique C')
  const client = await signIn(world, leaving.email)
  const id = await startImport(world, portal, writeFile(3, 'closing'), client)
  await sql`update merchants set closed_at = now() where id = ${leaving.id}`.execute(db)
  await runImport(world.deps, id)
  t.equal((await readImport(db, id)).status, 'stopped')
  t.strictSame(await countMade(db, id), oneOfEach(0))
})
