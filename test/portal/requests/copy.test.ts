import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { createRequest, goodForm, htmx, signIn } from '../../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const portal = await signIn(world, (await addMerchant(world)).email)
const id = await createRequest(portal, { language: 'de', expires_on: '' })

t.test(
  'a request is duplicated: the form comes filled, but for what belongs to one request alone',
  async (t) => {
    t.match((await portal.get(`/paiements/${id}`)).body, `href="/paiements/${id}/copie"`)
    const page = await portal.get(`/paiements/${id}/copie`)
    const dialog = await portal.get(`/paiements/${id}/copie`, { headers: htmx })
    t.match(dialog.body, /<dialog id="new-request"/)
    for (const { body } of [page, dialog]) {
      t.match(body, /id="amount"[^>]*value="249,00"/)
      t.match(body, /id="email"[^>]*value="lea\.martin@courriel\.example"/)
      t.match(body, /<option value="de" selected>/)
      t.match(body, /id="description"[^>]*value="Facture 2026-118, lampe Arc"/)
      t.notMatch(body, /value="F-118"/)
    }
  },
)

t.test('what the copy makes is a request of its own', async (t) => {
  const { body } = await portal.get(`/paiements/${id}/copie`)
  const key = body.match(/name="idempotency_key" value="([^"]+)"/)![1]!
  const answer = await portal.post('/paiements', { ...goodForm, idempotency_key: key })
  t.equal(answer.statusCode, 303)
  t.not(answer.headers.location, `/paiements/${id}`)
})
