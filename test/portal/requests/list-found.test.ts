/** Compares what the list finds with a plain JavaScript filter over random requests. `SEED` repeats a run. */
import fc from 'fast-check'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { isoDay } from '../../../src/domain/formats.ts'
import { newId, newToken } from '../../../src/domain/ids.ts'
import { type ListFilter, parseFilter, readFilter } from '../../../src/domain/list-filter.ts'
import { parseAmount } from '../../../src/domain/money.ts'
import { type Label, labels, type Status } from '../../../src/domain/request-lifecycle.ts'
import { type Cursor, findRequests } from '../../../src/requests/find-store.ts'
import { listRequests, onPage } from '../../../src/requests/list-store.ts'
import { foldTallies, sumRequests } from '../../../src/requests/tally-store.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { newCharge } from '../../fixtures/charges.ts'
import { insertPending } from '../../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchants = [(await addMerchant(world)).id, (await addMerchant(world, 'Autre')).id]
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
const now = Date.now()

const written = [
  ...['Facture', 'lampe', 'Lampes', 'élagage', 'Œuvre', 'l’atelier', 'd’été', 'ÉTÉ', '«chêne»', 'straße'],
  ...['2026-118', '(249)', '100%', 'a_b', "\\'", 'A/B', '--', '%'],
]
const typed = [
  ...['facture', 'FACT', 'lampe', 'lampes', 'elagage', 'ELAG', 'oeuv', 'œuvre', "l'atel", 'atelier', 'ete'],
  ...['été', 'chene', 'strass', '118', '2026-1', 'f-118', 'F-249', '249', '249,00', '1 249,00 €', '1249'],
  ...['0,99', '20000', '100%', '%', '_', 'a_b', 'b', '\\', "'", "\\'", '-', '--', '(', '!lampe', 'lampe:*'],
  ...['martin', 'artin', 'lea.martin@courriel.example', 'Lea.Martin@', '@courriel', 'poste.example', 'tin75'],
  ...[
    '06 12 34',
    '0612345678',
    '+33 6 12 34 56 78',
    '0033612345678',
    '12 34 56',
    '0470',
    '0690123456',
    '678',
  ],
  ...["x' | 'Listx", '<b>', 'zzz', 'A', 'l', '€', '.'],
]

const request = fc.record({
  owner: fc.constantFrom(...merchants, merchants[0]!),
  mode: fc.constantFrom('test', 'test', 'test', 'live'),
  channel: fc.constantFrom('email', 'sms'),
  name: fc.constantFrom('lea.martin', 'jmartin75', 'Paul_R', 'o.brien', 'x'),
  domain: fc.constantFrom('courriel.example', 'poste.example'),
  phone: fc.constantFrom('+33612345678', '+32470123456', '+590690123456', '+393331234567'),
  description: fc
    .array(fc.constantFrom(...written), { minLength: 1, maxLength: 4 })
    .map((words) => words.join(' ')),
  reference: fc.constantFrom(null, 'F-118', 'F-249', 'été'),
  cents: fc.constantFrom(24_900, 24_901, 124_900, 99, 2_000_000),
  stage: fc.constantFrom(...labels, 'past', 'past, being paid', 'bounced', 'bounced, past'),
  hoursAgo: fc.integer({ min: 0, max: 80 }),
} as const)

const query = fc.record({
  q: fc.array(fc.constantFrom(...typed), { maxLength: 2 }).map((words) => words.join(' ')),
  status: fc.constantFrom('', '', '', 'attention', ...labels),
  channel: fc.constantFrom('', '', 'email', 'sms'),
  from: fc.constantFrom('', '', ...[0, 1, 2, 3].map(dayAgo)),
  to: fc.constantFrom('', '', ...[0, 1, 2, 3].map(dayAgo)),
})

const requests = fc.sample(request, { seed, numRuns: 200 }).map((one, index) => ({
  ...one,
  id: newId('pay'),
  email: one.channel === 'email' ? `${one.name}@${one.domain}` : null,
  phone: one.channel === 'sms' ? one.phone : null,
  created: new Date(now - one.hoursAgo * 3_600_000 - index),
}))
type Request = (typeof requests)[number]
type Query = typeof query extends fc.Arbitrary<infer One> ? One : never

t.before(insertAll)

t.test('whatever is asked, the list and its file hold what a plain filter finds, newest first', async (t) => {
  let found = 0
  const property = fc.asyncProperty(query, fc.constantFrom(1, 3, 1000), async (asked, most) => {
    const filter = filterOf(asked)
    if (filter) found += await compare(t, asked, filter, most)
  })
  await fc.assert(property, { seed, numRuns: 150, endOnFailure: true })
  t.ok(found > 0, `seed ${seed}: ${found} requests`)
})

