import t from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, goodCard, signIn } from '../fixtures/client.ts'
import { dumpTables } from '../fixtures/security/rows.ts'
import { capturesOf, insertPending, stage, storedStatus } from '../fixtures/security/stage.ts'

/** Valid numbers of every brand that are not test cards, and typing errors. */
const strangers = [
  '4111111111111111',
  '5105105105105100',
  '378282246310005',
  '6011111111111117',
  '3530111333300000',
  '4970101234567890',
  '4242424242424241',
  '42424242424242424',
  '4000000000000001',
]
const testCards = [
  '4242424242424242',
  '5555555555554444',
  '4000002500003155',
  '4000000000000002',
  '4000000000009995',
  '4000000000000127',
  '4000000000000119',
  '4000000000000259',
]
const csc = '8317'
// The whole code only: its digits also occur in timestamps.
const keptCode = new RegExp(`[(,"':\\s]${csc}[),"'\\s}]`)

t.test('cards', async (t) => {
  const world = await startWorld(t)
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)
  const customer = createClient(world)
  const ways = (number: string) => [
    number,
    number.replace(/(.{4})/g, '$1 ').trim(),
    number.replace(/(.{4})/g, '$1-'),
  ]
  const everything = async () => [...Object.values(await dumpTables(world)), ...world.log].join('\n')

  t.test(
    'a number that is no test card is refused and leaves no trace, in tables, log or page (S59)',
    async (t) => {
      const { id, link } = await stage(world, portal, 'pending')
      for (const number of strangers) {
        for (const card_number of ways(number)) {
          const answer = await customer.post(`${link}/paiement`, { ...goodCard, card_number, card_csc: csc })
          t.equal(answer.statusCode, 422, card_number)
          t.notOk(answer.body.includes(card_number), 'it is not given back')
          t.notOk(answer.body.includes(csc), 'nor is the code')
        }
        await customer.post(`${link}/paiement?card_number=${number}`, {
          ...goodCard,
          card_name: number,
          card_number: '1',
        })
        await customer.get(`${link}?card_number=${number}`)
      }
      const kept = await everything()
      for (const number of strangers)
        t.notOk(
          ways(number).some((way) => kept.includes(way)),
          number,
        )
      t.notMatch(kept, keptCode)
      const attempts = await world.deps.db
        .selectFrom('attempts')
        .select('id')
        .where('request_id', '=', id)
        .execute()
      t.equal(attempts.length, 0)
      t.equal(await storedStatus(world, id), 'pending')
    },
  )

  t.test(
    'of a test card only brand and last four digits are kept; of its code nothing, whatever the outcome (S59)',
    async (t) => {
      for (const card_number of testCards) {
        const { link } = await stage(world, portal, 'pending')
        const { body } = await customer.post(`${link}/paiement`, { ...goodCard, card_number, card_csc: csc })
        const page = await customer.get(link)
        t.notOk(body.includes(csc) || page.body.includes(csc), card_number)
        t.notOk(page.body.includes(`value="${card_number}"`))
      }
      const kept = await everything()
      t.match(kept, /3155/)
      for (const number of testCards) t.notOk(kept.includes(number), number)
      t.notMatch(kept, keptCode)
      t.notOk(kept.includes(goodCard.card_name!), 'the name on the card is not kept either')
    },
  )

  t.test('a live request never reaches the sandbox, nor is it shown a card form of ours (S59)', async (t) => {
    const [live] = await insertPending(world, merchant.id, 1, { mode: 'live' })
    const { id, link } = live!
    for (const card_number of [...testCards, strangers[0]!]) {
      const answer = await customer.post(`${link}/paiement`, { ...goodCard, card_number, mode: 'test' })
      t.equal(answer.statusCode, 404, card_number)
    }
    t.strictSame(await capturesOf(world, id), [])
    t.equal(await storedStatus(world, id), 'pending')
    const attempts = await world.deps.db
      .selectFrom('attempts')
      .select('id')
      .where('request_id', '=', id)
      .execute()
    t.equal(attempts.length, 0)
    const page = await customer.get(link)
    t.equal(page.statusCode, 200)
    t.notMatch(page.body, /Mode test/)
  })

  t.test('a live page asks for no card number: nothing of ours may ever receive one (S59)', async (t) => {
    const [live] = await insertPending(world, merchant.id, 1, { mode: 'live' })
    t.notMatch((await customer.get(live!.link)).body, /name="card_number"|name="card_csc"/)
  })
})
