import t from 'tap'
import { hashPassword } from '../../src/accounts/password/hashing.ts'
import { addMerchant, password, startWorld } from '../fixtures/app.ts'
import { createClient, type Fields } from '../fixtures/client.ts'
import { forgetCounts } from '../fixtures/security/rows.ts'

const world = await startWorld(t, { jobs: false })
const { email: known } = await addMerchant(world)
await world.deps.db
  .updateTable('accounts')
  .set({ password: await hashPassword(password) })
  .execute()
/** Each sample hashes a password. `SAMPLES=50` measures more exactly than every run has time for. */
const samples = Number(process.env.SAMPLES ?? 6)
t.setTimeout(Math.max(60_000, samples * 4_000))

// Asking for a new password is tested in reset.test.ts, 50 times each, because it hashes nothing and is fast.
const forms: Record<string, (email: string) => Fields> = {
  '/connexion': (email) => ({ email, password: 'ce n’est pas le sien' }),
  '/inscription': (email) => ({ email, password, name: 'Inès Caron', trade_name: 'Verrerie du Port' }),
}

for (const [url, fieldsOf] of Object.entries(forms)) {
  t.test(
    `${url} answers with the same words whether or not the address is known, and hashes a password (S27)`,
    async (t) => {
      const answers = new Set<string>()
      const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
      for (let n = 0; n < samples; n += 1) {
        await forgetCounts(world)
        for (const [who, email] of [
          ['known', known],
          ['unknown', `inconnue${n}@courriel.example`],
        ] as const) {
          const start = performance.now()
          const { statusCode, headers, body } = await createClient(world).post(url, fieldsOf(email))
          times[who].push(performance.now() - start)
          answers.add(JSON.stringify([statusCode, headers.location, body.replaceAll(email, '')]))
        }
      }
      t.equal(answers.size, 1)
      // Reading the table takes some milliseconds, a hash a hundred or more, so the limits are far from both.
      const ratio = median(times.unknown) / median(times.known)
      t.comment(`unknown ÷ known: ${ratio.toFixed(2)}`)
      t.ok(ratio > 0.2 && ratio < 5)
    },
  )
}

t.test('nor does the time tell that somebody has signed up and not confirmed yet (S27)', async (t) => {
  const email = 'attend@courriel.example'
  await createClient(world).post('/inscription', forms['/inscription']!(email))
  const times: Record<string, number[]> = { waiting: [], unknown: [] }
  for (let n = 0; n < 3; n += 1) {
    await forgetCounts(world)
    for (const [who, typed] of Object.entries({ waiting: email, unknown: `personne${n}@courriel.example` })) {
      const start = performance.now()
      await createClient(world).post('/connexion', forms['/connexion']!(typed))
      times[who]!.push(performance.now() - start)
    }
  }
  // Two hashes instead of one would take twice the time. The quickest of each is the least disturbed.
  const ratio = Math.min(...times.waiting!) / Math.min(...times.unknown!)
  t.comment(`waiting ÷ unknown: ${ratio.toFixed(2)}`)
  t.ok(ratio < 1.5)
})

const median = (all: number[]) => all.toSorted((one, other) => one - other)[Math.floor(all.length / 2)]!
