/** Counts what each page asks the database, and names it: a page that asks for more must say so here. */
import t, { type Test } from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { goodForm, htmx, signIn } from '../fixtures/client.ts'
import { ways } from '../fixtures/requests/listed.ts'
import { situations, stage } from '../fixtures/security/stage.ts'
import { watchStatements } from '../fixtures/statements.ts'

const world = await startWorld(t, { jobs: false })
const { email } = await addMerchant(world)
const newcomer = await signIn(world, (await addMerchant(world)).email)
const portal = await signIn(world, email)
const staged = new Map<string, string>()
for (const situation of situations) staged.set(situation, (await stage(world, portal, situation)).id)

/** The first that fits names the statement. */
const names = Object.entries({
  begin: /^begin/,
  commit: /^commit/,
  'who is there': /from "sessions" as "s" inner join "users"/,
  'the head: sums, attention': /as pending_requests.* as attention/,
  'the newest requests of the filter': /^with "near" as/,
  'all requests of the filter': /search_requests\(/,
  'the ids of a status': /^select "id", "created_at", "amount_cents" from \(/,
  'a page of requests': /^select "r"."id".* order by "r"."created_at" desc/,
  'the first steps': / as look, /,
  'the request': /^select "r"."id".* where "r"."merchant_id" = \$\d+ and "r"."id" = /,
  'its history': /from "request_events" as "e"/,
  'its card': /^select "a"."card_brand"/,
  'its disputes': /from "disputes" as "d"/,
  'its last message, reminders, suppression': /as "has_reminders"/,
  'what the form starts from': /as "keyed_gateways" from "merchants" as "m"/,
  'addresses to suggest': /^select array\( select address from customers/,
  'the settings': /^select "trade_name", .* from "merchants" where/,
  'their reminders': /from "reminder_rules"/,
  'the letterhead': /from "merchants" as "m" where "m"."id" = /,
  today: /^select \(now\(\) at time zone 'Europe\/Paris'\)::date::text as day/,
  'sums by day': /^select day::text, sum/,
  'outcomes by channel': / as "outcome"/,
  'the request, its history, its customer': /with open as .* insert into payment_requests/,
  'limits, not counted': /^select name, ceil.* join rate_counts/,
  'limits, counted': /insert into rate_counts/,
  'its message, with the job': /insert into messages .* graphile_worker\.add_jobs/,
})
const nameOf = (text: string) => names.find(([, pattern]) => pattern.test(text))?.[0] ?? text

/** The names of what a page asks, in the order of the alphabet: some is asked together. */
async function askedBy(visit: () => Promise<{ statusCode: number }>, status = 200) {
  let answer: Awaited<ReturnType<typeof visit>> | undefined
  const texts = await watchStatements(async () => {
    answer = await visit()
  })
  if (answer?.statusCode !== status) throw new Error(`answered ${answer?.statusCode}`)
  return texts.map(nameOf).sort()
}

function holds(t: Test, asked: string[], most: number, expected: string[]) {
  t.strictSame(asked, [...expected].sort())
  t.ok(asked.length <= most, `${asked.length} statements, of ${most}`)
  t.strictSame(asked, [...new Set(asked)], 'nothing is asked twice')
}

const pages: [page: string, path: string, most: number, asked: string[]][] = [
  ['the list', '/paiements', 5, ['the head: sums, attention', 'a page of requests']],
  [
    'the list of a status',
    '/paiements?status=paid',
    5,
    ['the head: sums, attention', 'the ids of a status', 'a page of requests'],
  ],
  [
    'a search',
    '/paiements?q=facture',
    5,
    ['the head: sums, attention', 'the newest requests of the filter', 'a page of requests'],
  ],
  ['the form', '/paiements/nouveau', 3, ['what the form starts from', 'addresses to suggest']],
  ['the settings', '/reglages', 4, ['the settings', 'their reminders', 'the letterhead']],
  ['the activity', '/activite', 4, ['today', 'sums by day', 'outcomes by channel']],
]

for (const [page, path, most, asked] of pages) {
  t.test(`${page} asks the database ${asked.length + 1} times at most (P12)`, async (t) => {
    holds(t, await askedBy(() => portal.get(path)), most, ['who is there', ...asked])
  })
}

t.test('The list of a newcomer asks what is done of the first steps (P12)', async (t) => {
  const asked = await askedBy(() => newcomer.get('/paiements'))
  holds(t, asked, 5, ['who is there', 'the head: sums, attention', 'a page of requests', 'the first steps'])
})

for (const situation of situations) {
  t.test(`The page of a request that is ${situation} asks 5 times at most (P12)`, async (t) => {
    const asked = await askedBy(() => portal.get(`/paiements/${staged.get(situation)}`))
    const isPending = asked.includes('its last message, reminders, suppression')
    holds(t, asked, 5, [
      ...['who is there', 'the request', 'its history'],
      ...(isPending ? ['its last message, reminders, suppression'] : []),
      ...(situation === 'paid' ? ['its card'] : []),
    ])
  })
}

const channels = { email: {}, sms: { channel: 'sms', phone: '06 12 34 56 78' } }

for (const [channel, fields] of Object.entries(channels)) {
  for (const [way, headers] of Object.entries(ways)) {
    t.test(`A request by ${channel} is created in 12 statements at most, ${way} (P12)`, async (t) => {
      const status = headers === htmx ? 200 : 303
      const create = () => portal.post('/paiements', { ...goodForm, ...fields }, { headers })
      holds(t, await askedBy(create, status), 12, [
        ...['who is there', 'what the form starts from', 'begin', 'the request, its history, its customer'],
        ...(channel === 'sms' ? ['limits, not counted'] : []),
        ...['limits, counted', 'its message, with the job', 'commit'],
        ...(headers === htmx
          ? ['the request', 'its history', 'its last message, reminders, suppression']
          : []),
      ])
    })
  }
}
