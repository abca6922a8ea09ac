import { sql } from 'kysely'
import t from 'tap'
import { forgetOldImports } from '../../../src/portal/imports/run-store.ts'
import { addMerchant, addPerson, startWorld } from '../../fixtures/app.ts'
import { signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'
import { upload, uploadGood, writeFile } from '../../fixtures/imports/files.ts'
import { badFile, runJobs, seeImport, sendImport, smallFile, statusOf } from '../../fixtures/imports/runs.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.beforeEach(() => forgetCounts(world))

t.test('the same file again is warned about, with the date', async (t) => {
  const file = writeFile(2, 'twin')
  const first = await uploadGood(world, portal, file)
  t.notMatch(await seeImport(portal, first), 'déjà été envoyé')
  t.notMatch(
    await seeImport(portal, await uploadGood(world, portal, file)),
    'déjà été envoyé',
    'it was not sent yet',
  )
  await sendImport(portal, first)
  t.match(await seeImport(portal, await uploadGood(world, portal, file)), 'déjà été envoyé')
})

t.test('the page lists earlier imports, and says how long lines are remembered', async (t) => {
  const id = await uploadGood(world, portal, writeFile(2, 'past'))
  const { body } = await portal.get('/paiements/import')
  t.match(body, `href="/paiements/import/${id}"`)
  t.match(body, /oubliées 7 jours/)
  await validateHtml(t, body)
})

t.test('lines are forgotten after seven days, and what became of them is not (S64)', async (t) => {
  const ended = await uploadGood(world, portal, writeFile(2, 'forget'))
  const [checked, running] = [
    await uploadGood(world, portal, writeFile(2, 'never')),
    await uploadGood(world, portal, writeFile(2, 'going')),
  ]
  await sendImport(portal, ended)
  await runJobs(world, ended)
  await sendImport(portal, running)
  const countAsks = async (id: string) =>
    (
      await db
        .selectFrom('import_rows')
        .select('line')
        .where('import_id', '=', id)
        .where('ask', 'is not', null)
        .execute()
    ).length
  const age = (days: number) =>
    sql`update imports set created_at = now() - make_interval(days => ${days}),
      ended_at = case when ended_at is null then null else now() - make_interval(days => ${days}) end
      where id in (${ended}, ${checked}, ${running})`.execute(db)
  await age(6)
  await forgetOldImports(db)
  t.equal(await countAsks(ended), 2)
  await age(8)
  await forgetOldImports(db)
  t.equal(await countAsks(ended), 0)
  t.equal(await countAsks(running), 2, 'one that still runs needs its lines')
  t.equal(await statusOf(db, checked), undefined)
  t.match(await seeImport(portal, ended), /Demandes créées<\/dt>\s*<dd><strong>2</)
})

t.test('the pages speak English to who reads English', async (t) => {
  const { email } = await addPerson(world, merchant.id, 'member', 'Sam')
  const english = await signIn(world, email)
  await english.post('/langue', { language: 'en', page: '/paiements' })
  t.match((await english.get('/paiements/import/modele.csv')).body, '\uFEFFamount;recipient;')
  t.match((await upload(world, english, badFile)).body, 'Line 2, recipient')
  const id = await uploadGood(world, english, smallFile)
  t.match((await english.get(`/paiements/import/${id}`)).body, 'Send 4 requests')
})
