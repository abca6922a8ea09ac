import { sql } from 'kysely'
import t from 'tap'
import { newId } from '../../../src/domain/ids.ts'
import { labels } from '../../../src/domain/request-lifecycle.ts'
import { startWorld } from '../../fixtures/app.ts'
import { createRequest, htmx } from '../../fixtures/client.ts'
import { countedIn, idsIn, listed, newPortal, ways } from '../../fixtures/requests/listed.ts'
import { insertPending, stage } from '../../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps

t.test('a request is found by customer, words, reference and amount, however they are spelled', async (t) => {
  const { portal } = await newPortal(world)
  const lea = await createRequest(portal, {
    email: 'lea.martin@courriel.example',
    description: 'Élagage du chêne, allée nord',
    reference: 'F-118',
    amount: '1249',
  })
  const sms = { channel: 'sms', phone: '06 12 34 56 78', description: 'Lampes', reference: 'D/77' }
  const paul = await createRequest(portal, { ...sms, amount: '249,00' })
  const table: [string, string[]][] = [
    ['lea.martin@courriel.example', [lea]],
    ['Martin', [lea]],
    ['artin@cour', []],
    ['@courriel', [lea]],
    ['06 12 34 56 78', [paul]],
    ['+33612345678', [paul]],
    ['0033 6 12 34 56 78', [paul]],
    ['06 12', [paul]],
    ['5678', [paul]],
    ['elagage CHENE', [lea]],
    ['élag', [lea]],
    ['lampe', [paul]],
    ['lagage', []],
    ['f-118', [lea]],
    ['77', [paul]],
    ['249', [paul]],
    ['249,00', [paul]],
    ['249.00 €', [paul]],
    ['1 249,00', [lea]],
    ['a', [lea]],
    ['élagage lampes', []],
    ...['(élagage)', 'Élagage,', 'chêne.', '«chêne»', 'F-118.', '"élagage"'].map((q): [string, string[]] => [
      q,
      [lea],
    ]),
    ...[
      'tel:0612345678',
      'Tél. : 06 12 34 56 78',
      '"06 12 34 56 78"',
      '06 12 34 56 78,',
      '(+33) 6 12 34 56 78',
    ].map((q): [string, string[]] => [q, [paul]]),
  ]
  for (const [q, found] of table) {
    for (const [how, headers] of Object.entries(ways)) {
      const { statusCode, body } = await portal.get(listed({ q }), { headers })
      t.equal(statusCode, 200)
      t.strictSame(idsIn(body), found, `${q} ${how}`)
      t.equal(body.includes('<html'), headers !== htmx)
    }
  }
  t.equal(countedIn((await portal.get(listed({ q: 'f-118' }))).body), '1 paiement · 1 249,00 €')
})

t.test('words are cut at every mark, and no text is too long to look for', async (t) => {
  const { portal } = await newPortal(world)
  const create = (more: Record<string, string>) => createRequest(portal, more)
  const invoice = await create({ description: 'Facture n°118', reference: '', email: 'paul@élagage.example' })
  const marks = await create({
    description: 'Chêne·lampe •été A→B «orme» №77',
    reference: '',
    email: 'x@courriel.example',
  })
  const spaced = await create({ description: 'Facture n° 119', reference: '', email: 'z@courriel.example' })
  const long = await create({ description: '㌖'.repeat(50), reference: '', email: 'y@courriel.example' })
  const table: [string, string[]][] = [
    ...['118', 'n°118', '№118', 'nº118'].map((q): [string, string[]] => [q, [invoice]]),
    ...['paul@élagage.example', '<paul@Élagage.example>', '@elag', 'xn--lagage'].map(
      (q): [string, string[]] => [q, [invoice]],
    ),
    ...['lampe', 'chene été', '→B', 'orme', '«orme»', '77'].map((q): [string, string[]] => [q, [marks]]),
    ...['119', 'n°119', 'N° 119', '№119'].map((q): [string, string[]] => [q, [spaced]]),
    ['N°', [spaced, marks, invoice]],
    ['㌖'.repeat(200), [long]],
    [Array(100).fill('㌖').join(' '), [long]],
    ['ﷺ'.repeat(200), []],
  ]
  for (const [q, found] of table) t.strictSame(idsIn((await portal.get(listed({ q }))).body), found, q)
  const { body } = await portal.get(listed({ q: '118' }))
  t.match(body, 'élagage.example')
  t.notMatch(body, 'xn--')
})

t.test('each status, and no other, shows its requests', async (t) => {
  const { merchant, portal } = await newPortal(world)
  const paid = { status: 'paid' as const, paid_at: sql<Date>`now()` }
  const add = async (more: object) => (await insertPending(world, merchant.id, 1, more))[0]!.id
  const rows: Record<string, string> = {
    pending: await add({}),
    attention: await add({ message_problem: 'bounced' }),
    paid: await add(paid),
    cancelled: await add({ status: 'cancelled' }),
    expired: await add({ status: 'expired' }),
    settled_otherwise: await add({ status: 'settled_otherwise' }),
    'not swept': (await stage(world, portal, 'past its date')).id,
    'being paid': (await stage(world, portal, 'unknown')).id,
    partially_refunded: await add(paid),
    refunded: await add(paid),
    paid_after_cancelled: await add({ ...paid, paid_after: 'cancelled' }),
    paid_after_expired: await add({ ...paid, paid_after: 'expired' }),
    paid_after_settled_otherwise: await add({ ...paid, paid_after: 'settled_otherwise' }),
    disputed: await add({ ...paid, disputed_cents: 24_900 }),
    dispute_lost: await add({ ...paid, lost_cents: 24_900 }),
  }
  for (const [name, cents] of [
    ['partially_refunded', 100],
    ['refunded', 24_900],
  ] as const)
    await db
      .insertInto('refunds')
      .values({ id: newId('ref'), request_id: rows[name]!, amount_cents: cents, status: 'succeeded' })
      .execute()
  const others: Record<string, string[]> = {
    pending: ['attention', 'being paid'],
    expired: ['not swept'],
    attention: ['disputed'],
  }
  for (const status of [...labels, 'attention']) {
    const names = [status, ...(others[status] ?? [])]
    const { body } = await portal.get(listed({ status }))
    t.strictSame(idsIn(body).sort(), names.map((name) => rows[name]!).sort(), status)
    t.match(body, new RegExp(`<option value="${status}" selected>`), status)
    const shown = [...body.matchAll(/<td class="state"><span[^>]* data-label="(\w+)"/g)].map(
      ([, label]) => label,
    )
    t.ok(shown.length === names.length && shown.every((label) => label === status || status === 'attention'))
  }
})
