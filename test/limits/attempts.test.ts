import { sql } from 'kysely'
import t from 'tap'
import { limits } from '../../src/domain/limits.ts'
import { addMerchant, startWorld, startWorldOn } from '../fixtures/app.ts'
import { cardFor } from '../fixtures/cards.ts'
import { createClient, goodCard, htmx, signIn } from '../fixtures/client.ts'
import { hour, refusesFor, spend } from '../fixtures/limited.ts'
import { forgetCounts } from '../fixtures/security/rows.ts'
import { bankPageOf, capturesOf, stage } from '../fixtures/security/stage.ts'
import { postBody, waitForRoom } from '../fixtures/security/wire.ts'

const one = await startWorld(t, { jobs: false })
const other = await startWorldOn(t, one.deps.databaseUrl, { jobs: false })
const { db } = one.deps
const worlds = [one, other]
const merchant = await addMerchant(one)
const portal = await signIn(one, merchant.email)

t.beforeEach(() => forgetCounts(one))

const pay = (n: number, link: string, card: Parameters<typeof cardFor>[0], headers = {}) =>
  postBody(
    worlds[n % 2]!,
    `${link}/paiement`,
    new URLSearchParams({ ...goodCard, card_number: cardFor(card) }).toString(),
    { headers, from: `10.5.${n % 200}.${n % 7}` },
  )

async function countAttempts(id: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from attempts where request_id = ${id}`.execute(db)
  return rows[0]!.n
}

for (const headers of [{}, htmx]) {
  const how = 'hx-request' in headers ? 'with htmx' : 'without htmx'
  t.test(
    `the 31st attempt of a link in an hour does not start, if the bank asks to confirm each, ${how} (S70)`,
    async (t) => {
      await waitForRoom(hour)
      const { id, link } = await stage(one, portal, 'pending')
      for (let n = 0; n < 30; n += 1)
        t.equal((await pay(n, link, 'challenge', headers)).statusCode, 303, `attempt ${n + 1}`)
      for (const n of [30, 31]) refusesFor(t, await pay(n, link, 'challenge', headers), hour)
      refusesFor(t, await pay(32, link, 'paid', headers), hour)
      t.equal(await countAttempts(id), 30)
      t.strictSame(await capturesOf(one, id), [])
      t.match(
        (await createClient(one).get(link)).body,
        /data-state="payable"/,
        'the link still tells the truth',
      )
      const another = await stage(one, portal, 'pending')
      t.equal((await pay(33, another.link, 'paid')).statusCode, 303, 'another link can be paid')
    },
  )
}

t.test('the customer of the last attempt can still confirm it (S70)', async (t) => {
  await waitForRoom(hour)
  const { id, link } = await stage(one, portal, 'pending')
  for (let n = 0; n < 31; n += 1) await pay(n, link, 'challenge')
  await createClient(one).post(await bankPageOf(one, id), { decision: 'accept' })
  t.strictSame(await capturesOf(one, id), [24_900])
})

t.test('nor when 200 come at once, in two processes (S70)', async (t) => {
  await waitForRoom(hour)
  const { id, link } = await stage(one, portal, 'pending')
  const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => pay(n, link, 'challenge')))
  t.strictSame(
    answers.map(({ statusCode }) => statusCode).filter((status) => ![303, 429].includes(status)),
    [],
  )
  for (let n = 0; n < 40; n += 1) await pay(n, link, 'challenge')
  t.equal(await countAttempts(id), limits.attemptsPerLink.most)
})

t.test('a form that starts nothing is no attempt (S70)', async (t) => {
  const { link } = await stage(one, portal, 'paid')
  for (let n = 0; n < 40; n += 1) t.equal((await pay(n, link, 'paid')).statusCode, 303)
})

t.test(
  'who is stopped reads why in the language of the request, and a page that can be used (S70)',
  async (t) => {
    const titles = {
      fr: 'Trop d’essais en peu de temps',
      en: 'Too many tries in a short time',
      it: 'Troppi tentativi in poco tempo',
      es: 'Demasiados intentos en poco tiempo',
      de: 'Zu viele Versuche in kurzer Zeit',
      nl: 'Te veel pogingen in korte tijd',
    }
    for (const [language, title] of Object.entries(titles)) {
      await waitForRoom(hour)
      const { id, link } = await stage(one, portal, 'pending')
      await sql`update payment_requests set language = ${language} where id = ${id}`.execute(db)
      await spend(db, limits.attemptsPerLink, id)
      const refused = await pay(0, link, 'paid')
      t.equal(refused.statusCode, 429, language)
      t.match(refused.body, `<html lang="${language}">`)
      t.match(refused.body, title)
      t.match(refused.body, `href="${link}"`, 'the way back')
    }
  },
)

t.test('who asks for the answer too often reads it in the language of the request, too (S70)', async (t) => {
  await waitForRoom(60)
  const { id, link } = await stage(one, portal, 'pending')
  await sql`update payment_requests set language = 'de' where id = ${id}`.execute(db)
  await spend(db, limits.verificationsPerLink, id)
  const refused = await postBody(one, `${link}/verification`, '')
  t.equal(refused.statusCode, 429)
  t.ok(Number(refused.headers['retry-after']) >= 1)
  t.match(refused.body, 'in 1 Min.')
})
