/** Two server processes on one database, with many requests at the same time (`RACE_ROUNDS`). */
import t from 'tap'
import { expireRequests } from '../../src/requests/expire.ts'
import { addMerchant, password, startWorld } from '../fixtures/app.ts'
import { cardFor } from '../fixtures/cards.ts'
import { goodCard } from '../fixtures/client.ts'
import { race, raceEach, times } from '../fixtures/faults/race.ts'
import {
  type Asked,
  amountCents,
  endYesterday,
  findBankPage,
  insertPending,
  readStanding,
} from '../fixtures/faults/requests.ts'
import { startServer } from '../fixtures/faults/server-process.ts'

const rounds = Number(process.env.RACE_ROUNDS ?? 20)
t.setTimeout(Math.max(120_000, rounds * 5_000))

const world = await startWorld(t, { jobs: false })
const { db, databaseUrl } = world.deps
const merchant = await addMerchant(world)
const servers = await Promise.all([startServer(t, databaseUrl), startServer(t, databaseUrl)])
for (const server of servers) await server.post('/connexion', { email: merchant.email, password })
/** All clients have one IP address here, so the limits are reset. */
const forgetTries = () => db.deleteFrom('rate_counts').execute()
t.beforeEach(forgetTries)

const at = (n: number) => servers[n % 2]!
const ask = (most: number) => insertPending(world, merchant.id, most)
const pay = (n: number, { link }: Asked, card_number = goodCard.card_number!) =>
  at(n).post(`${link}/paiement`, { ...goodCard, card_number })
const challenge = (n: number, asked: Asked) => pay(n, asked, cardFor('challenge'))
const cancel = (n: number, { id }: Asked) => at(n).post(`/paiements/${id}/annulation`, {})
/**
 * Each answer leads to the link or to the bank, or asks to come back later: so many tries at once look like carding.
 */
const areNeutral = (answers: Response[]) => answers.every(({ status }) => status === 303 || status === 429)

t.test(
  `50 payments of a request at once, from two processes, capture once, ${rounds} times (S51)`,
  async (t) => {
    for (const asked of await ask(rounds)) {
      await forgetTries()
      t.ok(areNeutral(await Promise.all(times(50).map((n) => pay(n, asked)))))
      t.match(await readStanding(world, asked.id), {
        status: 'paid',
        captures: [amountCents],
        attempts: ['succeeded'],
        changes: ['created', 'paid'],
      })
    }
  },
)

t.test(`of 50 tabs at the bank at once, one takes the money, ${rounds} times (S51, S55)`, async (t) => {
  for (const asked of await ask(rounds)) {
    await forgetTries()
    const answers = await Promise.all(times(50).map((n) => challenge(n, asked)))
    t.ok(areNeutral(answers))
    const { attempts } = await readStanding(world, asked.id)
    t.equal(attempts.filter((attempt) => attempt === 'challenged').length, 1)
    const places = answers.map(({ headers }) => headers.get('location') ?? '')
    const pages = places.filter((place) => place.startsWith('/banque-test/'))
    await Promise.all(pages.map((page, n) => at(n).post(page, { decision: 'accept' })))
    t.match(await readStanding(world, asked.id), { status: 'paid', captures: [amountCents] })
  }
})

t.test('tries that no bank declined, however many at once, do not lock their link (S60)', async (t) => {
  const [asked] = await ask(1)
  t.ok(areNeutral(await Promise.all(times(50).map((n) => challenge(n, asked!)))))
  t.equal((await pay(0, asked!)).status, 303)
  t.equal((await readStanding(world, asked!.id)).status, 'paid')
})

const ends: Record<string, { captures: number[]; changes: string[] }> = {
  paid: { captures: [amountCents], changes: ['created', 'paid'] },
  cancelled: { captures: [], changes: ['created', 'cancelled'] },
  expired: { captures: [], changes: ['created', 'expired'] },
}

/** Both ledgers and the history must tell the same end. */
async function readEnd(t: Test, { id }: Asked): Promise<string> {
  const { status, captures, changes } = await readStanding(world, id)
  t.strictSame({ captures, changes }, ends[status])
  return status
}
type Test = Pick<typeof t, 'strictSame'>

t.test('a hundred races of paying against cancelling: one wins, and both are told so (S52)', async (t) => {
  const wins: string[] = []
  await raceEach(await ask(100), async (asked, n) => {
    const [, answer] = await race(
      n,
      () => pay(n, asked),
      () => cancel(n + 1, asked),
    )
    const end = await readEnd(t, asked)
    t.equal(answer.status, end === 'paid' ? 409 : 303)
    wins.push(end)
  })
  t.strictSame([...new Set(wins)].sort(), ['cancelled', 'paid'])
})

t.test('fifty races of accepting at the bank against cancelling (S52)', async (t) => {
  await raceEach(await ask(50), async (asked, n) => {
    await challenge(n, asked)
    const page = await findBankPage(world, asked.id)
    const [, answer] = await race(
      n,
      () => at(n).post(page, { decision: 'accept' }),
      () => cancel(n + 1, asked),
    )
    t.equal(answer.status, (await readEnd(t, asked)) === 'paid' ? 409 : 303)
  })
})

t.test('fifty races of paying against the end of the last day (S52)', async (t) => {
  await raceEach(await ask(50), async (asked, n) => {
    const end = () => endYesterday(world, asked.id).then(() => expireRequests(db))
    await race(n, () => pay(n, asked), end)
    await expireRequests(db)
    t.not(await readEnd(t, asked), 'pending')
  })
})

t.test('money that reaches a cancelled request all the same is shown as such (S52)', async (t) => {
  const [asked] = await ask(1)
  await challenge(0, asked!)
  // None of our own changes leads to this state, but restoring a backup can (F23).
  await db.updateTable('payment_requests').set({ status: 'cancelled' }).where('id', '=', asked!.id).execute()
  await at(1).post(await findBankPage(world, asked!.id), { decision: 'accept' })
  t.match(await readStanding(world, asked!.id), { status: 'paid', captures: [amountCents] })
  t.match(await (await at(0).get(`/paiements/${asked!.id}`)).text(), 'data-label="paid_after_cancelled"')
})

t.test('told to stop, both processes end with 0 (F10)', async (t) => {
  t.strictSame(await Promise.all(servers.map((server) => server.stop())), [0, 0])
})
