import t from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, goodCard, htmx, signIn } from '../fixtures/client.ts'
import {
  capturesOf,
  insertPending,
  type Situation,
  situations,
  stage,
  storedStatus,
} from '../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)

const settle = (id: string, headers = {}) =>
  portal.post(`/paiements/${id}/reglement-autrement`, {}, { headers })
const changesOf = (id: string) =>
  db
    .selectFrom('request_events')
    .select(['kind', 'actor', 'user_id', 'status_before', 'status_after'])
    .where('request_id', '=', id)
    .where('kind', 'in', ['settled_otherwise', 'reopened', 'cancelled', 'paid'])
    .orderBy('id')
    .execute()

const done = { code: 303, shown: 'settled_otherwise', notice: 'settled_otherwise' }
const underWay = { code: 409, shown: 'pending', notice: 'being_paid' }
const ended = (shown: string) => ({ code: 409, shown, notice: 'not_settleable' })
/** For each situation: the answer, and what the merchant reads. */
const table: Record<Situation, { code: number; shown: string; notice: string }> = {
  pending: done,
  declined: done,
  challenged: done,
  started: underWay,
  unknown: underWay,
  paid: ended('paid'),
  cancelled: ended('cancelled'),
  expired: ended('expired'),
  'settled otherwise': ended('settled_otherwise'),
  'past its date': ended('expired'),
}

for (const situation of situations) {
  const { code, shown, notice } = table[situation]

  t.test(`settling a request that is ${situation}: ${code}, without htmx`, async (t) => {
    const { id } = await stage(world, portal, situation)
    const before = await storedStatus(world, id)
    const answer = await settle(id)
    t.equal(answer.statusCode, code)
    if (code === 303) t.equal(answer.headers.location, `/paiements/${id}`)
    const page = code === 303 ? await portal.get(answer.headers.location!) : answer
    t.match(page.body, /<html/)
    t.match(page.body, new RegExp(`data-status="${shown}"`))
    t.match(page.body, new RegExp(`data-notice="${notice}"`))
    t.equal(await storedStatus(world, id), code === 303 ? 'settled_otherwise' : before)
  })

  t.test(`settling a request that is ${situation}: the same with htmx, as a fragment`, async (t) => {
    const { id } = await stage(world, portal, situation)
    const answer = await settle(id, htmx)
    t.equal(answer.statusCode, code === 303 ? 200 : 409)
    t.notMatch(answer.body, /<html/)
    t.match(answer.body, new RegExp(`data-status="${shown}"`))
    t.match(answer.body, new RegExp(`data-notice="${notice}"`))
  })

  t.test(`the page that asks, for a request that is ${situation}`, async (t) => {
    const { id } = await stage(world, portal, situation)
    const isAsked = notice !== 'not_settleable'
    const page = await portal.get(`/paiements/${id}/reglement-autrement`)
    t.equal(page.statusCode, isAsked ? 200 : 409)
    t.match(page.body, isAsked ? 'Marquer comme réglée' : 'data-notice="not_settleable"')
    const dialog = await portal.get(`/paiements/${id}/reglement-autrement`, { headers: htmx })
    t.match(dialog.body, isAsked ? '<dialog id="settlement"' : 'data-notice="not_settleable"')
    t.equal(dialog.headers['hx-retarget'], isAsked ? undefined : '#request')
    const isOffered = (await portal.get(`/paiements/${id}`)).body.includes(
      `href="/paiements/${id}/reglement-autrement"`,
    )
    t.equal(isOffered, isAsked)
  })
}

t.test('sixty races of paying, cancelling and settling: one of them wins, for everybody', async (t) => {
  const requests = await insertPending(world, merchant.id, 60)
  const wins = new Set<string>()
  for (let start = 0; start < requests.length; start += 10) {
    await Promise.all(
      requests.slice(start, start + 10).map(async ({ id, link }, n) => {
        const deeds = [
          () => customer.post(`${link}/paiement`, goodCard),
          () => portal.post(`/paiements/${id}/annulation`, {}),
          () => settle(id),
        ]
        const begun = deeds.map((_, index) => deeds[(index + n) % 3]!())
        const answers = await Promise.all(begun)
        const [, cancelled, settled] = deeds.map((_, index) => answers[(index - n + 30) % 3]!)
        const status = await storedStatus(world, id)
        t.equal((await capturesOf(world, id)).length, status === 'paid' ? 1 : 0)
        t.equal(cancelled!.statusCode, status === 'cancelled' ? 303 : 409)
        t.equal(settled!.statusCode, status === 'settled_otherwise' ? 303 : 409)
        t.strictSame(
          (await changesOf(id)).map(({ status_after }) => status_after),
          [status],
        )
        wins.add(status)
      }),
    )
  }
  t.strictSame([...wins].sort(), ['cancelled', 'paid', 'settled_otherwise'])
})
