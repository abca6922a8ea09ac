import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { createRequest, htmx, signIn } from '../../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const id = await createRequest(portal, { description: 'Lampe & abat-jour' })
const from = (path: string) => ({ headers: { referer: `https://acquit.example${path}` } })
const backIn = (body: string) =>
  /class="small back"><a href="([^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&')
const rowIn = (body: string) =>
  new RegExp(`<a href="(/paiements/${id}[^"]*)"`).exec(body)?.[1]?.replaceAll('&amp;', '&')

t.test('the way back from a request keeps the filter, the search and the place of the list', async (t) => {
  for (const query of ['q=lampe', 'q=lampe+%26+abat&status=pending', 'status=pending&after=zzz']) {
    for (const headers of [{}, { ...htmx, 'hx-request-type': 'partial' }]) {
      const address = rowIn((await portal.get(`/paiements?${query}`, { headers })).body)
      t.ok(address, query)
      t.equal(backIn((await portal.get(address!)).body), `/paiements?${query}`)
    }
  }
})

t.test('the plain list needs nothing in the addresses', async (t) => {
  t.equal(rowIn((await portal.get('/paiements')).body), `/paiements/${id}`)
  t.equal(backIn((await portal.get(`/paiements/${id}`)).body), '/paiements')
})

t.test('a change of the request keeps the way back', async (t) => {
  const seen = `/paiements/${id}?list=q%3Dlampe`
  const fields = { channel: 'email', email: 'lea@courriel.example' }
  const plain = await portal.post(`/paiements/${id}/envois`, fields, from(seen))
  t.match(plain, { statusCode: 303, headers: { location: seen } })
  const fragment = await portal.post(`/paiements/${id}/envois`, fields, {
    headers: { ...htmx, ...from(seen).headers },
  })
  t.equal(backIn(fragment.body), '/paiements?q=lampe')
})

t.test('a change on a page of its own keeps the way back, without a Referer', async (t) => {
  const pages = { annulation: 'cancelled', 'reglement-autrement': 'settled_otherwise' }
  for (const [page, status] of Object.entries(pages)) {
    const request = await createRequest(portal)
    const own = `/paiements/${request}/${page}?list=q%3Dlampe`
    const detail = await portal.get(`/paiements/${request}?list=q%3Dlampe`)
    t.match(detail.body, `href="${own}"`)
    t.match((await portal.get(own)).body, `action="${own}"`)
    const changed = await portal.post(own, {})
    t.match(changed, { statusCode: 303, headers: { location: `/paiements/${request}?list=q%3Dlampe` } })
    t.match((await portal.get(changed.headers.location as string)).body, `data-status="${status}"`)
  }
})

t.test('it leads to the list and nowhere else, whatever the address says', async (t) => {
  for (const evil of ['https://evil.example', '//evil.example', '"><script>', '\\evil', '/../p/x', '#x']) {
    const { body } = await portal.get(`/paiements/${id}?${new URLSearchParams({ list: evil })}`)
    const back = new URL(backIn(body)!, 'https://acquit.example')
    t.equal(back.origin + back.pathname, 'https://acquit.example/paiements', evil)
    t.notMatch(body, '"><script>')
  }
})
