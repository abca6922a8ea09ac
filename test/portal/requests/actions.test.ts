import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { createRequest, htmx, signIn } from '../../fixtures/client.ts'
import { stage } from '../../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.test('the form of cancelling is offered only while one can cancel', async (t) => {
  const pending = await createRequest(portal)
  const paid = await stage(world, portal, 'paid')
  for (const headers of [{}, htmx]) {
    const offered = await portal.get(`/paiements/${pending}/annulation`, { headers })
    t.equal(offered.statusCode, 200)
    t.match(offered.body, `action="/paiements/${pending}/annulation"`)
    const refused = await portal.get(`/paiements/${paid.id}/annulation`, { headers })
    t.equal(refused.statusCode, 409)
    t.match(refused.body, 'Cette demande ne peut plus être annulée.')
    t.notMatch(refused.body, `action="/paiements/${paid.id}/annulation"`)
    t.equal(refused.headers['hx-retarget'], '#request')
  }
})

t.test('sending again suggests the addresses this merchant has used', async (t) => {
  const { body } = await portal.get(`/paiements/${await createRequest(portal)}`)
  for (const list of ['known-emails', 'known-phones']) {
    t.match(body, `list="${list}"`)
    t.match(body, `<datalist id="${list}">`)
  }
  const typed = await portal.get('/paiements/destinataires?email=lea', { headers: htmx })
  t.match(typed.body, '<option value="lea.martin@courriel.example">')
})

t.test('the link can be shared beside being copied, where the browser can', async (t) => {
  const id = await createRequest(portal)
  const { body } = await portal.get(`/paiements/${id}`)
  const [, link] = /id="permalink"[^>]* value="([^"]+)"/.exec(body) ?? []
  t.match(body, `<button class="btn plain" type="button" data-share="${link}" hidden>Partager</button>`)
})
