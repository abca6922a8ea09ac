import t from 'tap'
import { linkTo } from '../../fixtures/accounts/mailbox.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { createClient, signIn } from '../../fixtures/client.ts'

const world = await startWorld(t)

t.test('a person reads the portal in English once they asked for it, wherever they sign in', async (t) => {
  const { email } = await addMerchant(world)
  const first = await signIn(world, email)
  t.match((await first.get('/paiements')).body, /<html lang="fr">[\s\S]*Demander un Paiement/)
  const answer = await first.post('/langue', { language: 'en', page: '/paiements/nouveau' })
  t.match(answer, { statusCode: 303, headers: { location: '/paiements/nouveau' } })
  const elsewhere = await signIn(world, email)
  const { body } = await elsewhere.get('/paiements')
  t.match(body, /<html lang="en">[\s\S]*Request a payment/)
  t.match((await elsewhere.get('/paiements/rien')).body, /This page does not exist/)
})

t.test('whoever changes the language finds the list as it was, its filter included', async (t) => {
  const client = await signIn(world, (await addMerchant(world)).email)
  const list = '/paiements?q=lampe+%26+pied&status=paid'
  const page = (await client.get(list)).body.match(/name="page" value="([^"]*)"/)![1]!
  const answer = await client.post('/langue', { language: 'en', page: page.replaceAll('&amp;', '&') })
  t.equal(answer.headers.location, list)
  t.match((await client.get(list)).body, /<html lang="en">[\s\S]*value="lampe &amp; pied"/)
})

t.test('who is not signed in keeps the language of their browser', async (t) => {
  const visitor = createClient(world)
  t.match((await visitor.get('/connexion')).body, /<html lang="fr">/)
  await visitor.post('/langue', { language: 'en', page: '/connexion' })
  t.match((await visitor.get('/connexion')).body, /<html lang="en">/)
})

t.test('a letter’s link opens in its reader’s language, or in the one chosen on its page', async (t) => {
  const { email } = await addMerchant(world)
  await (await signIn(world, email)).post('/langue', { language: 'en' })
  const visitor = createClient(world)
  await visitor.post('/mot-de-passe/oubli', { email })
  const page = await linkTo(world, email)
  t.match((await visitor.get(page)).body, /<html lang="en">/)
  const chosen = await visitor.post('/langue', { language: 'fr', page })
  t.equal(chosen.headers.location, page)
  t.match((await visitor.get(page)).body, /<html lang="fr">/)
})

t.test(
  'no language is chosen on the answer to a form: what was typed would be gone, or the page',
  async (t) => {
    const { email } = await addMerchant(world)
    const client = await signIn(world, email)
    const choice = 'action="/langue"'
    t.match((await client.get('/entreprises/nouvelle')).body, choice)
    const refused = await client.post('/entreprises', { trade_name: '' })
    t.equal(refused.statusCode, 422)
    t.notMatch(refused.body, choice)
  },
)

t.test('changing the language leads nowhere but to this site (S15)', async (t) => {
  const visitor = createClient(world)
  for (const page of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    'x',
  ]) {
    const { headers } = await visitor.post('/langue', { language: 'fr', page })
    t.equal(headers.location, '/paiements', page)
  }
})
