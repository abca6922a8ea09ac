import { sql } from 'kysely'
import t from 'tap'
import { addMerchant, addPerson, startWorld } from '../fixtures/app.ts'
import { createClient, htmx, signIn } from '../fixtures/client.ts'
import { stage, storedStatus } from '../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)

const reopen = (id: string, headers = {}) =>
  portal.post(`/paiements/${id}/reglement-autrement/retrait`, {}, { headers })
const changesOf = (id: string) =>
  db
    .selectFrom('request_events')
    .select(['kind', 'actor', 'user_id', 'status_before', 'status_after'])
    .where('request_id', '=', id)
    .where('kind', 'in', ['settled_otherwise', 'reopened', 'cancelled', 'paid'])
    .orderBy('id')
    .execute()

t.test('for a day it can be made pending again, without htmx, and the history tells both', async (t) => {
  const { id, link } = await stage(world, portal, 'settled otherwise')
  t.match(
    (await portal.get(`/paiements/${id}`)).body,
    `action="/paiements/${id}/reglement-autrement/retrait"`,
  )
  const answer = await reopen(id)
  t.equal(answer.statusCode, 303)
  t.equal(answer.headers.location, `/paiements/${id}`)
  const { body } = await portal.get(`/paiements/${id}`)
  t.match(body, /data-notice="reopened"/)
  t.match(body, /data-status="pending"/)
  t.match((await customer.get(link)).body, /data-state="payable"/)
  const author = { actor: 'merchant', user_id: merchant.userId }
  t.strictSame(await changesOf(id), [
    { kind: 'settled_otherwise', ...author, status_before: 'pending', status_after: 'settled_otherwise' },
    { kind: 'reopened', ...author, status_before: 'settled_otherwise', status_after: 'pending' },
  ])
})

t.test('the same with htmx, as a fragment', async (t) => {
  const { id } = await stage(world, portal, 'settled otherwise')
  const answer = await reopen(id, htmx)
  t.equal(answer.statusCode, 200)
  t.notMatch(answer.body, /<html/)
  t.match(answer.body, /data-notice="reopened"/)
})

t.test('after a day, in another state, or once the customer is erased, it cannot', async (t) => {
  const late = await stage(world, portal, 'pending')
  // The history is append-only, so the request is given an old line instead of ageing one.
  await db
    .updateTable('payment_requests')
    .set({ status: 'settled_otherwise' })
    .where('id', '=', late.id)
    .execute()
  await db
    .insertInto('request_events')
    .values({
      request_id: late.id,
      kind: 'settled_otherwise',
      actor: 'merchant',
      status_before: 'pending',
      status_after: 'settled_otherwise',
      created_at: sql<Date>`now() - interval '25 hours'`,
    })
    .execute()
  const erased = await stage(world, portal, 'settled otherwise')
  await db
    .updateTable('payment_requests')
    .set({ erased_at: new Date() })
    .where('id', '=', erased.id)
    .execute()
  const others = await Promise.all(
    (['pending', 'paid', 'cancelled'] as const).map((one) => stage(world, portal, one)),
  )
  for (const { id } of [late, erased, ...others]) {
    t.notMatch((await portal.get(`/paiements/${id}`)).body, 'reglement-autrement/retrait')
    const before = await storedStatus(world, id)
    for (const headers of [{}, htmx]) {
      const answer = await reopen(id, headers)
      t.equal(answer.statusCode, 409)
      t.match(answer.body, /data-notice="not_reopenable"/)
    }
    t.equal(await storedStatus(world, id), before)
  }
})

t.test('a member sees neither, and may do neither', async (t) => {
  const person = await addPerson(world, merchant.id, 'member')
  const member = await signIn(world, person.email)
  const pending = await stage(world, portal, 'pending')
  const settled = await stage(world, portal, 'settled otherwise')
  for (const { id } of [pending, settled]) {
    t.notMatch((await member.get(`/paiements/${id}`)).body, 'reglement-autrement')
    t.equal((await member.post(`/paiements/${id}/reglement-autrement`, {})).statusCode, 403)
    t.equal((await member.post(`/paiements/${id}/reglement-autrement/retrait`, {})).statusCode, 403)
  }
})
