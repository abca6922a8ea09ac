/** Templates: the page that keeps them, and the form that they fill. */
import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { type Client, createClient, goodForm, htmx, signIn } from '../../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const stranger = await signIn(world, (await addMerchant(world, 'Boutique Bleue')).email)

const deposit = {
  name: 'Acompte',
  description: 'Acompte de 30 %',
  message: 'Merci,\r\nà bientôt.',
  amount: '75',
}
const kept = () => db.selectFrom('request_templates').selectAll().orderBy('name').execute()
const idOf = async (name: string) => (await kept()).find((one) => one.name === name)!.id

t.beforeEach(() => db.deleteFrom('request_templates').execute())

/** Posts, and reads the page that follows. */
async function post(path: string, fields = {}, headers = {}, client: Client = portal) {
  const answer = await client.post(path, fields, { headers })
  return answer.statusCode === 303 ? client.get(answer.headers.location!.toString()) : answer
}

t.test('a template is added, changed and removed', async (t) => {
  for (const headers of [{}, htmx]) {
    const added = await post('/reglages/modeles', deposit, headers)
    t.match(added.body, 'Le modèle est enregistré.')
    t.match(added.body, '75,00\u00A0€ · Acompte de 30 %')
    const id = await idOf('Acompte')
    const template = `/reglages/modeles/${id}`
    t.match((await portal.get(template, { headers })).body, 'value="Acompte de 30 %"')
    const change = { ...deposit, id, name: 'Arrhes', amount: '' }
    t.match((await post('/reglages/modeles', change, headers)).body, 'enregistré')
    t.match(await kept(), [{ name: 'Arrhes', message: 'Merci,\nà bientôt.', amount_cents: null }])
    t.match((await post(`${template}/retrait`, {}, headers)).body, 'Le modèle est supprimé.')
    t.strictSame(await kept(), [])
  }
})

t.test('what is wrong is said beside its field, and what was typed stays', async (t) => {
  await post('/reglages/modeles', deposit)
  const mistakes = {
    'Donnez un nom au modèle': { name: ' ' },
    'Raccourcissez le nom à 60 caractères': { name: 'a'.repeat(61) },
    'Un de vos modèles porte déjà ce nom': { name: 'ACOMPTE' },
    'Dites à votre client ce qu’il paie': { description: '' },
    'N’écrivez pas d’adresse de site': { message: 'evil.example' },
    'Saisissez un montant d’au moins': { amount: '0,10' },
  }
  for (const [sentence, mistake] of Object.entries(mistakes)) {
    for (const headers of [{}, htmx]) {
      const form = { ...deposit, name: 'Solde', ...mistake }
      const answer = await portal.post('/reglages/modeles', form, { headers })
      t.equal(answer.statusCode, 422, sentence)
      t.match(answer.body, sentence)
      t.match(answer.body, `<textarea id="message" name="message"`)
    }
  }
  t.equal((await kept()).length, 1)
})

t.test('there are twenty at most', async (t) => {
  for (let count = 1; count <= 20; count += 1)
    t.equal((await portal.post('/reglages/modeles', { ...deposit, name: `n° ${count}` })).statusCode, 303)
  const refused = await portal.post('/reglages/modeles', { ...deposit, name: 'n° 21' })
  t.equal(refused.statusCode, 422)
  t.match(refused.body, 'Vous avez déjà 20 modèles')
  const change = { ...deposit, id: await idOf('n° 20'), name: 'n° 22' }
  t.equal((await portal.post('/reglages/modeles', change)).statusCode, 303)
})

t.test('it fills the form, and keeps what else was typed', async (t) => {
  await post('/reglages/modeles', deposit)
  await post('/reglages/modeles', { ...deposit, name: 'Solde', message: '', amount: '' })
  for (const headers of [{}, htmx]) {
    const form = { ...goodForm, use: 'template', unfolded: 'on' }
    const filled = await portal.post(
      '/paiements/nouveau',
      { ...form, template: await idOf('Acompte') },
      { headers },
    )
    t.match(filled.body, 'value="75,00"')
    t.match(filled.body, 'value="Acompte de 30 %"')
    t.match(filled.body, '>Merci,\nà bientôt.</textarea>')
    t.match(filled.body, 'value="lea.martin@courriel.example"')
    const typed = { ...form, message: 'Le mien.', template: await idOf('Solde') }
    const half = await portal.post('/paiements/nouveau', typed, { headers })
    t.match(half.body, 'value="249,00"')
    t.match(half.body, '>Le mien.</textarea>')
    const link = await portal.get(`/paiements/nouveau?template=${await idOf('Acompte')}`, { headers })
    t.match(link.body, 'value="Acompte de 30 %"')
  }
  t.notMatch((await stranger.get('/paiements/nouveau')).body, 'name="template"')
})

t.test('nobody else sees, uses or changes it (S17)', async (t) => {
  await post('/reglages/modeles', deposit)
  const template = `/reglages/modeles/${await idOf('Acompte')}`
  t.equal((await stranger.get(template)).statusCode, 404)
  const change = { ...deposit, id: await idOf('Acompte') }
  t.equal((await stranger.post('/reglages/modeles', change)).statusCode, 404)
  t.equal((await stranger.post(`${template}/retrait`, {})).statusCode, 404)
  t.notMatch((await stranger.get('/reglages/modeles')).body, 'Acompte de 30')
  const link = await stranger.get(`/paiements/nouveau?template=${await idOf('Acompte')}`)
  t.notMatch(link.body, 'Acompte de 30')
  t.equal((await createClient(world).get('/reglages/modeles')).statusCode, 303)
  t.equal((await kept()).length, 1)
})
