import t from 'tap'
import { cleanTyped } from '../../../src/domain/plain-text.ts'
import { addMerchant, addPerson, startWorld, startWorldOn } from '../../fixtures/app.ts'
import { goodForm, htmx, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps

t.test(
  'one merchant where nobody opens another by themselves: nothing to choose, nothing to open',
  async (t) => {
    const { email } = await addMerchant(world, 'Seule')
    for (const SIGNUP of ['invitation', 'closed']) {
      const here = await startWorldOn(t, world.deps.databaseUrl, { env: { SIGNUP }, jobs: false })
      const client = await signIn(here, email)
      const { body } = await client.get('/paiements')
      t.match(body, /id="who"[\s\S]*>Seule<\/span><\/summary>/)
      t.notMatch(body, '/entreprises')
      t.equal((await client.get('/entreprises/nouvelle')).statusCode, 404)
      t.equal((await client.post('/entreprises', { trade_name: 'Encore' })).statusCode, 404)
    }
  },
)

t.test('whoever may sign up opens another merchant, owns it, and looks at it', async (t) => {
  const { email } = await addMerchant(world, 'La première')
  const client = await signIn(world, email)
  t.match((await client.get('/paiements')).body, 'href="/entreprises/nouvelle"')
  await validateHtml(t, (await client.get('/entreprises/nouvelle')).body)
  for (const trade_name of ['', ' \u200B', 'x'.repeat(61)]) {
    const { statusCode, body } = await client.post('/entreprises', { trade_name })
    t.equal(statusCode, 422)
    t.match(body, /id="trade_name-problem">[^<]+</)
    t.ok(body.includes(`value="${cleanTyped(trade_name)}"`))
  }
  const answer = await client.post('/entreprises', { trade_name: 'La <deuxième>' })
  t.match(answer, { statusCode: 303, headers: { location: '/paiements' } })
  t.match(
    (await client.get('/paiements')).body,
    /<summary>.*>La &lt;deuxième&gt;<\/span><\/summary>[\s\S]*La première/,
  )
  t.equal((await client.get('/fermeture')).statusCode, 200, 'as its owner')
  const statuses = []
  for (let n = 0; n < 5; n += 1)
    statuses.push((await client.post('/entreprises', { trade_name: `Suite ${n}` })).statusCode)
  t.strictSame(statuses, [303, 303, 303, 303, 429])
})

t.test('whoever works for nobody any more reads so, with what to do, and may sign out', async (t) => {
  const shop = await addMerchant(world, 'Ancienne')
  const { email, userId } = await addPerson(world, shop.id, 'manager')
  const client = await signIn(world, email)
  await db.deleteFrom('memberships').where('user_id', '=', userId).execute()
  for (const url of ['/', '/paiements', '/equipe']) {
    const { statusCode, body } = await client.get(url)
    t.equal(statusCode, 403, url)
    t.match(body, 'Vous ne faites partie d’aucune équipe')
    t.match(body, email)
    t.notMatch(body, 'Ancienne')
    await validateHtml(t, body)
  }
  const fragment = await client.get('/paiements/nouveau', { headers: htmx })
  t.match(fragment, { statusCode: 403, body: '', headers: { 'hx-redirect': '/paiements' } })
  t.equal((await client.post('/paiements', goodForm)).statusCode, 403)
  for (const url of ['/compte', '/compte/adresse', '/compte/mot-de-passe', '/compte/second-facteur'])
    t.equal((await client.get(url)).statusCode, 200, 'their account stays theirs')
  t.equal((await client.post('/compte/second-facteur', { change: 'app' })).statusCode, 200)
  t.match(await client.post('/entreprises', { trade_name: 'Nouveau départ' }), { statusCode: 303 })
  t.match((await client.get('/paiements')).body, 'Nouveau départ')
  t.equal((await client.post('/deconnexion', {})).statusCode, 303)
})
