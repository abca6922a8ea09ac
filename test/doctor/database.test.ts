/** The doctor's checks of the database, its queue and its providers, each on something broken. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import t from 'tap'
import { connect, createPool } from '../../src/db/connect.ts'
import { checkDatabase, checkMigrations, checkTimeLimit, checkVersion } from '../../src/doctor/database.ts'
import { checkQueue } from '../../src/doctor/machine.ts'
import { checkMerchantKeys, checkProvider, checkReports, checkSenders } from '../../src/doctor/providers.ts'
import { newId } from '../../src/domain/ids.ts'
import { saveSecretKey } from '../../src/providers/keys/store.ts'
import { tryPostmarkToken } from '../../src/providers/postmark/try-key.ts'
import { trySmtpAccount } from '../../src/providers/smtp/try-key.ts'
import { tryVonageKey } from '../../src/providers/vonage/try-key.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createIdentity, trust } from '../fixtures/providers/certificate.ts'
import { startPostmark } from '../fixtures/providers/postmark.ts'
import { startRelay } from '../fixtures/providers/smtp.ts'
import { startVonage } from '../fixtures/providers/vonage.ts'
import { insertPending } from '../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const { db, databaseUrl, config } = world.deps
const migrations = join(import.meta.dirname, '../../migrations')

t.test('a database that is whole is fine', async (t) => {
  t.match(await checkDatabase(databaseUrl, db), {
    level: 'fine',
    said: /at 127\.0\.0\.1:\d+ answers to the user \w+/,
  })
  t.match(await checkVersion(db), { level: 'fine', said: 'It is PostgreSQL 18' })
  t.match(await checkMigrations(db, migrations), { level: 'fine' })
  t.match(await checkQueue(db), { level: 'fine', said: 'Jobs that wait: 0, the oldest for 0 s' })
})

t.test('one that does not answer, or refuses, is named', async (t) => {
  for (const [part, value, said] of [
    ['port', '1', /does not answer: nothing listens there/],
    ['pathname', '/nowhere', /database nowhere at .* there is no such database/],
    ['password', 'wrong', /does not know the user \w+, or not with this password/],
  ] as const) {
    const url = Object.assign(new URL(databaseUrl), { [part]: value }).href
    const other = connect(createPool(url, { max: 1 }))
    t.match(await checkDatabase(url, other), { level: 'wrong', said })
    await other.destroy()
  }
})

t.test('statements without a limit of time are told', async (t) => {
  t.match(await checkTimeLimit(db), { level: 'fine' })
  const pooled = connect(createPool(databaseUrl, { max: 1, isPooled: true }))
  t.match(await checkTimeLimit(pooled), { level: 'doubtful', mend: /alter role/ })
  await pooled.destroy()
})

t.test('migrations that have not run, or that the code does not know, are named', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'acquit-migrations-'))
  t.teardown(() => rm(folder, { recursive: true }))
  t.match(await checkMigrations(db, folder), {
    level: 'wrong',
    said: /newer than this code: it has 2026-11-23/,
  })
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  for (const { name } of [...rows, { name: '2027-01-01-next' }])
    await writeFile(join(folder, `${name}.ts`), '')
  const late = {
    level: 'wrong',
    said: 'Migrations that have not run: 2027-01-01-next',
    mend: 'npm run migrate',
  }
  t.match(await checkMigrations(db, folder), late)
})

t.test('work that nobody does is told', async (t) => {
  const addJob = (attempts: number) => sql`
    select graphile_worker.add_job('sweep', run_at => now() - interval '10 minutes', max_attempts => ${attempts}::integer)`
  await addJob(3).execute(db)
  t.match(await checkQueue(db), {
    level: 'wrong',
    said: /^Jobs that wait: 1, the oldest for 6\d\d s: nobody/,
    mend: /npm run worker/,
  })
  await sql`update graphile_worker._private_jobs set attempts = max_attempts`.execute(db)
  t.match(await checkQueue(db), { level: 'doubtful', said: /failed for good this week: 1/ })
})

t.test('keys that a gateway refuses, and senders that networks drop, are told', async (t) => {
  const { id } = await addMerchant(world)
  await saveSecretKey(db, id, { gateway: 'stripe', mode: 'live' }, 'sk_live_x', config.appSecret)
  t.match(await checkMerchantKeys(db), { level: 'fine', said: /the 1 keys/ })
  await db.updateTable('gateway_keys').set({ refused_since: new Date() }).execute()
  t.match(await checkMerchantKeys(db), { level: 'doubtful', said: /refuse 1 of the 1/ })
  t.match(await checkSenders(db), { level: 'fine' })
  await db.updateTable('merchants').set({ sms_sender: 'PAIEMENT' }).where('id', '=', id).execute()
  t.match(await checkSenders(db), { level: 'doubtful', said: /PAIEMENT/ })
})

t.test('a provider that reports, and is silent though messages were sent, is told', async (t) => {
  const chosen = { mailer: 'postmark', texter: 'none' } as const
  t.match(await checkReports(db, chosen), { level: 'fine' })
  const { id } = await addMerchant(world)
  const [request] = await insertPending(world, id, 1)
  const message = { id: newId('msg'), request_id: request!.id, purpose: 'request', channel: 'email' } as const
  await db
    .insertInto('messages')
    .values({ ...message, recipient: 'lea@courriel.example', status: 'sent' })
    .execute()
  t.match(await checkReports(db, chosen), { level: 'wrong', said: /heard from postmark/, mend: /webhook/ })
  await db.insertInto('message_reports').values({ provider: 'postmark', event_id: '1' }).execute()
  t.match(await checkReports(db, chosen), { level: 'fine', said: /^Last webhooks: postmark on 20/ })
})

t.test('a provider’s key is tried, and nothing is sent', async (t) => {
  const identity = createIdentity()
  trust(identity)
  const [postmark, vonage, relay] = [
    await startPostmark(t),
    await startVonage(t),
    await startRelay(t, { identity }),
  ]
  const hook = { webhookUser: '', webhookPassword: '' }
  const token = (serverToken: string) => () => tryPostmarkToken({ ...postmark.account, ...hook, serverToken })
  const key = (apiSecret: string) => () => tryVonageKey({ ...vonage.account, signatureSecret: '', apiSecret })
  const account = (password: string) => () =>
    trySmtpAccount({ url: Object.assign(new URL(relay.url), { password }).href })
  for (const [name, known, unknown] of [
    ['postmark', token(postmark.account.serverToken), token('1a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f')],
    ['vonage', key(vonage.account.apiSecret), key('another')],
    ['smtp', account(new URL(relay.url).password), account('another')],
  ] as const) {
    t.match(await checkProvider(name, 'X', known), { level: 'fine', said: `${name} knows us` })
    const refused = {
      level: 'wrong',
      said: new RegExp(`${name} refuses us: it does not know`),
      mend: 'Correct X',
    }
    t.match(await checkProvider(name, 'X', unknown), refused)
  }
  postmark.next('lost')
  const lost = await checkProvider('postmark', 'X', token(postmark.account.serverToken))
  t.match(lost, { level: 'wrong', said: /^postmark does not answer: / })
  t.strictSame([...postmark.sent, ...vonage.sent, ...relay.taken], [])
})
