import t from 'tap'
import { guess } from '../../src/accounts/sign-in/tries.ts'
import { limits } from '../../src/domain/limits.ts'
import { addMerchant, password, startWorld } from '../fixtures/app.ts'
import { signIn } from '../fixtures/client.ts'
import { forgetCounts } from '../fixtures/security/rows.ts'
import { postBody, waitForRoom } from '../fixtures/security/wire.ts'

const quarter = 900
const world = await startWorld(t, { jobs: false })
const { db } = world.deps

t.beforeEach(async () => {
  await forgetCounts(world)
  await waitForRoom(quarter)
})

const tryToSignIn = (email: string, word: string, { from, cookie }: { from: string; cookie?: string }) =>
  postBody(world, '/connexion', new URLSearchParams({ email, password: word }).toString(), {
    from,
    ...(cookie ? { headers: { cookie } } : {}),
  })

/** Another line of 2001:db8:bad::/48 for each number. */
const hostile = (n: number) => `2001:db8:bad:${n.toString(16)}::1`

const deviceOf = async (email: string) =>
  `acquit_device=${(await signIn(world, email)).cookies.get('acquit_device')}`

t.test(
  'who is guessed at from 100 lines of one /48 still signs in from a known device, and others from any (S69)',
  async (t) => {
    const [victim, other] = [await addMerchant(world), await addMerchant(world)]
    const cookie = await deviceOf(victim.email)
    const attack: Promise<{ statusCode: number }>[] = []
    const owners: number[] = []
    for (let round = 0; round < 20; round += 1) {
      for (let n = 0; n < 5; n += 1) {
        attack.push(tryToSignIn(victim.email, `faux ${n}`, { from: hostile(round * 5 + n) }))
      }
      const known = await tryToSignIn(victim.email, password, { from: `10.9.0.${round}`, cookie })
      const unknown = await tryToSignIn(other.email, password, { from: `10.9.1.${round}` })
      owners.push(known.statusCode, unknown.statusCode)
    }
    const tried = (await Promise.all(attack)).filter(({ statusCode }) => statusCode === 422)
    t.ok(tried.length <= 5, `${tried.length} passwords were tried`)
    t.ok(owners.filter((status) => status === 303).length >= 38, owners.join(' '))
    t.equal(
      (await tryToSignIn(victim.email, password, { from: '10.9.2.1' })).statusCode,
      429,
      'a device that nobody knows waits (S26)',
    )
  },
)

t.test('a /48 that guesses at many accounts has four times the tries of one address (S69)', async (t) => {
  const { email } = await addMerchant(world)
  for (let n = 0; n < 5; n += 1)
    await tryToSignIn(`x${n}@courriel.example`, 'faux', { from: hostile(256 * n) })
  const [site] = await db
    .selectFrom('rate_counts')
    .select(['key', 'count'])
    .where('key', 'like', 'sign-ins-address:%')
    .where('count', '=', 5)
    .execute()
  t.ok(site, 'the five lines are counted together')
  await db.updateTable('rate_counts').set({ count: 80 }).where('key', '=', site!.key).execute()
  t.equal((await tryToSignIn(email, password, { from: hostile(9000) })).statusCode, 429)
  t.equal((await tryToSignIn(email, password, { from: '2001:db8:bae::1' })).statusCode, 303)
})

t.test(
  'a known device has five tries of its own, and is known for its own account alone (S69)',
  async (t) => {
    const [one, other] = [await addMerchant(world), await addMerchant(world)]
    const cookie = await deviceOf(one.email)
    for (const status of [422, 422, 422, 422, 422, 429])
      t.equal((await tryToSignIn(one.email, 'faux', { from: '10.9.3.1', cookie })).statusCode, status)
    t.equal((await tryToSignIn(one.email, password, { from: '10.9.3.1' })).statusCode, 303, 'elsewhere')
    for (const status of [422, 422, 422, 422, 422, 429])
      t.equal((await tryToSignIn(other.email, 'faux', { from: '10.9.3.2', cookie })).statusCode, status)
    t.equal((await tryToSignIn(other.email, password, { from: '10.9.3.3' })).statusCode, 429)
  },
)

t.test('an error of ours is no wrong try (S69)', async (t) => {
  const attempt = { limit: limits.failedSignIns, account: 'a@b.example', ip: '2001:db8::1' }
  const busy = () => Promise.reject(new Error('busy'))
  for (let n = 0; n < 6; n += 1) await t.rejects(guess(db, attempt, busy), { message: 'busy' })
  const counts = await db.selectFrom('rate_counts').select('count').where('count', '>', 0).execute()
  t.strictSame(counts, [])
})
