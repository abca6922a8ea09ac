import { sql } from 'kysely'
import t from 'tap'
import { forgetOldEmailChanges } from '../../../src/accounts/email/email-change-store.ts'
import { forgetEndedSessions } from '../../../src/accounts/sessions/session-store.ts'
import { ageSessions, enterPortal, isIn } from '../../fixtures/accounts/sessions.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)

t.beforeEach(async () => {
  await db.deleteFrom('sessions').execute()
  await db.deleteFrom('rate_counts').execute()
})

t.test('a session unused for 30 minutes has ended, and one is told why (S31)', async (t) => {
  const client = await enterPortal(world, merchant)
  await ageSessions(db, { seen: '29 minutes' })
  t.ok(await isIn(client), 'and this is a use')
  await ageSessions(db, { seen: '29 minutes' })
  t.ok(await isIn(client))
  await ageSessions(db, { seen: '31 minutes' })
  const { statusCode, headers } = await client.get('/reglages')
  t.match({ statusCode, headers }, { statusCode: 303, headers: { location: '/connexion?next=%2Freglages' } })
  t.match((await client.get(headers.location!)).body, /déconnecté après 30 minutes sans activité/)
  t.notMatch((await client.get(headers.location!)).body, /30 minutes sans/, 'once')
  t.notOk(await isIn(client), 'asking again does not revive it')
})

t.test('a session in use has ended after 12 hours all the same (S31)', async (t) => {
  const client = await enterPortal(world, merchant)
  await ageSessions(db, { opened: '11 hours 59 minutes' })
  t.ok(await isIn(client))
  await ageSessions(db, { opened: '2 minutes' })
  t.notOk(await isIn(client))
  t.match((await client.get('/connexion')).body, /durée maximale/)
})

t.test(
  '“Rester connecté” lasts 30 days and no more, and only while every merchant allows it (S31)',
  async (t) => {
    const client = await enterPortal(world, merchant, { keep: 'on' })
    await ageSessions(db, { opened: '29 days', seen: '29 days' })
    t.ok(await isIn(client))
    const allow = (allows_kept_sessions: boolean) =>
      db.updateTable('merchants').set({ allows_kept_sessions }).where('id', '=', merchant.id).execute()
    await allow(false)
    t.notOk(await isIn(client))
    await allow(true)
    await ageSessions(db, { opened: '1 day 1 minute' })
    t.notOk(await isIn(client))
  },
)

t.test('the clock of the process that asks does not count (S31)', async (t) => {
  const client = await enterPortal(world, merchant)
  const real = Date.now
  t.teardown(() => Object.assign(Date, { now: real }))
  Date.now = () => real() + 60 * 60 * 1000
  t.ok(await isIn(client))
  Date.now = real
  await ageSessions(db, { seen: '31 minutes' })
  Date.now = () => real() - 60 * 60 * 1000
  t.notOk(await isIn(client))
})

t.test('what has ended is forgotten a day later; a new address, when its link has', async (t) => {
  const [client, ended] = [
    await enterPortal(world, merchant, { keep: 'on' }),
    await enterPortal(world, merchant),
  ]
  await ageSessions(db, { seen: '25 hours' })
  const changes = [merchant, await addMerchant(world)].map(({ userId }, index) => ({
    user_id: userId,
    email: `n${index}@atelier.example`,
    expires_at: sql<Date>`now() + make_interval(mins => ${index === 0 ? 1 : -1})`,
  }))
  await db.insertInto('email_changes').values(changes).execute()
  await forgetEndedSessions(db)
  await forgetOldEmailChanges(db)
  t.strictSame([await isIn(client), await isIn(ended)], [true, false])
  t.equal((await db.selectFrom('sessions').select('id').execute()).length, 1)
  const waiting = await db.selectFrom('email_changes').select('email').execute()
  t.strictSame(waiting, [{ email: 'n0@atelier.example' }])
})
