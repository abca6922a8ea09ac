import { sql } from 'kysely'
import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { type Client, htmx, signIn } from '../../fixtures/client.ts'
import { insertPending } from '../../fixtures/security/stage.ts'

t.test('the list, page by page', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const { db } = world.deps
  const merchant = await addMerchant(world)
  const other = await addMerchant(world, 'Boutique B')
  const portal = await signIn(world, merchant.email)

  /** 60 requests at three instants of 20 each, one microsecond apart, so that every page ends among equal instants. */
  const made = await insertPending(world, merchant.id, 60)
  await insertPending(world, other.id, 30)
  await insertPending(world, merchant.id, 5, { mode: 'live' })
  for (const [index, { id }] of made.entries()) {
    const instant = sql<Date>`timestamptz '2026-10-25 00:30:00.000001+00' + ${index % 3} * interval '1 microsecond'`
    await db.updateTable('payment_requests').set({ created_at: instant }).where('id', '=', id).execute()
  }
  const { rows: inOrder } = await sql<{ id: string }>`select id from payment_requests
    where merchant_id = ${merchant.id} and mode = 'test' order by created_at desc, id desc`.execute(db)
  const expected = inOrder.map(({ id }) => id)

  for (const headers of [{}, htmx]) {
    const how = 'hx-request' in headers ? 'with htmx' : 'without htmx'
    t.test(`60 requests with equal instants: no gap, no repeat, newest first, ${how}`, async (t) => {
      const pages = await walk(portal, headers)
      t.strictSame(
        pages.map((page) => page.length),
        [25, 25, 10],
      )
      t.strictSame(pages.flat(), expected)
    })
  }

  t.test('a request made while somebody reads on moves nothing on the next pages', async (t) => {
    const first = await read(portal, '/paiements')
    await insertPending(world, merchant.id, 3)
    const second = await read(portal, first.next!)
    t.strictSame([...first.ids, ...second.ids], expected.slice(0, 50))
  })

  t.test('the last page has no next one, and an empty list says so', async (t) => {
    const empty = await signIn(world, (await addMerchant(world, 'Vide')).email)
    const { ids, next, body } = await read(empty, '/paiements')
    t.strictSame(ids, [])
    t.equal(next, undefined)
    t.match(body, /Aucun paiement pour l’instant/)
    await insertPending(world, (await addMerchant(world, 'x')).id, 1)
  })

  t.test('exactly 25 requests are one page', async (t) => {
    const full = await addMerchant(world, 'Pleine')
    await insertPending(world, full.id, 25)
    const { ids, next } = await read(await signIn(world, full.email), '/paiements')
    t.equal(ids.length, 25)
    t.equal(next, undefined)
  })

  t.test('a cursor we did not make is the first page, never an error', async (t) => {
    const first = (await read(portal, '/paiements')).ids
    const cursors = [
      '',
      'x',
      '%00',
      'é',
      'MjAyNg',
      encode('2026-13-45 00:00:00+00|pay_aaaaaaaaaaaaaaaaaaaaaa'),
    ]
    cursors.push(
      encode("2026-01-01 00:00:00+00|' or true --"),
      encode('9999-99-99 99:99:99+99|pay_aaaaaaaaaaaaaaaaaaaaaa'),
    )
    for (const cursor of cursors) {
      const answer = await portal.get(`/paiements?after=${cursor}`)
      t.equal(answer.statusCode, 200, cursor)
      t.strictSame(idsIn(answer.body), first, cursor)
    }
  })

  t.test('a cursor before the first or after the last request is an empty or a full page', async (t) => {
    const before = await read(
      portal,
      `/paiements?after=${encode('1999-01-01T00:00:00.000000Z|pay_aaaaaaaaaaaaaaaaaaaaaa')}`,
    )
    t.strictSame(before.ids, [])
    const after = await read(
      portal,
      `/paiements?after=${encode('2999-01-01T00:00:00.000000Z|pay_aaaaaaaaaaaaaaaaaaaaaa')}`,
    )
    t.equal(after.ids.length, 25)
  })
})

async function walk(portal: Client, headers: Record<string, string>): Promise<string[][]> {
  const pages: string[][] = []
  let url: string | undefined = '/paiements'
  while (url && pages.length < 10) {
    const { ids, next } = await read(portal, url, headers)
    pages.push(ids)
    url = next
  }
  return pages
}

async function read(portal: Client, url: string, headers: Record<string, string> = {}) {
  const { body } = await portal.get(url, { headers })
  const next = /href="(\/paiements\?[^"]*after=[^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&')
  return { ids: idsIn(body), next, body }
}

function idsIn(body: string): string[] {
  return [...body.matchAll(/href="\/paiements\/(pay_\w{22})["?]/g)].map(([, id]) => id!)
}

const encode = (text: string) => Buffer.from(text).toString('base64url')
