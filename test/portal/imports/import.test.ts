import { sql } from 'kysely'
import t from 'tap'
import { runImport } from '../../../src/portal/imports/run.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { htmx, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'
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

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.beforeEach(() => forgetCounts(world))

const stop = (id: string, headers = {}) => portal.post(`/paiements/import/${id}/arret`, {}, { headers })

for (const [name, headers] of Object.entries({ 'without htmx': {}, 'with htmx': htmx })) {
  const isHtmx = name === 'with htmx'

  t.test(
    `a file with mistakes is refused, each told where it is, and nothing is kept, ${name}`,
    async (t) => {
      const before = await dumpBusiness(world)
      const answer = await upload(world, portal, badFile, { headers })
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
    const answer = await upload(world, portal, smallFile, { headers, name: 'C:\\fakepath\\<b>mai.csv' })
    const id = (isHtmx ? answer.headers['hx-push-url'] : answer.headers.location)
      ?.toString()
      .split('/')
      .at(-1)
    t.equal(answer.statusCode, isHtmx ? 200 : 303)
    const body = isHtmx ? answer.body : await seeImport(portal, id!)
    t.match(body, '4 demandes, 1\u202f264,50\u00a0€ en tout')
    t.match(body, '&lt;b&gt;mai.csv')
    t.match(body, /Par e-mail<\/dt>\s*<dd>3</)
    t.match(body, /Par SMS<\/dt>\s*<dd>1</)
    t.match(body, 'Lignes 4, 5', 'two lines are alike')
    t.match(body, '06 12 34 56 78')
    t.match(body, 'Envoyer 4 demandes')
    if (!isHtmx) await validateHtml(t, body)
    t.equal(await statusOf(db, id!), 'checked')
    t.strictSame(await requestsOf(db, id!), [])
  })

  t.test(`what is confirmed is sent by a job, once however often it is pressed, ${name}`, async (t) => {
    const id = await uploadGood(world, portal, writeFile(3, `once${isHtmx}`))
    const answers = await Promise.all([
      sendImport(portal, id, headers),
      sendImport(portal, id, headers),
      sendImport(portal, id, headers),
    ])
    for (const answer of answers) t.equal(answer.statusCode, isHtmx ? 200 : 303)
    const running = isHtmx ? answers[0]!.body : await seeImport(portal, id)
    t.match(running, /hx-trigger="every 2s"/)
    t.match(running, /<progress id="progress" max="3" value="0">/)
    if (!isHtmx) await validateHtml(t, running)
    const jobs =
      await sql`select from graphile_worker.jobs where task_identifier = 'run_import' and key = ${`import ${id}`}`.execute(
        db,
      )
    t.equal(jobs.rows.length, 1)
    await runJobs(world, id)
    await sendImport(portal, id, headers)
    await runJobs(world, id)
    t.equal((await requestsOf(db, id)).length, 3)
    const ended = await seeImport(portal, id)
    t.match(ended, 'L’import est terminé')
    t.match(ended, /Demandes créées<\/dt>\s*<dd><strong>3</)
    t.notMatch(ended, 'hx-trigger')
    await validateHtml(t, ended)
    const [, link] = /href="(\/paiements\?[^"]+)"/.exec(ended)!
    t.match((await portal.get(link!.replace('&amp;', '&'))).body, `once${isHtmx}0@`)
  })

  t.test(`the rest is stopped, and what has gone is told, ${name}`, async (t) => {
    const id = await uploadGood(world, portal, writeFile(60, `stop${isHtmx}`))
    await sendImport(portal, id, headers)
    await runImport(world.deps, id)
    t.match(await seeImport(portal, id), /<progress id="progress" max="60" value="25">/)
    const answer = await stop(id, headers)
    t.equal(answer.statusCode, isHtmx ? 200 : 303)
    await runImport(world.deps, id)
    await sendImport(portal, id, headers)
    await runImport(world.deps, id)
    t.equal((await requestsOf(db, id)).length, 25)
    const body = await seeImport(portal, id)
    t.match(body, 'L’import est arrêté')
    t.match(body, /Lignes non envoyées<\/dt>\s*<dd><strong>35</)
  })
}

t.test('requests are made as the form makes them, and their messages are queued', async (t) => {
  const id = await uploadGood(world, portal, smallFile)
  await sendImport(portal, id)
  await runJobs(world, id)
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
    send_by: 'us',
    purpose: 'request',
    kind: 'created',
    user_id: merchant.userId,
  })
  t.match((await requestsOf(db, id)).map(({ phone }) => phone).join(), '+33612345678')
})
