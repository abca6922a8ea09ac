import t from 'tap'
import { ConfigError, readConfig } from '../../src/config/config.ts'
import { addMerchant, addPerson, startWorld } from '../fixtures/app.ts'
import { htmx, signIn } from '../fixtures/client.ts'
import { operatorVariables } from '../fixtures/config.ts'
import { canary, posted } from '../fixtures/security/alice-and-bob.ts'
import { addressOf, audienceOf, collectRoutes } from '../fixtures/security/routes.ts'
import { stage, stageAll } from '../fixtures/security/stage.ts'

const { built: world, routes } = await collectRoutes(() => startWorld(t, { jobs: false }))
const [alice, bob] = [await addMerchant(world, `${canary} 1`), await addMerchant(world, 'Boutique B')]
const [hers, his] = [await signIn(world, alice.email), await signIn(world, bob.email)]
const { userId: person } = await addPerson(world, alice.id, 'member', `${canary} 4`)

await hers.post('/equipe/invitations', { email: `${canary}@invite.example` })

const { id: invitation } = await world.deps.db
  .selectFrom('invitations')
  .select('id')
  .executeTakeFirstOrThrow()

const team = { person, invitation }
const staged = await stageAll(world, hers)
const mine = await stage(world, his, 'pending')
const portalRoutes = routes.filter((route) => audienceOf(route) === 'portal')

t.test('nothing of one merchant is on any page of the other (S17)', async (t) => {
  const { id } = await stage(world, hers, 'paid', {
    description: `${canary} 2`,
    reference: `${canary} 3`,
    email: `${canary.toLowerCase()}@courriel.example`,
  })
  t.match((await hers.get('/paiements')).body, new RegExp(canary))
  t.match((await hers.get('/equipe')).body, /KANARIENVOGEL 4[\s\S]*kanarienvogel@invite/)
  const gets = portalRoutes.filter(({ method }) => method === 'GET')
  const pages = gets.flatMap((route) => [
    addressOf(route, { ...mine, person: bob.userId }),
    addressOf(route, { id, token: '', ...team }),
  ])
  pages.push(
    // The page repeats what was searched for: here only the beginning, which finds it too.
    '/paiements?q=KANARIEN',
    '/paiements?status=paid',
    '/paiements.csv?q=KANARIEN',
    mine.link,
  )
  for (const url of pages) {
    for (const headers of [{}, htmx]) {
      const { body } = await his.get(url, { headers })
      // The link to the export contains what was searched for, in the searcher's own words.
      t.notMatch(body.replace('/paiements.csv?q=KANARIENVOGEL', ''), /kanarienvogel/i, url)
      t.notOk(body.includes(id) || Object.values(staged).some((one) => body.includes(one.token)), url)
    }
  }
})

t.test('a cursor of one merchant shows the other nothing but their own (S17)', async (t) => {
  for (let n = 0; n < 26; n += 1) await stage(world, hers, 'pending')
  const next = /href="(\/paiements\?after=[^"]+)"/.exec((await hers.get('/paiements')).body)![1]!
  const { body, statusCode } = await his.get(next)
  t.equal(statusCode, 200)
  t.notMatch(body, /kanarienvogel/i)
  const links = [...body.matchAll(/\/paiements\/(pay_\w{22})/g)].map(([, id]) => id)
  t.ok(links.every((id) => id === mine.id))
})

t.test('one merchant’s idempotency key means nothing to the other (S17)', async (t) => {
  const key = 'the-same-key-for-both-of-them'
  const one = await hers.post('/paiements', { ...posted, idempotency_key: key })
  const other = await his.post('/paiements', { ...posted, idempotency_key: key })
  t.equal(other.statusCode, 303)
  t.not(one.headers.location, other.headers.location)
  t.equal((await his.get(other.headers.location!)).statusCode, 200)
})

t.test('in production nobody reads the messages the local adapters kept (S17)', async (t) => {
  const env = {
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://acquit.example',
    DATABASE_URL: world.deps.databaseUrl,
    APP_SECRET: 'a secret for production only, of enough length',
    ...operatorVariables,
    MAIL_FROM: 'ne-pas-repondre@acquit.example',
  }
  try {
    readConfig(env)
  } catch (error) {
    t.ok(error instanceof ConfigError, 'it does not even start')
    return
  }
  const production = await startWorld(t, { env, jobs: false })
  for (const url of ['/messages-locaux', '/messages-locaux.json', '/messages-locaux/1']) {
    const answer = await production.app.inject({ url, headers: { host: 'acquit.example' } })
    t.equal(answer.statusCode, 404, url)
  }
})
