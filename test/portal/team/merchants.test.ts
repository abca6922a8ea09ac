import t from 'tap'
import { addMerchant, addPerson, startWorld } from '../../fixtures/app.ts'
import { createRequest, goodForm, htmx, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps

/** The owner of a merchant, who works for another one too. */
async function startBoth() {
  const shop = await addMerchant(world, 'Boutique A')
  const other = await addMerchant(world, 'Atelier <B>')
  await db
    .insertInto('memberships')
    .values({ user_id: shop.userId, merchant_id: other.id, role: 'member' })
    .execute()
  return { shop, other, client: await signIn(world, shop.email) }
}

const choose = '/entreprises/choix'

t.test('whoever works for several merchants switches from one to the other in the header', async (t) => {
  const { shop, other, client } = await startBoth()
  const id = await createRequest(client)
  const before = await client.get('/paiements')
  t.match(before.body, new RegExp(`<summary>.*Boutique A</span></summary>[\\s\\S]*value="${other.id}"`))
  t.match(before.body, 'Atelier &lt;B&gt;</button>')
  await validateHtml(t, before.body)
  const answer = await client.post(choose, { merchant: other.id })
  t.match(answer, { statusCode: 303, headers: { location: '/paiements' } })
  const after = await client.get('/paiements')
  t.match(after.body, new RegExp(`<summary>.*Atelier &lt;B&gt;</span></summary>[\\s\\S]*value="${shop.id}"`))
  t.notMatch(after.body, id)
  t.equal((await client.get(`/paiements/${id}`)).statusCode, 404)
  t.equal((await client.get('/reglages')).statusCode, 403, 'with the role they have there')
  await client.post(choose, { merchant: shop.id })
  t.match((await client.get('/paiements')).body, id)
  t.equal((await client.get('/reglages')).statusCode, 200)
})

t.test('each session looks at its own, and each merchant keeps its own mode', async (t) => {
  const { shop, other, client } = await startBoth()
  const phone = await signIn(world, shop.email)
  await client.post(choose, { merchant: other.id })
  await client.post('/mode', { mode: 'live' })
  t.match(
    (await client.get('/paiements')).body,
    /data-mode="live"[\s\S]*Atelier &lt;B&gt;<\/span><\/summary>/,
  )
  t.match((await phone.get('/paiements')).body, /data-mode="test"[\s\S]*Boutique A<\/span><\/summary>/)
})

t.test('nobody comes to a merchant by naming it', async (t) => {
  const { client } = await startBoth()
  const stranger = await addMerchant(world, 'Étrangère')
  const closed = await startBoth()
  await db.updateTable('merchants').set({ closed_at: new Date() }).where('id', '=', closed.other.id).execute()
  for (const merchant of ['', 'mer_0', stranger.id])
    t.equal((await client.post(choose, { merchant })).statusCode, 404)
  t.equal((await closed.client.post(choose, { merchant: closed.other.id })).statusCode, 404)
  t.match((await client.get('/paiements')).body, 'Boutique A')
})

for (const headers of [{}, htmx]) {
  const how = 'hx-request' in headers ? 'with htmx' : 'without htmx'

  t.test(`a form opened for one merchant does nothing for the other, ${how}`, async (t) => {
    const { shop, other, client } = await startBoth()
    await db.updateTable('memberships').set({ role: 'owner' }).where('merchant_id', '=', other.id).execute()
    const forms = {
      '/paiements': goodForm,
      '/reglages': { trade_name: 'Boutique A', contact_email: 'a@a.example', sms_sender: 'A' },
      '/reglages/stripe': { mode: 'live', secret_key: 'sk_live_x' },
    }
    const { userId } = await addPerson(world, shop.id, 'member')
    await createRequest(client, { email: 'lea@courriel.example', own_mail: 'on' })
    const pages = [
      ...['/paiements/nouveau', '/paiements/import', '/reglages', '/reglages/logo', '/reglages/stripe'],
      ...['/equipe/depart', `/equipe/${userId}/role`, `/equipe/${userId}/retrait`],
      ...['/equipe/invitations/nouvelle', '/donnees-clients?client=lea@courriel.example', '/fermeture'],
    ]
    for (const page of pages) {
      const { body } = await client.get(page, { headers })
      t.match(body, new RegExp(`name="seen_merchant" value="${shop.id}"`), page)
    }
    await client.post(choose, { merchant: other.id })
    for (const [url, fields] of Object.entries(forms)) {
      const answer = await client.post(url, { ...fields, seen_merchant: shop.id }, { headers })
      t.equal(answer.statusCode, 409, url)
      t.match(answer.body, 'Vous avez changé d’entreprise dans un autre onglet')
    }
    const made = await db
      .selectFrom('payment_requests')
      .select('id')
      .where('merchant_id', '=', other.id)
      .execute()
    t.strictSame(made, [])
    t.equal((await client.post('/paiements', { ...goodForm, seen_merchant: other.id })).statusCode, 303)
  })
}
