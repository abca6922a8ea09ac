import t from 'tap'
import { addMerchant, password, startWorld, startWorldOn } from '../fixtures/app.ts'
import { refusesFor } from '../fixtures/limited.ts'
import { forgetCounts } from '../fixtures/security/rows.ts'
import { postBody, waitForRoom } from '../fixtures/security/wire.ts'

const quarter = 900
const one = await startWorld(t, { jobs: false })
const other = await startWorldOn(t, one.deps.databaseUrl, { jobs: false })
const { db } = one.deps
const worlds = [one, other]
const merchant = await addMerchant(one)

t.beforeEach(() => forgetCounts(one))

const tryToSignIn = (n: number, email: string, word: string, from: string) =>
  postBody(worlds[n % 2]!, '/connexion', new URLSearchParams({ email, password: word }).toString(), {
    from,
  })

t.test(
  'after five failed sign-ins the right password is refused too, in both processes, and says for how long (S26)',
  async (t) => {
    await waitForRoom(quarter)
    const account = await addMerchant(one)
    for (let n = 0; n < 5; n += 1)
      t.equal((await tryToSignIn(n, account.email, 'faux', `10.5.0.${n}`)).statusCode, 422)
    for (const n of [0, 1]) {
      const answer = await tryToSignIn(n, account.email.toUpperCase(), password, `10.5.1.${n}`)
      refusesFor(t, answer, quarter)
      t.notOk(answer.headers['set-cookie'])
    }
    t.equal(
      (await tryToSignIn(0, merchant.email, password, '10.5.1.1')).statusCode,
      303,
      'other accounts sign in',
    )
  },
)

t.test('20 failed sign-ins of one address close it for every account (S26)', async (t) => {
  await waitForRoom(quarter)
  await tryToSignIn(0, 'x0@courriel.example', 'faux', '10.6.0.1')
  // Each try hashes a password, so 18 of the 20 are written into the table.
  await db.updateTable('rate_counts').set({ count: 19 }).where('key', 'like', 'sign-ins-address:%').execute()
  t.equal((await tryToSignIn(1, 'x1@courriel.example', 'faux', '10.6.0.1')).statusCode, 422)
  refusesFor(t, await tryToSignIn(1, merchant.email, password, '10.6.0.1'), quarter)
  t.equal((await tryToSignIn(1, merchant.email, password, '10.6.0.2')).statusCode, 303)
})

t.test('guesses sent all at once are no more than five (S26)', async (t) => {
  await waitForRoom(quarter)
  const account = await addMerchant(one)
  const guesses = Array.from({ length: 16 }, (_, n) =>
    tryToSignIn(n, account.email, `faux ${n}`, `10.7.0.${n}`),
  )
  const tried = (await Promise.all(guesses)).filter((answer) => answer.statusCode !== 429)
  t.ok(tried.length <= 5, `${tried.length} passwords were tried`)
})
