/** APP_SECRET is changed for another one, or is wrong. */
import t from 'tap'
import { codeAt } from '../src/accounts/second-factor/totp.ts'
import { findKnownDevice } from '../src/accounts/sign-in/known-device.ts'
import { findKey, saveSecretKey } from '../src/providers/keys/store.ts'
import { findWebhookSecrets, rotateWebhookSecret } from '../src/providers/keys/webhook-secret-store.ts'
import { openSecrets } from '../src/secrets.ts'
import { addCareful, codeNow, enterHalfway, giveCode, isIn } from './fixtures/accounts/careful.ts'
import { addMerchant, password, startWorld, startWorldOn, type World } from './fixtures/app.ts'
import { type Client, createClient } from './fixtures/client.ts'
import { launchServer } from './fixtures/faults/server-process.ts'

const former = 'the former secret, of forty-two characters'
const next = 'the next secret, also of enough characters'
const keys = { gateway: 'stripe', mode: 'test' } as const

t.test('rotated, it loses no key, no second factor, no session and no device (S74)', async (t) => {
  const world = await startWorld(t, { env: { APP_SECRET: former }, jobs: false })
  const on = (env: NodeJS.ProcessEnv) => startWorldOn(t, world.deps.databaseUrl, { env, jobs: false })
  const person = await addCareful(world)
  const merchantId = await saveAllKeys(world, person.userId)
  const cookies = [...person.client.cookies]
  const both = await on({ APP_SECRET: next, APP_SECRET_PREVIOUS: former })

  const client = createClient(both)
  for (const [name, value] of cookies) client.cookies.set(name, value)
  t.ok(await isIn(client), 'the session goes on')
  t.ok(findKnownDevice(both.deps.config, { cookies: Object.fromEntries(cookies) }, person.email))
  t.strictSame(await readKeys(both, merchantId), ['sk_test_former', 'whsec_new', 'whsec_old'])
  const half = await enterHalfway(world, person.email, both)
  t.equal((await giveCode(half.client, codeAt(person.secret, codeNow()))).statusCode, 303)
  t.ok(await isIn(half.client))

  t.match(await saidAtStart(both), [/^APP_SECRET: 4 secrets of the database are encrypted with the new one/])
  t.strictSame(await saidAtStart(both), [], 'once')
  const after = await on({ APP_SECRET: next })
  t.strictSame(await saidAtStart(after), [])
  t.strictSame(await readKeys(after, merchantId), ['sk_test_former', 'whsec_new', 'whsec_old'])
  t.ok(await isIn(carryTo(after, half.client)), 'who signed in since')
  t.ok(await isIn(carryTo(after, client)), 'who was there meanwhile: the cookie was signed again')
  t.notOk(await isIn(carryTo(after, person.client)), 'who was not')
  await after.deps.db.updateTable('second_factors').set({ last_step: 0 }).execute()
  const again = await enterHalfway(world, person.email, after)
  t.equal((await giveCode(again.client, codeAt(person.secret, codeNow()))).statusCode, 303)
  t.notOk(await isIn(createClient(after)))
})

t.test('a session that a third secret has signed opens nothing (S74)', async (t) => {
  const world = await startWorld(t, {
    env: { APP_SECRET: 'a third secret, of forty-two characters ok' },
    jobs: false,
  })
  const { client } = await addCareful(world)
  const env = { APP_SECRET: next, APP_SECRET_PREVIOUS: former }
  const other = createClient(await startWorldOn(t, world.deps.databaseUrl, { env, jobs: false }))
  for (const [name, value] of client.cookies) other.cookies.set(name, value)
  t.ok(await isIn(client))
  t.notOk(await isIn(other))
})

t.test('a wrong one is told at start, in one sentence, and the process ends with 1 (S62)', async (t) => {
  const world = await startWorld(t, { env: { APP_SECRET: former }, jobs: false })
  const { databaseUrl } = world.deps
  await saveAllKeys(world, (await addCareful(world)).userId)
  const wrong = await startWorldOn(t, databaseUrl, { env: { APP_SECRET: next }, jobs: false })
  await t.rejects(saidAtStart(wrong), { message: /^APP_SECRET is not the secret/ })
  const server = await launchServer(t, databaseUrl, [], { APP_SECRET: next })
  t.equal(await server.ended(), 1)
  t.match(
    server.said(),
    /^APP_SECRET is not the secret [^\n]*keys of merchants: 3, second factors: 1[^\n]*\n$/,
  )

  const env = { APP_SECRET: next, APP_SECRET_PREVIOUS: 'lost' }
  const lost = await startWorldOn(t, databaseUrl, { env, jobs: false })
  t.match(
    await saidAtStart(lost),
    [/^APP_SECRET does not open everything [^\n]*keys of merchants: 3/],
    'told, and started',
  )
})

for (const [name, fields, maxAge] of [
  ['ends with the browser', {}, undefined],
  ['is kept for 30 days', { keep: 'on' }, 30 * 24 * 60 * 60],
] as const)
  t.test(`the cookie that is signed again ${name}, as the former one did (S74)`, async (t) => {
    const world = await startWorld(t, { env: { APP_SECRET: former }, jobs: false })
    const { email } = await addMerchant(world)
    await world.deps.db.updateTable('merchants').set({ allows_kept_sessions: true }).execute()
    const client = createClient(world)
    await client.post('/connexion', { email, password, ...fields })
    const env = { APP_SECRET: next, APP_SECRET_PREVIOUS: former }
    const both = carryTo(await startWorldOn(t, world.deps.databaseUrl, { env, jobs: false }), client)
    const { cookies } = await both.get('/paiements')
    t.match(cookies, [{ name: 'acquit_session', path: '/', httpOnly: true, sameSite: 'Lax' }])
    t.equal(cookies[0]!.maxAge, maxAge)
    t.strictSame((await both.get('/paiements')).cookies, [], 'once')
    const out = await both.post('/deconnexion', {})
    t.equal(out.cookies.filter(({ name }) => name === 'acquit_session').length, 1)
    t.notOk(await isIn(both))
  })

/** The same browser, at another process. */
function carryTo(world: World, { cookies }: Client): Client {
  const client = createClient(world)
  for (const [name, value] of cookies) client.cookies.set(name, value)
  return client
}

async function saveAllKeys({ deps: { db, config } }: World, userId: string): Promise<string> {
  const { merchant_id: merchantId } = await db
    .selectFrom('memberships')
    .select('merchant_id')
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  await saveSecretKey(db, merchantId, keys, 'sk_test_former', config.appSecret)
  for (const secret of ['whsec_old', 'whsec_new'])
    await rotateWebhookSecret(db, merchantId, keys, secret, config.appSecret)
  return merchantId
}

async function readKeys({ deps: { db, config } }: World, merchantId: string) {
  const key = await findKey(db, merchantId, keys, config.appSecret)
  const webhooks = await findWebhookSecrets(db, merchantId, 'stripe', config.appSecret)
  return [key?.secretKey, ...webhooks.map(({ secret }) => secret)]
}

async function saidAtStart({ deps }: World): Promise<string[]> {
  const said: string[] = []
  await openSecrets(deps, (sentence) => said.push(sentence))
  return said
}
