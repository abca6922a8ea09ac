import { sql } from 'kysely'
import t from 'tap'
import { runImport } from '../../../src/portal/imports/run.ts'
import { forgetOldImports } from '../../../src/portal/imports/run-store.ts'
import { addMerchant, addPerson, startWorld } from '../../fixtures/app.ts'
import { htmx, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'
import { fileOf, upload, uploadGood, writeFile } from '../../fixtures/imports/files.ts'
import { dumpBusiness, forgetCounts } from '../../fixtures/security/rows.ts'
import { cookieOf, host } from '../../fixtures/security/wire.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
t.beforeEach(() => forgetCounts(world))

const bad = fileOf('beaucoup;lea@;fr;Facture;;', '10;ok@courriel.example;fr;<b>gras</b>;;')
const small = fileOf(
  '1 234,50;lea@courriel.example;fr;Facture A;;F-1',
  '10;06 12 34 56 78;fr;Facture B;;',
  '10;LEA@courriel.example;fr;Facture C;;',
  '10;lea@courriel.example;fr;Facture C;;',
)

const see = async (id: string) => (await portal.get(`/paiements/import/${id}`)).body
const send = (id: string, headers = {}) => portal.post(`/paiements/import/${id}/envoi`, {}, { headers })
const stop = (id: string, headers = {}) => portal.post(`/paiements/import/${id}/arret`, {}, { headers })
const requestsOf = (id: string) =>
  db
    .selectFrom('payment_requests')
    .selectAll()
    .where('idempotency_key', 'like', `${id}-%`)
    .orderBy('id')
    .execute()
const statusOf = async (id: string) =>
  (await db.selectFrom('imports').select('status').where('id', '=', id).executeTakeFirst())?.status

/** Runs its jobs until there is nothing more to do at once. */
async function runAll(id: string): Promise<void> {
  for (let runs = 0; runs < 300; runs += 1) {
    const one = await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    if (one.status !== 'running' || one.resumes_at! > new Date()) return
    await runImport(world.deps, id)
  }
}

for (const [name, headers] of Object.entries({ 'without htmx': {}, 'with htmx': htmx })) {
  const isHtmx = name === 'with htmx'

  t.test(
    `a file with mistakes is refused, each told where it is, and nothing is kept, ${name}`,
    async (t) => {
      const before = await dumpBusiness(world)
      const answer = await upload(world, portal, bad, { headers })
      t.equal(answer.statusCode, 422)
      t.match(answer.body, /class="problems" tabindex="-1" autofocus/)
      t.match(answer.body, 'Ligne 2, montant')
      t.match(answer.body, '«\u202fbeaucoup\u202f»')
      t.match(answer.body, 'Ligne 2, destinataire')
      t.match(answer.body, 'une seule adresse e-mail complète')
      t.notMatch(answer.body, 'Ligne 3')
      t.equal(answer.body.includes('<!DOCTYPE'), !isHtmx)
      if (!isHtmx) await validateHtml(t, answer.body)
      t.strictSame(await dumpBusiness(world), before)
    },
  )

  t.test(`a good file is shown before anything is sent, ${name}`, async (t) => {
    const answer = await upload(world, portal, small, { headers, name: 'C:\\fakepath\\<b>mai.csv' })
    const id = (isHtmx ? answer.headers['hx-push-url'] : answer.headers.location)
      ?.toString()
      .split('/')
      .at(-1)
    t.equal(answer.statusCode, isHtmx ? 200 : 303)
    const body = isHtmx ? answer.body : await see(id!)
    t.match(body, '4 demandes, 1\u202f264,50\u00a0€ en tout')
    t.match(body, '&lt;b&gt;mai.csv')
    t.match(body, /Par e-mail<\/dt>\s*<dd>3</)
    t.match(body, /Par SMS<\/dt>\s*<dd>1</)
    t.match(body, 'Lignes 4, 5', 'two lines are alike')
    t.match(body, '06 12 34 56 78')
    t.match(body, 'Envoyer 4 demandes')
    if (!isHtmx) await validateHtml(t, body)
    t.equal(await statusOf(id!), 'checked')
    t.strictSame(await requestsOf(id!), [])
  })

  t.test(`what is confirmed is sent by a job, once however often it is pressed, ${name}`, async (t) => {
    const id = await uploadGood(world, portal, writeFile(3, `once${isHtmx}`))
    const answers = await Promise.all([send(id, headers), send(id, headers), send(id, headers)])
    for (const answer of answers) t.equal(answer.statusCode, isHtmx ? 200 : 303)
    const running = isHtmx ? answers[0]!.body : await see(id)
    t.match(running, /hx-trigger="every 2s"/)
    t.match(running, /<progress id="progress" max="3" value="0">/)
    if (!isHtmx) await validateHtml(t, running)
    const jobs =
      await sql`select from graphile_worker.jobs where task_identifier = 'run_import' and key = ${`import ${id}`}`.execute(
        db,
      )
    t.equal(jobs.rows.length, 1)
    await runAll(id)
    await send(id, headers)
    await runAll(id)
    t.equal((await requestsOf(id)).length, 3)
    const ended = await see(id)
    t.match(ended, 'L’import est terminé')
    t.match(ended, /Demandes créées<\/dt>\s*<dd><strong>3</)
    t.notMatch(ended, 'hx-trigger')
    await validateHtml(t, ended)
    const [, link] = /href="(\/paiements\?[^"]+)"/.exec(ended)!
    t.match((await portal.get(link!.replace('&amp;', '&'))).body, `once${isHtmx}0@`)
  })

  t.test(`the rest is stopped, and what has gone is told, ${name}`, async (t) => {
    const id = await uploadGood(world, portal, writeFile(60, `stop${isHtmx}`))
    await send(id, headers)
    await runImport(world.deps, id)
    t.match(await see(id), /<progress id="progress" max="60" value="25">/)
    const answer = await stop(id, headers)
    t.equal(answer.statusCode, isHtmx ? 200 : 303)
    await runImport(world.deps, id)
    await send(id, headers)
    await runImport(world.deps, id)
    t.equal((await requestsOf(id)).length, 25)
    const body = await see(id)
    t.match(body, 'L’import est arrêté')
    t.match(body, /Lignes non envoyées<\/dt>\s*<dd><strong>35</)
  })
}

