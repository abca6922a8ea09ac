import t from 'tap'
import { codeAt } from '../../../src/accounts/second-factor/totp.ts'
import { addCareful, codeNow, enterHalfway, giveCode, isIn } from '../../fixtures/accounts/careful.ts'
import { startWorld, startWorldOn } from '../../fixtures/app.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'
import { waitForRoom } from '../../fixtures/security/wire.ts'

const world = await startWorld(t)
const other = await startWorldOn(t, world.deps.databaseUrl, { jobs: false })

t.beforeEach(() => forgetCounts(world))

t.test('a recovery code takes the place of the app, once, however it is typed (S29)', async (t) => {
  const { email, codes } = await addCareful(world)
  const typed = [codes[0]!, codes[1]!.replaceAll('-', ' ').toUpperCase(), codes[2]!.replaceAll('0', 'o')]
  for (const code of typed) {
    const { client } = await enterHalfway(world, email)
    t.match((await client.post('/connexion/code', { other: 'on' })).body, />Code de secours</)
    t.equal((await giveCode(client, code)).statusCode, 303)
    t.ok(await isIn(client))
    const again = await enterHalfway(world, email)
    t.equal((await giveCode(again.client, code)).statusCode, 422)
  }
})

t.test('new recovery codes replace the old ones; somebody else’s are no use (S29)', async (t) => {
  const { email, client, codes } = await addCareful(world)
  const stranger = await addCareful(world)
  const { body } = await client.post('/compte/second-facteur', { change: 'codes' })
  const renewed = body.match(/\b\w{4}(-\w{4}){5}\b/g)!
  const { client: halfway } = await enterHalfway(world, email)
  for (const code of [codes[0]!, stranger.codes[0]!]) t.equal((await giveCode(halfway, code)).statusCode, 422)
  t.equal((await giveCode(halfway, renewed[0]!)).statusCode, 303)
})

t.test(
  'six wrong codes, in two processes: then the right one is refused too, for a while (S26)',
  async (t) => {
    await waitForRoom(900)
    const { email, secret, codes } = await addCareful(world)
    const tries = [await enterHalfway(world, email), await enterHalfway(world, email, other)]
    for (let n = 0; n < 5; n += 1) t.equal((await giveCode(tries[n % 2]!.client, '000000')).statusCode, 422)
    for (const code of [codeAt(secret, codeNow()), codes[0]!]) {
      for (const { client } of tries) {
        const answer = await giveCode(client, code)
        t.equal(answer.statusCode, 429)
        t.ok(Number(answer.headers['retry-after']) <= 900)
        t.match(answer.body, /Réessayez dans/)
      }
    }
    const neighbour = await addCareful(world)
    const { client } = await enterHalfway(world, neighbour.email)
    t.equal((await giveCode(client, codeAt(neighbour.secret, codeNow()))).statusCode, 303, 'others sign in')
    await forgetCounts(world)
    t.equal(
      (await giveCode(tries[0]!.client, codeAt(secret, codeNow()))).statusCode,
      303,
      'no lock-out for ever',
    )
  },
)

t.test('codes guessed all at once are no more than five (S26)', async (t) => {
  await waitForRoom(900)
  const { email } = await addCareful(world)
  const { client } = await enterHalfway(world, email)
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => giveCode(client, String(100_000 + n))),
  )
  t.ok(answers.filter(({ statusCode }) => statusCode !== 429).length <= 5)
})
