import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { createRequest, goodForm, htmx, signIn } from '../../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.test('each mode has a list of its own', async (t) => {
  const id = await createRequest(portal)
  t.match((await portal.get('/paiements')).body, id)
  const answer = await portal.post('/mode', { mode: 'live' })
  t.match(answer, { statusCode: 303, headers: { location: '/paiements' } })
  const live = await portal.get('/paiements')
  t.match(live.body, /Mode réel/)
  t.notMatch(live.body, id)
  await portal.post('/mode', { mode: 'test' })
  const test = await portal.get('/paiements')
  t.match(test.body, /Mode test/)
  t.match(test.body, id)
})

t.test('live without a key explains what to do, and makes no request', async (t) => {
  await portal.post('/mode', { mode: 'live' })
  t.match((await portal.get('/paiements/nouveau')).body, /Le mode réel attend votre clé Stripe/)
  const dialog = await portal.get('/paiements/nouveau', { headers: htmx })
  t.match(dialog.body, /<dialog id="no-gateway"/)
  const refused = await portal.post('/paiements', goodForm)
  t.equal(refused.statusCode, 409)
  const rows = await world.deps.db
    .selectFrom('payment_requests')
    .select('id')
    .where('mode', '=', 'live')
    .execute()
  t.strictSame(rows, [])
  await portal.post('/mode', { mode: 'test' })
})

t.test('one person’s mode is not another’s', async (t) => {
  const other = await signIn(world, (await addMerchant(world, 'Autre')).email)
  await portal.post('/mode', { mode: 'live' })
  t.match((await other.get('/paiements')).body, /Mode test/)
  await portal.post('/mode', { mode: 'test' })
})

t.test('a form opened in one mode is not sent in the other: it comes back to be looked at', async (t) => {
  const form = { ...goodForm, email: 'mode@courriel.example', seen_mode: 'live' }
  const answer = await portal.post('/paiements', form)
  t.equal(answer.statusCode, 409)
  t.match(answer.body, /Vous avez changé de mode dans un autre onglet/)
  t.match(answer.body, /mode@courriel\.example/)
  t.equal((await portal.post('/paiements', { ...form, seen_mode: 'test' })).statusCode, 303)
})
