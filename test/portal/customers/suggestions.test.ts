import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { type Client, createRequest, htmx, signIn } from '../../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const portal = await signIn(world, (await addMerchant(world)).email)

for (const email of ['lea.martin@courriel.example', 'leo.petit@courriel.example', 'ines@atelier.example'])
  await createRequest(portal, { email, own_mail: 'on' })
await createRequest(portal, { channel: 'sms', phone: '06 12 34 56 78' })

async function suggest(client: Client, query: string): Promise<string[]> {
  const { body } = await client.get(`/paiements/destinataires?${query}`, { headers: htmx })
  return [...body.matchAll(/<option value="([^"]*)"/g)].map(([, value]) => value!)
}

t.test('the form suggests whom the merchant asked last', async (t) => {
  const { body } = await portal.get('/paiements/nouveau')
  t.match(body, /<input id="email"[^>]*list="known-emails"/)
  const offered = [...body.matchAll(/<option value="([^"]*@[^"]*)"/g)].map(([, value]) => value)
  t.strictSame(offered, ['ines@atelier.example', 'leo.petit@courriel.example', 'lea.martin@courriel.example'])
})

t.test('while one types, those that have it in them, however a number is spelled', async (t) => {
  t.strictSame(await suggest(portal, 'email=PETIT'), ['leo.petit@courriel.example', '06 12 34 56 78'])
  for (const phone of ['06 12', '0612', '+33 6 12', '0033612', '34 56'])
    t.ok((await suggest(portal, `phone=${encodeURIComponent(phone)}`)).includes('06 12 34 56 78'), phone)
  t.strictSame(await suggest(portal, 'email=personne&phone=07'), [])
})

t.test('a customer asked twice is suggested once, first; one corrected is remembered too', async (t) => {
  const id = await createRequest(portal, { email: 'lea.martin@courriel.example' })
  t.equal((await suggest(portal, 'email=lea'))[0], 'lea.martin@courriel.example')
  await portal.post(`/paiements/${id}/envois`, { channel: 'email', email: 'lea@corrige.example', phone: '' })
  t.match(await suggest(portal, 'email=lea'), ['lea@corrige.example', 'lea.martin@courriel.example'])
})

t.test('nothing is suggested of another merchant’s, nor of the other mode (S17)', async (t) => {
  const other = await signIn(world, (await addMerchant(world, 'Autre')).email)
  t.strictSame(await suggest(other, 'email='), [])
  await portal.post('/mode', { mode: 'live' })
  t.strictSame(await suggest(portal, 'email='), [])
  await portal.post('/mode', { mode: 'test' })
})
