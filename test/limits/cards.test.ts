import t from 'tap'
import { addMerchant, startWorld, startWorldOn } from '../fixtures/app.ts'
import { cardFor } from '../fixtures/cards.ts'
import { createClient, goodCard, signIn } from '../fixtures/client.ts'
import { hour, refusesFor } from '../fixtures/limited.ts'
import { forgetCounts } from '../fixtures/security/rows.ts'
import { capturesOf, stage } from '../fixtures/security/stage.ts'
import { postBody, waitForRoom } from '../fixtures/security/wire.ts'

const one = await startWorld(t, { jobs: false })
const other = await startWorldOn(t, one.deps.databaseUrl, { jobs: false })
const { db } = one.deps
const worlds = [one, other]
const merchant = await addMerchant(one)
const portals = [await signIn(one, merchant.email), await signIn(other, merchant.email)]

t.beforeEach(() => forgetCounts(one))

const decline = (n: number, link: string, from: string, card_number = cardFor('card_declined')) =>
  postBody(worlds[n % 2]!, `${link}/paiement`, new URLSearchParams({ ...goodCard, card_number }).toString(), {
    from,
  })

t.test('the 11th declined card of a link in an hour is not even tried, from any address', async (t) => {
  await waitForRoom(hour)
  const { id, link } = await stage(one, portals[0]!, 'pending')
  for (let n = 0; n < 10; n += 1)
    t.equal((await decline(n, link, `10.2.0.${n}`)).statusCode, 402, `card ${n + 1}`)
  for (const n of [0, 1]) refusesFor(t, await decline(n, link, `10.2.1.${n}`), hour)
  refusesFor(t, await decline(0, link, '10.2.1.9', cardFor('paid')), hour)
  t.strictSame(await capturesOf(one, id), [])
  const attempts = await db.selectFrom('attempts').select('id').where('request_id', '=', id).execute()
  t.equal(attempts.length, 10)
  t.match((await createClient(one).get(link)).body, /data-state="payable"/, 'the link still tells the truth')
  const another = await stage(one, portals[0]!, 'pending')
  t.equal((await decline(0, another.link, '10.2.1.9', cardFor('paid'))).statusCode, 303)
})

t.test(
  'the 31st declined card of an address in an hour is refused on every link; other addresses pay',
  async (t) => {
    await waitForRoom(hour)
    const links = []
    for (let n = 0; n < 4; n += 1) links.push((await stage(one, portals[0]!, 'pending')).link)
    for (let n = 0; n < 30; n += 1)
      t.equal((await decline(n, links[Math.floor(n / 10)]!, '10.3.0.1')).statusCode, 402)
    refusesFor(t, await decline(1, links[3]!, '10.3.0.1', cardFor('paid')), hour)
    t.equal((await decline(1, links[3]!, '10.3.0.2', cardFor('paid'))).statusCode, 303)
  },
)

t.test('a card that is no test card, or a form filled in badly, spends no try', async (t) => {
  const { link } = await stage(one, portals[0]!, 'pending')
  for (let n = 0; n < 12; n += 1)
    t.equal((await decline(n, link, '10.4.0.1', '4111111111111111')).statusCode, 422)
  t.equal((await decline(0, link, '10.4.0.1', cardFor('paid'))).statusCode, 303)
})