t.test('a page begins after the one before, whatever is asked', async (t) => {
  for (const asked of [{ q: 'lampe' }, { status: 'expired' }, { channel: 'sms' }, { q: 'zzz' }, { q: '249' }])
    t.strictSame(await walk(asked), ids(expectedOf({ ...nothing, ...asked } as Query)), JSON.stringify(asked))
})

t.test('what is not among the two thousand newest is found all the same', async (t) => {
  await insertNewer(2000)
  let found = 0
  const property = fc.asyncProperty(query, fc.constantFrom(1, 1000), async (asked, most) => {
    const filter = filterOf(asked)
    if (filter?.search) found += await compare(t, asked, filter, most)
  })
  await fc.assert(property, { seed, numRuns: 100, endOnFailure: true })
  t.ok(found > 0, `seed ${seed}: ${found} requests`)
  t.strictSame(await walk({ q: 'lampe' }), ids(expectedOf({ ...nothing, q: 'lampe' })))
})

t.test('sums are those of the requests, before and after they are folded', async (t) => {
  const { rows } = await sql<{ cents: number }>`
    select sum(amount_cents - lost_cents)::float8 as cents from payment_requests
    where merchant_id = ${merchants[0]} and mode = 'test'
      and (status = 'paid' or status = 'pending' and expires_at > now()) group by status order by status`.execute(
    db,
  )
  const expected = { paid_cents: rows[0]!.cents, pending_cents: rows[1]!.cents }
  t.strictSame(await sumMine(), expected)
  await Promise.all([foldTallies(db), foldTallies(db), foldTallies(db)])
  t.strictSame(await sumMine(), expected)
  const pending = db.updateTable('payment_requests').where('status', '=', 'pending')
  await pending.set({ status: 'cancelled' }).execute()
  t.strictSame(await sumMine(), { ...expected, pending_cents: 0 })
  await foldTallies(db)
  t.strictSame(await sumMine(), { ...expected, pending_cents: 0 })
})

const nothing: Query = { q: '', status: '', channel: '', from: '', to: '' }
const sumMine = () => sumRequests(db, merchants[0]!, 'test')

function filterOf(asked: object): ListFilter | undefined {
  const parsed = parseFilter(readFilter(asked))
  return parsed.ok ? parsed.filter : undefined
}

const find = (filter: ListFilter, after: Cursor | undefined, most: number) =>
  findRequests(db, merchants[0]!, 'test', filter, after, { enough: most + 1, most })

/** Reads requests as the export does. */
function exported(filter: ListFilter, most: number) {
  const requests = db.selectFrom('payment_requests as r').select('r.id')
  return onPage(requests, merchants[0]!, 'test', filter, undefined, most).execute()
}

/** Returns how many are expected. */
async function compare(t: Test, asked: Query, filter: ListFilter, most: number): Promise<number> {
  const expected = expectedOf(asked)
  const { found, isAll } = await find(filter, undefined, most)
  const text = `${JSON.stringify(asked)}, at most ${most}`
  t.strictSame(ids(found), ids(expected).slice(0, most), text)
  t.equal(isAll, expected.length <= most, text)
  t.strictSame(ids(await exported(filter, most)), ids(expected).slice(0, most), `exported: ${text}`)
  return expected.length
}

/** All ids, page by page. */
async function walk(asked: object): Promise<string[]> {
  const paged: string[] = []
  for (let after: Cursor | undefined, isLast = false; !isLast; ) {
    const page = await find(filterOf(asked)!, after, 3)
    const rows = await listRequests(db, merchants[0]!, ids(page.found))
    paged.push(...ids(rows))
    const last = rows.at(-1)
    if (last) after = { createdAt: last.created_at_text, id: last.id }
    isLast = page.isAll
  }
  return paged
}

const expectedOf = (asked: Query) => requests.filter((one) => isMine(one) && meets(one, asked)).sort(byAge)
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)
const byAge = (a: Request, b: Request) => b.created.getTime() - a.created.getTime()
const isMine = ({ owner, mode }: Request) => owner === merchants[0] && mode === 'test'

function dayAgo(days: number): string {
  return isoDay(new Date(now - days * 86_400_000))
}

function meets(one: Request, { q, status, channel, from, to }: Query): boolean {
  const day = isoDay(one.created)
  return (
    (status === '' || statusesOf(one.stage).includes(status)) &&
    (channel === '' || one.channel === channel) &&
    (from === '' || day >= from) &&
    (to === '' || day <= to) &&
    (q.trim() === '' || isFound(one, q.trim()))
  )
}

function statusesOf(stage: string): string[] {
  if (stage.endsWith('past')) return ['expired']
  if (stage === 'past, being paid') return ['pending']
  if (stage === 'disputed') return ['disputed', 'attention']
  return stage === 'bounced' ? ['pending', 'attention'] : [stage]
}