t.test('requests are made as the form makes them, and their messages are queued', async (t) => {
  const id = await uploadGood(world, portal, small)
  await send(id)
  await runAll(id)
  const [first] = await db
    .selectFrom('payment_requests as r')
    .innerJoin('messages as m', 'm.request_id', 'r.id')
    .innerJoin('request_events as e', 'e.request_id', 'r.id')
    .selectAll('r')
    .select(['m.purpose', 'm.recipient', 'e.kind', 'e.user_id'])
    .where('r.idempotency_key', '=', `${id}-2`)
    .execute()
  t.match(first, {
    merchant_id: merchant.id,
    mode: 'test',
    amount_cents: 123_450,
    email: 'lea@courriel.example',
    reference: 'F-1',
    created_by: merchant.userId,
    own_mail: false,
    purpose: 'request',
    kind: 'created',
    user_id: merchant.userId,
  })
  t.match((await requestsOf(id)).map(({ phone }) => phone).join(), '+33612345678')
})

t.test('an import belongs to the mode in which its file came', async (t) => {
  const id = await uploadGood(world, portal, writeFile(2, 'mode'))
  await portal.post('/mode', { mode: 'live' })
  t.match(await see(id), /Mode<\/dt>\s*<dd>Mode test</)
  await send(id)
  await runAll(id)
  await portal.post('/mode', { mode: 'test' })
  t.strictSame([...new Set((await requestsOf(id)).map(({ mode }) => mode))], ['test'])
})

t.test('live without a key takes no file and sends none', async (t) => {
  await portal.post('/mode', { mode: 'live' })
  t.match((await portal.get('/paiements/import')).body, 'Le mode réel attend votre clé Stripe')
  t.equal((await upload(world, portal, small)).statusCode, 409)
  await portal.post('/mode', { mode: 'test' })
  const id = await uploadGood(world, portal, writeFile(2, 'live'))
  await db.updateTable('imports').set({ mode: 'live' }).where('id', '=', id).execute()
  t.equal((await send(id)).statusCode, 409)
  await sql`update imports set status = 'running', resumes_at = now() where id = ${id}`.execute(db)
  await runImport(world.deps, id)
  t.equal(await statusOf(id), 'stopped', 'its key was taken away meanwhile')
  t.strictSame(await requestsOf(id), [])
})

t.test('the same file again is warned about, with the date', async (t) => {
  const file = writeFile(2, 'twin')
  const first = await uploadGood(world, portal, file)
  t.notMatch(await see(first), 'déjà été envoyé')
  t.notMatch(await see(await uploadGood(world, portal, file)), 'déjà été envoyé', 'it was not sent yet')
  await send(first)
  t.match(await see(await uploadGood(world, portal, file)), 'déjà été envoyé')
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
  await send(ended)
  await runAll(ended)
  await send(running)
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
  t.equal(await statusOf(checked), undefined)
  t.match(await see(ended), /Demandes créées<\/dt>\s*<dd><strong>2</)
})

t.test('too much is refused early: 413 for a large file, 400 for many fields or files (F20)', async (t) => {
  const large = await upload(world, portal, Buffer.alloc(2 * 2 ** 20 + 1, 'a'))
  t.equal(large.statusCode, 413)
  t.match(large.body, 'au plus 2 Mo')
  const fields = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`f${n}`, 'x']))
  t.equal((await upload(world, portal, small, { fields })).statusCode, 400)
  const lied = await upload(world, portal, small, { headers: { 'content-length': String(2 ** 30) } })
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
  await upload(world, portal, bad)
  await db.updateTable('rate_counts').set({ count: 60 }).where('key', 'like', 'uploads:%').execute()
  const answer = await upload(world, portal, bad)
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

t.test('the pages speak English to who reads English', async (t) => {
  const { email } = await addPerson(world, merchant.id, 'member', 'Sam')
  const english = await signIn(world, email)
  await english.post('/langue', { language: 'en', page: '/paiements' })
  t.match((await english.get('/paiements/import/modele.csv')).body, '\uFEFFamount;recipient;')
  t.match((await upload(world, english, bad)).body, 'Line 2, recipient')
  const id = await uploadGood(world, english, small)
  t.match((await english.get(`/paiements/import/${id}`)).body, 'Send 4 requests')
})
