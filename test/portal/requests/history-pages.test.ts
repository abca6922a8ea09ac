import { sql } from 'kysely'
import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { type Client, htmx, signIn } from '../../fixtures/client.ts'
import { insertPending } from '../../fixtures/faults/requests.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

/** A request with so many lines of history: the first says that it was created. */
async function askWithLines(lines: number): Promise<string> {
  const [request] = await insertPending(world, merchant.id, 1)
  await sql`insert into request_events (request_id, kind, actor, status_before, status_after)
    select ${request!.id}, 'attempt_started', 'customer', 'pending', 'pending' from generate_series(2, ${lines})`.execute(
    db,
  )
  return request!.id
}

async function read(client: Client, path: string, headers: Record<string, string> = {}) {
  const { statusCode, body } = await client.get(path, { headers })
  const kinds = [...body.matchAll(/data-event="(\w+)"/g)].map(([, kind]) => kind!)
  const older = /href="(\/paiements\/\w+\/suivi\?before=\d+)"/.exec(body)?.[1]
  return { statusCode, body, kinds, older }
}

for (const headers of [{}, htmx]) {
  const how = 'hx-request' in headers ? 'with htmx' : 'without htmx'
  t.test(
    `3,000 lines: the detail shows the newest 50, and links to all others in turn, ${how}`,
    async (t) => {
      const id = await askWithLines(3000)
      const kinds: string[] = []
      let pages = 0
      for (let path: string | undefined = `/paiements/${id}`; path && pages < 70; pages += 1) {
        const page: Awaited<ReturnType<typeof read>> = await read(portal, path, headers)
        t.ok(page.kinds.length <= 50)
        kinds.push(...page.kinds)
        path = page.older
      }
      t.equal(pages, 60)
      t.equal(kinds.length, 3000)
      t.equal(kinds.indexOf('created'), 2999, 'the first line comes last, once')
    },
  )
}

t.test('50 lines are one page, and the page of older ones leads back to the request', async (t) => {
  t.equal((await read(portal, `/paiements/${await askWithLines(50)}`)).older, undefined)
  const id = await askWithLines(51)
  const { older } = await read(portal, `/paiements/${id}`)
  const { kinds, body } = await read(portal, older!)
  t.strictSame(kinds, ['created'])
  t.match(body, `href="/paiements/${id}"`)
})

t.test('a line that happens while somebody reads on moves nothing on the next page', async (t) => {
  const id = await askWithLines(60)
  const { older } = await read(portal, `/paiements/${id}`)
  const before = (await read(portal, older!)).kinds
  await sql`insert into request_events (request_id, kind, actor, status_before, status_after)
    values (${id}, 'attempt_started', 'customer', 'pending', 'pending')`.execute(db)
  t.strictSame((await read(portal, older!)).kinds, before)
})

t.test('a place that we did not write is the newest page, never an error', async (t) => {
  const id = await askWithLines(60)
  for (const before of ['', 'x', '-1', '1e3', '99999999999999999999', '%00', '1&before=2']) {
    const { statusCode, kinds } = await read(portal, `/paiements/${id}/suivi?before=${before}`)
    if (before === '1&before=2') t.ok(statusCode < 500, before)
    else t.strictSame([statusCode, kinds.length], [200, 50], before)
  }
})

t.test('a page that watches a long history learns of one more line', async (t) => {
  const id = await askWithLines(70)
  const { body } = await read(portal, `/paiements/${id}`)
  const seen = /name="seen" value="([^"]+)"/.exec(body)![1]!
  const look = () =>
    portal.get(`/paiements/${id}/changements?seen=${encodeURIComponent(seen)}`, { headers: htmx })
  t.equal((await look()).statusCode, 204)
  await sql`insert into request_events (request_id, kind, actor, status_before, status_after)
    values (${id}, 'attempt_started', 'customer', 'pending', 'pending')`.execute(db)
  t.equal((await look()).statusCode, 200)
})

t.test('another merchant reads no history', async (t) => {
  const stranger = await signIn(world, (await addMerchant(world, 'Boutique B')).email)
  t.equal((await read(stranger, `/paiements/${await askWithLines(60)}/suivi`)).statusCode, 404)
})