/** Every word is found, or the whole text as digits of a phone number or as an amount. */
function isFound(one: Request, q: string): boolean {
  return q.split(/\s+/).every((word) => holds(one, word)) || isNumber(one, q) || isAmount(one, q)
}

function holds(one: Request, word: string): boolean {
  const bare = fold(word).replace(/^[!-/:-@[-`{-~]+/, '') || fold(word)
  return startOf(endingsOf(one), bare) || isNumber(one, word) || isAmount(one, word)
}

function isNumber(one: Request, text: string): boolean {
  const digits = text.replace(/^00|\D/g, '')
  return /^[+\d\s().-]+$/.test(text) && digits.length >= 4 && startOf(numbersOf(one), digits)
}

function isAmount({ cents }: Request, text: string): boolean {
  const amount = parseAmount(text)
  return amount.ok && amount.cents === cents
}

const startOf = (texts: string[], start: string) => texts.some((text) => text.startsWith(start))

function endingsOf({ description, reference, email, name }: Request): string[] {
  const words = fold([description, reference, email].join(' ')).split(/\s+/)
  const endings = words.flatMap((word) => [
    word,
    ...word.split(/(?<=[!-/:-@[-`{-~])(?![!-/:-@[-`{-~])/).map((_, at, parts) => parts.slice(at).join('')),
  ])
  return email ? [...endings, ...everyEnd(fold(name), 3)] : endings
}

function numbersOf({ phone }: Request): string[] {
  const digits = phone?.slice(1)
  return digits ? [...everyEnd(digits, 4), digits.replace(/^(33|590|32)/, '0')] : []
}

function everyEnd(text: string, shortest: number): string[] {
  return Array.from({ length: Math.max(0, text.length - shortest + 1) }, (_, at) => text.slice(at))
}

function fold(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  return plain.replace(/[’]/g, "'").replace(/[«»]/g, '"').replaceAll('œ', 'oe').replaceAll('ß', 'ss')
}

async function insertAll() {
  await db.insertInto('payment_requests').values(requests.map(rowOf)).execute()
  for (const { id, stage, cents } of requests) {
    if (stage === 'past, being paid') await beingPaid(id, cents)
    if (stage === 'partially_refunded') await refund(id, 11)
    if (stage === 'refunded') for (const part of [10, cents - 10]) await refund(id, part)
    if (stage === 'paid') await refund(id, 10, 'failed')
    if (stage === 'disputed' || stage === 'dispute_lost') await dispute(id, cents, stage === 'disputed')
  }
}

function rowOf({
  id,
  owner,
  mode,
  channel,
  email,
  phone,
  description,
  reference,
  cents,
  stage,
  created,
}: Request) {
  const status = statusesOf(stage)[0] as Label
  const isPast = stage.includes('past')
  const isPaid = /paid|refunded|dispute/.test(status)
  const stored = isPaid ? 'paid' : isPast ? 'pending' : (status as Status)
  return {
    ...{ id, token: newToken(), merchant_id: owner, mode, channel, email, phone, description, reference },
    ...{ amount_cents: cents, language: 'fr' as const, idempotency_key: newToken(), created_at: created },
    expires_on: dayAgo(isPast ? 1 : -30),
    status: stored,
    paid_at: isPaid ? new Date(now) : null,
    paid_after: stage.startsWith('paid_after_') ? (stage.slice(11) as 'cancelled' | 'expired') : null,
    message_problem: stage.startsWith('bounced') ? ('bounced' as const) : null,
  }
}

async function beingPaid(id: string, amount_cents: number) {
  const charge = newCharge({ requestId: id })
  const attempt = {
    id: charge.attemptId,
    request_id: id,
    gateway: 'sandbox',
    amount_cents,
    status: 'unknown' as const,
  }
  await db
    .insertInto('attempts')
    .values({ ...attempt, charge: JSON.stringify(charge) })
    .execute()
}

async function dispute(id: string, amount_cents: number, isOpen: boolean) {
  await beingPaid(id, amount_cents)
  await sql`insert into disputes (id, request_id, attempt_id, gateway_ref, amount_cents, reason, status, asked_at)
    select ${newId('dis')}, request_id, id, id, amount_cents, 'other', ${isOpen ? 'open' : 'lost'}, now()
    from attempts where request_id = ${id}`.execute(db)
}

async function refund(
  request_id: string,
  amount_cents: number,
  status: 'succeeded' | 'failed' = 'succeeded',
) {
  const row = { id: newId('ref'), request_id, amount_cents, status: 'pending' as const }
  await db.insertInto('refunds').values(row).execute()
  await db.updateTable('refunds').set({ status }).where('id', '=', row.id).execute()
}

/** Newer requests that no search here finds. */
async function insertNewer(most: number) {
  const more = { email: 'kkk@kkk.kkk', description: 'kkk', amount_cents: 77_777 }
  await insertPending(world, merchants[0]!, most, more)
}
