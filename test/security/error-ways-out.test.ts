/** Where an error page leads, and what it does not tell. */
import t from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, createRequest, htmx, permalinkOf, signIn } from '../fixtures/client.ts'

const reference = /(?<=référence )[0-9a-f]{8}\b/g

const world = await startWorld(t, { jobs: false })
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)
const link = await permalinkOf(portal, await createRequest(portal))
const wayBack = (to: string, title: string) =>
  `<a href="${to}"><span aria-hidden="true">←</span> ${title}</a>`

t.test(
  'a merchant who is signed in keeps the portal around an error, and others get a way out',
  async (t) => {
    const lost = `/paiements/pay_${'0'.repeat(22)}`
    const { body } = await portal.get(lost)
    t.match(body, 'Atelier Lumière')
    t.match(body, wayBack('/paiements', 'Paiements'))
    t.match((await portal.get(lost, { headers: htmx })).body, wayBack('/paiements', 'Paiements'))
    t.match((await portal.get('/rien')).body, wayBack('/', 'Accueil'))
    t.match((await customer.get('/rien')).body, wayBack('/', 'Accueil'))
  },
)

t.test('a customer reads the same error whether or not a merchant is signed in', async (t) => {
  for (const path of [`/p/${'0'.repeat(22)}`, '/p/rien/rien', `${link}/rien`]) {
    const said = async (client: typeof portal) => (await client.get(path)).body.replace(reference, '…')
    const body = await said(portal)
    t.equal(body, await said(customer))
    t.notMatch(body, /Paiements|Accueil/)
  }
})
