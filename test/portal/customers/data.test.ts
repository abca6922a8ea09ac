import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { createRequest, signIn } from '../../fixtures/client.ts'
import { dumpDatabase, eraseCustomer } from '../../fixtures/customers.ts'
import { uploadGood, writeFile } from '../../fixtures/imports/files.ts'
import { stage } from '../../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const other = await signIn(world, (await addMerchant(world, 'Autre')).email)
const lea = 'lea.martin@courriel.example'

t.test('a customer’s data is found by address or number, however it is typed, and handed over', async (t) => {
  await stage(world, portal, 'paid', { own_mail: '', email: lea })
  await createRequest(portal, { channel: 'sms', email: '', phone: '06 12 34 56 78' })
  const { body } = await portal.get(
    `/donnees-clients?client=${encodeURIComponent('LEA.martin@courriel.example')}`,
  )
  t.match(body, '1 demande de paiement')
  t.match((await portal.get('/donnees-clients?client=0612345678')).body, '1 demande de paiement')
  const file = await portal.get(`/donnees-clients/fichier?client=${lea}`)
  t.match(file.headers['content-disposition'], /^attachment/)
  t.match(JSON.parse(file.body), {
    merchant: 'Atelier Lumière',
    customer: lea,
    requests: [{ amount_cents: 24_900, status: 'paid', attempts: [{ card_last4: '4242' }] }],
  })
})

t.test(
  'what cannot be an address is refused with what to type; of an unknown one nothing is kept',
  async (t) => {
    for (const typed of ['lea', '']) {
      const refused = await portal.get(`/donnees-clients?client=${typed}`)
      t.equal(refused.statusCode, 422, typed)
      t.match(refused.body, 'Saisissez une adresse e-mail ou un numéro complet')
    }
    t.match(
      (await portal.get('/donnees-clients?client=personne@courriel.example')).body,
      'Rien n’est conservé',
    )
    t.equal((await portal.get('/donnees-clients/fichier?client=personne@courriel.example')).statusCode, 404)
    t.equal((await eraseCustomer(portal, 'personne@courriel.example')).statusCode, 404)
  },
)

t.test('nobody is erased without a confirmation, nor while something is still to be paid', async (t) => {
  const unconfirmed = await portal.post('/donnees-clients/effacement', { client: lea })
  t.equal(unconfirmed.statusCode, 422)
  t.match(unconfirmed.body, 'Cochez la case')
  const pending = await eraseCustomer(portal, '06 12 34 56 78')
  t.equal(pending.statusCode, 409)
  t.match(pending.body, 'Une demande est encore à payer')
  t.match(await dumpDatabase(db), '+33612345678')
})

t.test('another merchant finds and erases nothing of it (S17)', async (t) => {
  t.match((await other.get(`/donnees-clients?client=${lea}`)).body, 'Rien n’est conservé')
  const answer = await other.post('/donnees-clients/effacement', { client: lea, confirmed: 'on' })
  t.equal(answer.statusCode, 404)
  t.match(await dumpDatabase(db), lea)
})

t.test('an address that is only suggested, or waits in a file, is shown and erased too', async (t) => {
  const [typo, filed] = ['fautive@courriel.example', 'fichier0@courriel.example']
  const id = await createRequest(portal, { own_mail: 'on', email: typo })
  await portal.post(`/paiements/${id}/envois`, { channel: 'email', email: 'bonne@courriel.example' })
  await uploadGood(world, portal, writeFile(1, 'fichier'))
  for (const client of [typo, filed]) {
    t.match((await portal.get(`/donnees-clients?client=${client}`)).body, 'Effacer ce client', client)
    t.equal((await other.get(`/donnees-clients/fichier?client=${client}`)).statusCode, 404, 'S17')
    const { body } = await portal.get(`/donnees-clients/fichier?client=${client}`)
    t.match(JSON.parse(body), { customer: client, requests: [] })
    t.equal((await eraseCustomer(portal, client)).statusCode, 303)
    t.notMatch(await dumpDatabase(db), client)
    t.equal((await eraseCustomer(portal, client)).statusCode, 404)
  }
})
