/** Who may import, and how much. */

import { sql } from 'kysely'
import t from 'tap'
import { runImport } from '../../../src/portal/imports/run.ts'
import { addMerchant, addPerson, startWorld } from '../../fixtures/app.ts'
import { htmx, signIn } from '../../fixtures/client.ts'
import { upload, uploadGood, writeFile } from '../../fixtures/imports/files.ts'
import {
  badFile,
  requestsOf,
  runJobs,
  seeImport,
  sendImport,
  smallFile,
  statusOf,
} from '../../fixtures/imports/runs.ts'
import { dumpBusiness, forgetCounts } from '../../fixtures/security/rows.ts'
import { cookieOf, host } from '../../fixtures/security/wire.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.beforeEach(() => forgetCounts(world))

t.test('an import belongs to the mode in which its file came', async (t) => {
  const id = await uploadGood(world, portal, writeFile(2, 'mode'))
  await portal.post('/mode', { mode: 'live' })
  t.match(await seeImport(portal, id), /Mode<\/dt>\s*<dd>Mode test</)
  await sendImport(portal, id)
  await runJobs(world, id)
  await portal.post('/mode', { mode: 'test' })
  t.strictSame([...new Set((await requestsOf(db, id)).map(({ mode }) => mode))], ['test'])
})

t.test('live without a key takes no file and sends none', async (t) => {
  await portal.post('/mode', { mode: 'live' })
  t.match((await portal.get('/paiements/import')).body, 'Le mode réel attend votre clé Stripe')
  t.equal((await upload(world, portal, smallFile)).statusCode, 409)
  await portal.post('/mode', { mode: 'test' })
  const id = await uploadGood(world, portal, writeFile(2, 'live'))
  await db.updateTable('imports').set({ mode: 'live' }).where('id', '=', id).execute()
  t.equal((await sendImport(portal, id)).statusCode, 409)
  await sql`update imports set status = 'running', resumes_at = now() where id = ${id}`.execute(db)
  await runImport(world.deps, id)
  t.equal(await statusOf(db, id), 'stopped', 'its key was taken away meanwhile')
  t.strictSame(await requestsOf(db, id), [])
})

t.test('too much is refused early: 413 for a large file, 400 for many fields or files (F20)', async (t) => {
  const large = await upload(world, portal, Buffer.alloc(2 * 2 ** 20 + 1, 'a'))
  t.equal(large.statusCode, 413)
  t.match(large.body, 'au plus 2 Mo')
  const fields = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`f${n}`, 'x']))
  t.equal((await upload(world, portal, smallFile, { fields })).statusCode, 400)
  const lied = await upload(world, portal, smallFile, { headers: { 'content-length': String(2 ** 30) } })
  t.equal(lied.statusCode, 413, 'before a byte of it is read')
  const torn = await world.app.inject({
    method: 'POST',
    url: '/paiements/import',
    headers: {
      ...{ host, cookie: cookieOf(portal), 'sec-fetch-site': 'same-origin' },
      'content-type': 'multipart/form-data; boundary=x',
    },
    payload: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nmontant',
  })
  t.equal(torn.statusCode, 400)
  t.equal((await upload(world, portal, '')).statusCode, 422)
  t.equal((await portal.post('/paiements/import', {})).statusCode, 422)
  t.notMatch(world.log.join('\n'), /"level":[56]0/)
})

t.test('sixty files an hour are enough (S60)', async (t) => {
  await upload(world, portal, badFile)
  await db.updateTable('rate_counts').set({ count: 60 }).where('key', 'like', 'uploads:%').execute()
  const answer = await upload(world, portal, badFile)
  t.equal(answer.statusCode, 429)
  t.ok(Number(answer.headers['retry-after']) > 0)
})

t.test('a member imports; to a stranger there is no such import (S16, S17, S18)', async (t) => {
  const { email } = await addPerson(world, merchant.id, 'member')
  const member = await signIn(world, email)
  const id = await uploadGood(world, member, writeFile(2, 'kanarie'))
  const stranger = await signIn(world, (await addMerchant(world, 'Boutique B')).email)
  const before = await dumpBusiness(world)
  const missing = await stranger.get('/paiements/import/imp_0000000000000000000000')
  for (const headers of [{}, htmx]) {
    t.equal((await stranger.get(`/paiements/import/${id}`, { headers })).statusCode, 404)
    t.equal((await stranger.post(`/paiements/import/${id}/envoi`, {}, { headers })).statusCode, 404)
    t.equal((await stranger.post(`/paiements/import/${id}/arret`, {}, { headers })).statusCode, 404)
  }
  t.equal(missing.statusCode, 404)
  t.notMatch((await stranger.get('/paiements/import')).body, id)
  t.strictSame(await dumpBusiness(world), before)
  t.equal((await member.post(`/paiements/import/${id}/envoi`, {})).statusCode, 303)
})
