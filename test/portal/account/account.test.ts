import t from 'tap'
import { readDevice } from '../../../src/accounts/sessions/device.ts'
import { addMerchant, password, startWorld } from '../../fixtures/app.ts'
import { type Client, createClient, signIn } from '../../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const agents = {
  'Firefox sur Windows': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
  'Chrome sur Android':
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36',
  'Safari sur iPhone':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
  'Safari sur Mac':
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15',
  'Edge sur Windows':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0',
}

async function enterWith(email: string, agent: string): Promise<Client> {
  const client = createClient(world)
  await client.post('/connexion', { email, password }, { headers: { 'user-agent': agent } })
  return client
}

const isIn = async (client: Client) => (await client.get('/paiements')).statusCode === 200

t.test('a device is named in plain words, whatever else its browser claims to be', async (t) => {
  for (const [name, agent] of Object.entries(agents)) {
    const { browser, system } = readDevice(agent)
    t.equal(`${browser} sur ${system}`, name)
  }
  for (const agent of [null, '', 'curl/8.0', '<script>alert(1)</script>'])
    t.strictSame(readDevice(agent), { browser: undefined, system: undefined })
})

t.test('my account says who I am, in the language I chose', async (t) => {
  const { email } = await addMerchant(world)
  const client = await signIn(world, email)
  t.match((await client.get('/paiements')).body, /<a href="\/compte"/)
  t.match((await client.get('/compte')).body, email)
  t.equal((await client.post('/compte', { name: '  Léa\u202E  Martin ' })).statusCode, 303)
  t.match((await client.get('/compte')).body, /Votre nom est enregistré\.[\s\S]*value="Léa Martin"/)
  for (const name of ['', ' ', 'x'.repeat(81)]) {
    const answer = await client.post('/compte', { name })
    t.equal(answer.statusCode, 422)
    t.match(answer.body, /aria-invalid="true"/)
  }
  t.match((await client.get('/compte')).body, /value="Léa Martin"/)
  const changed = await client.post('/langue', { language: 'en', page: '/compte' })
  t.match((await client.get(changed.headers.location!)).body, /My account/)
})

t.test('every session is listed, this one marked, and each can be ended from another (S31)', async (t) => {
  const { email } = await addMerchant(world)
  const names = Object.keys(agents)
  const clients = await Promise.all(Object.values(agents).map((agent) => enterWith(email, agent)))
  const [mine, ...others] = clients
  const { body } = await mine!.get('/compte')
  for (const name of names) t.match(body, `<strong>${name}</strong>`)
  t.match(body, new RegExp(`<strong>${names[0]}</strong>\\s*<span[^>]*>Cette session<`))
  t.equal(body.match(/Cette session/g)?.length, 1)
  const end =
    /action="(\/compte\/sessions\/\w+\/fin)">\s*<button[^>]*aria-label="Fermer la session : Safari sur iPhone"/
  const address = end.exec(body.replaceAll('\u00A0', ' '))![1]!
  t.match(await mine!.post(address, {}), { statusCode: 303, headers: { location: '/compte' } })
  t.match((await mine!.get('/compte')).body, /La session est fermée\./)
  t.strictSame(await Promise.all(others.map(isIn)), [true, false, true, true])
  t.equal((await mine!.post(address, {})).statusCode, 404, 'it is not there any more')
})

t.test('nobody ends, or finds, somebody else’s session (S16)', async (t) => {
  const [one, two] = [await addMerchant(world), await addMerchant(world)]
  const [hers, his] = [await signIn(world, one.email), await signIn(world, two.email)]
  const { id } = await db
    .selectFrom('sessions')
    .select('id')
    .where('user_id', '=', one.userId)
    .executeTakeFirstOrThrow()
  t.equal((await his.post(`/compte/sessions/${id}/fin`, {})).statusCode, 404)
  t.notMatch((await his.get('/compte')).body, id)
  t.ok(await isIn(hers))
})

t.test('signing out everywhere ends every session of this person, and nobody else’s (S31)', async (t) => {
  const [one, two] = [await addMerchant(world), await addMerchant(world)]
  const mine = [await signIn(world, one.email), await signIn(world, one.email)]
  const neighbour = await signIn(world, two.email)
  const answer = await mine[0]!.post('/compte/sessions/fin', {})
  t.match(answer, { statusCode: 303, headers: { location: '/connexion' } })
  t.match((await mine[0]!.get('/connexion')).body, /Vous êtes déconnecté de tous vos appareils/)
  t.strictSame(await Promise.all([...mine, neighbour].map(isIn)), [false, false, true])
})
