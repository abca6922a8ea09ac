import t from 'tap'
import { linkTo, tokenOf } from '../../fixtures/accounts/mailbox.ts'
import { askForReset, choosePassword, chosen } from '../../fixtures/accounts/resets.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { createClient } from '../../fixtures/client.ts'
import { dumpTables, forgetCounts } from '../../fixtures/security/rows.ts'

const world = await startWorld(t)

t.beforeEach(() => forgetCounts(world))

t.test(
  '128 random bits, of which a hash is all that is kept; S3 they are not logged, nor in the queue (S28)',
  async (t) => {
    const { email } = await addMerchant(world)
    await askForReset(world, email)
    const link = await linkTo(world, email)
    const token = tokenOf(link)
    t.match(token, /^[0-9A-Za-z]{22}$/)
    const { 'public.local_messages': _, ...tables } = await dumpTables(world)
    t.notMatch(Object.values(tables).join(), token)
    const page = await createClient(world).get(link)
    t.equal(page.headers['referrer-policy'], 'same-origin')
    t.equal(page.headers['cache-control'], 'no-store')
    await choosePassword(world, token, { password: 'court' })
    await choosePassword(world, token)
    t.ok(world.log.some((line) => line.includes('/mot-de-passe/nouveau')))
    for (const secret of [token, chosen, email]) t.notOk(world.log.some((line) => line.includes(secret)))
  },
)

t.test('asking says the same whether or not the address has an account, 50 times each (S27)', async (t) => {
  const { email: known } = await addMerchant(world)
  const times = { known: [] as number[], unknown: [] as number[] }
  const answers = new Set<string>()
  for (let n = 0; n < 50; n += 1) {
    for (const [who, email] of [
      ['known', known],
      ['unknown', `inconnu${n}@courriel.example`],
    ] as const) {
      if (n % 4 === 0) await forgetCounts(world)
      const start = performance.now()
      const { statusCode, headers, body } = await askForReset(world, email)
      times[who].push(performance.now() - start)
      answers.add(JSON.stringify([statusCode, headers.location, body]))
    }
  }
  t.equal(answers.size, 1)
  const median = (all: number[]) => all.sort((one, other) => one - other)[25]!
  t.comment(`known ${median(times.known).toFixed(1)} ms, unknown ${median(times.unknown).toFixed(1)} ms`)
})

t.test('an address that is none is said beside the field', async (t) => {
  for (const [email, sentence] of [
    ['', /Saisissez l’adresse/],
    ['camille@', /incomplète/],
  ] as const) {
    const { statusCode, body } = await askForReset(world, email)
    t.equal(statusCode, 422)
    t.match(body, new RegExp(`id="email-problem">[^<]*${sentence.source}`))
    t.match(body, `value="${email}"`)
  }
})

t.test('one mailbox gets five letters an hour, known or not (S27)', async (t) => {
  const { email: known } = await addMerchant(world)
  for (const email of [known, 'inconnue@courriel.example']) {
    for (let n = 0; n < 5; n += 1) t.equal((await askForReset(world, email)).statusCode, 303)
    const refused = await askForReset(world, email)
    t.equal(refused.statusCode, 429)
    t.match(refused.body, /minute/)
  }
})
