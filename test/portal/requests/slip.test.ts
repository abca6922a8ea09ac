/** The slip that is printed for a customer. */
import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { createRequest, htmx, permalinkOf, signIn } from '../../fixtures/client.ts'
import { readable } from '../../fixtures/operations.ts'

const world = await startWorld(t, { jobs: false })
const portal = await signIn(world, (await addMerchant(world)).email)

t.test(
  'the slip tells whom to pay, how much, for what, until when and where, as the customer reads',
  async (t) => {
    const id = await createRequest(portal, { language: 'de', amount: '1250,50', expires_on: '' })
    const { body } = await portal.get(`/paiements/${id}/fiche`)
    const said = readable(body)
    t.match(said, /Zu zahlen an Atelier Lumière 1\.250,50 € Facture/)
    t.match(said, /Scannen Sie diesen Code.*Pariser Zeit/)
    t.match(said, (await permalinkOf(portal, id)).slice(1))
    t.match(body, /<article class="sheet handed" lang="de">[\s\S]*<svg/)
    t.match((await portal.get(`/paiements/${id}`)).body, `href="/paiements/${id}/fiche"`)
  },
)

t.test('what need not be paid any more has no slip, without and with htmx', async (t) => {
  const id = await createRequest(portal)
  await portal.post(`/paiements/${id}/annulation`, {})
  for (const headers of [{}, htmx]) {
    const answer = await portal.get(`/paiements/${id}/fiche?list=q%3Dlampe`, { headers })
    t.match(answer, { statusCode: 303, headers: { location: `/paiements/${id}?list=q%3Dlampe` } })
  }
  t.notMatch((await portal.get(`/paiements/${id}`)).body, '/fiche')
})
