import { sql } from 'kysely'
import t from 'tap'
import { startWorld } from '../../fixtures/app.ts'
import { createRequest, htmx } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'
import { countedIn, idsIn, listed, newPortal, ways } from '../../fixtures/requests/listed.ts'
import { insertPending } from '../../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })

t.test('filters are in the address, stay from page to page, and each can be taken away', async (t) => {
  const { merchant, portal } = await newPortal(world)
  const day = sql<Date>`timestamptz '2026-03-31 21:59:59+00'`
  await insertPending(world, merchant.id, 30, { created_at: day })
  await insertPending(world, merchant.id, 5, { created_at: sql<Date>`timestamptz '2026-03-31 22:00:00+00'` })
  const asked = { q: 'facture', channel: 'email', from: '2026-03-31', to: '2026-03-31' }
  for (const headers of Object.values(ways)) {
    const { body } = await portal.get(listed(asked), { headers })
    t.equal(countedIn(body), '30 paiements · 7 470,00 €', 'days are those of Paris')
    const next = /href="([^"]+)" rel="next"/.exec(body)![1]!.replaceAll('&amp;', '&')
    t.match(next, /^\/paiements\?q=facture&channel=email&from=2026-03-31&to=2026-03-31&after=\w+$/)
    const second = (await portal.get(next, { headers })).body
    t.strictSame([idsIn(body).length, idsIn(second).length], [25, 5])
    t.match(second, /href="\/paiements\?q=facture&amp;channel=email[^"]*">Les plus récents</)
    t.match(body, 'href="/paiements?q=facture&amp;channel=email&amp;to=2026-03-31"')
    t.match(body, /<a class="chip" href="\/paiements\?channel=email[^"]*"><span class="vh">Retirer le filtre/)
    t.match(body, '<a class="chip" href="/paiements">Tout effacer</a>')
    if (headers !== htmx) await validateHtml(t, body)
  }
})

t.test('what cannot be read is said beside its field, and what was typed is still there', async (t) => {
  const { portal } = await newPortal(world)
  const table: [Record<string, string>, string, RegExp][] = [
    [{ q: 'x'.repeat(201), status: 'paid' }, 'q', /Raccourcissez la recherche à 200 caractères/],
    [{ status: 'Payé', q: 'lampe' }, 'status', /Choisissez un statut de la liste/],
    [{ channel: 'fax', q: 'lampe' }, 'sent_by', /Choisissez un envoi de la liste/],
    [{ from: '31/12/26', q: 'lampe' }, 'from', /Saisissez une date, par exemple/],
    [{ from: '2026-12-31', to: '2026-12-01' }, 'to', /Choisissez le 31 décembre 2026 ou un jour qui le suit/],
  ]
  for (const [asked, field, sentence] of table) {
    for (const headers of Object.values(ways)) {
      const { statusCode, body } = await portal.get(listed(asked), { headers })
      t.equal(statusCode, 422)
      t.match(body, 'La liste n’est pas filtrée')
      t.match(new RegExp(`id="${field}-problem">([^<]*)<`).exec(body)?.[1], sentence)
      t.match(body, `<a href="#${field}">`)
      t.match(body, new RegExp(`<(input|select) id="${field}"`))
      for (const [name, value] of Object.entries(asked))
        if (name !== 'status' && name !== 'channel') t.match(body, `value="${value}"`)
      t.strictSame(idsIn(body), [])
      if (headers !== htmx) await validateHtml(t, body)
    }
  }
})

t.test('nothing found says what to do; more than can be counted says so', async (t) => {
  const { merchant, portal } = await newPortal(world)
  await insertPending(world, merchant.id, 1001)
  const { body } = await portal.get(listed({ q: 'rien de tel' }))
  t.match(body, 'Aucun paiement ne correspond')
  t.match(body, /<a class="btn plain" href="\/paiements">Voir tous les paiements</)
  t.equal(countedIn(body), 'Aucun paiement')
  await validateHtml(t, body)
  t.match(countedIn((await portal.get(listed({ status: 'pending' }))).body), '1 001 paiements · ')
  await insertPending(world, merchant.id, 1)
  t.equal(countedIn((await portal.get(listed({ status: 'pending' }))).body), 'Plus de 1 000 paiements')
  t.equal(countedIn((await portal.get('/paiements')).body), '')
})

t.test('no search of one merchant, nor of one mode, finds what is the other’s (S17)', async (t) => {
  const [mine, theirs] = [await newPortal(world), await newPortal(world)]
  await insertPending(world, theirs.merchant.id, 1, { description: 'Canari' })
  await insertPending(world, mine.merchant.id, 1, { description: 'Canari', mode: 'live' })
  for (const asked of [{ q: 'canari' }, { status: 'pending' }, { channel: 'email' }, { q: '249' }, {}]) {
    const { body } = await mine.portal.get(listed(asked))
    t.strictSame(idsIn(body), [])
    t.notMatch(body, /<td class="what">Canari/)
  }
})

t.test('what is typed into the address is text wherever it is shown (S35)', async (t) => {
  const { portal } = await newPortal(world)
  await createRequest(portal)
  for (const q of [
    '<img src=x onerror=alert(1)>',
    '"><script>alert(1)</script>',
    "' hx-get='/x",
    '{{7*7}}',
  ]) {
    for (const asked of [{ q }, { q, status: q }, { from: q }]) {
      const { body } = await portal.get(listed(asked as Record<string, string>))
      t.notMatch(body, /<img|<script>|hx-get='\/x/)
      t.notMatch(body, new RegExp(`hx-[\\w-]+="[^"]*${q.slice(0, 4).replace(/[{*(]/g, '\\$&')}`))
    }
  }
})

t.test('going back in the history brings the whole page, whose fragments caches keep apart', async (t) => {
  const { portal } = await newPortal(world)
  const headers = { ...htmx, 'hx-request-type': 'full', 'hx-history-restore-request': 'true' }
  const answer = await portal.get(listed({ q: 'lampe' }), { headers })
  t.match(answer.body, '<html')
  t.match(answer.headers.vary, /HX-History-Restore-Request/)
})
