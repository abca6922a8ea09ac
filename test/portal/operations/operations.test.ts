import { sql } from 'kysely'
import t from 'tap'
import { newId } from '../../../src/domain/ids.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { htmx, signIn } from '../../fixtures/client.ts'
import { fileOf, readable, sumsOf } from '../../fixtures/operations.ts'
import { insertPending, stage } from '../../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const paid = (day: string, more = {}) =>
  insertPending(world, merchant.id, 1, {
    status: 'paid' as const,
    paid_at: sql<Date>`${day}::timestamptz`,
    ...more,
  })

t.test('a merchant whose money has not moved is told what will be here', async (t) => {
  t.match(readable((await portal.get('/operations')).body), 'Aucune opération pour l’instant')
})

t.test('a payment and a refund are two lines, each on its own day, with and without htmx', async (t) => {
  const [request] = await paid('2026-01-31T22:59:00Z', { reference: 'F-118', created_at: new Date(0) })
  await db
    .insertInto('refunds')
    .values({
      ...{ id: newId('ref'), request_id: request!.id, amount_cents: 4900, status: 'succeeded' },
      updated_at: new Date('2026-03-02T09:00:00Z'),
    })
    .execute()
  for (const headers of [{}, htmx]) {
    const { body } = await portal.get('/operations', { headers })
    const said = readable(body)
    t.match(said, /-49,00 € Frais — Net — Remboursé lea\.martin@ ?courriel\.example F-118 2 mars 2026/)
    t.match(said, /249,00 € Frais — Net — Encaissé lea\.martin@ ?courriel\.example F-118 31 janvier 2026/)
    t.match(said, /Encaissé 249,00 € Remboursé -49,00 € Solde 200,00 €/)
    t.match(body, `href="/paiements/${request!.id}"`)
    t.equal(body.includes('<html'), headers !== htmx)
  }
  t.match(await sumsOf(portal, '?from=2026-01-01&to=2026-01-31'), { collected: 24_900, total: 24_900 })
  t.match(await sumsOf(portal, '?from=01/03/2026&to=31/03/2026'), { refunded: -4900, total: -4900 })
  t.match(await fileOf(portal), [
    { Date: '02/03/2026 10:00', Opération: 'Remboursé', 'Montant brut (EUR)': '-49,00', Référence: 'F-118' },
    {
      Date: '31/01/2026 23:59',
      Opération: 'Encaissé',
      'Montant brut (EUR)': '249,00',
      Identifiant: request!.id,
    },
  ])
})

t.test('a day is one in Paris: half an hour before its midnight, and after', async (t) => {
  await paid('2025-06-30T21:30:00Z')
  await paid('2025-06-30T22:30:00Z', { amount_cents: 100 })
  t.match(await sumsOf(portal, '?from=2025-06-30&to=2025-06-30'), { total: 24_900 })
  t.match(await sumsOf(portal, '?from=2025-07-01&to=2025-07-01'), { total: 100 })
  t.equal((await fileOf(portal, '?to=2025-07-01&from=2025-07-01')).length, 1)
})

t.test('what the sandbox takes and gives back moves now, and its kind can be chosen', async (t) => {
  const { id } = await stage(world, portal, 'paid')
  await portal.post(`/paiements/${id}/remboursements`, { amount: '1,00' })
  const kinds = (await fileOf(portal)).filter((row) => row.Identifiant === id).map((row) => row.Opération)
  t.strictSame(kinds, ['Remboursé', 'Encaissé'])
  const chosen = await fileOf(portal, '?kind=refunded')
  t.ok(chosen.length > 1 && chosen.every((row) => row.Opération === 'Remboursé'))
  t.strictSame(Object.keys(await sumsOf(portal, '?kind=refunded')), ['refunded', 'total'])
})

t.test('a refund that the customer’s bank returns comes back on the day it does', async (t) => {
  const [request] = await paid('2024-01-15T12:00:00Z')
  const request_id = request!.id
  const id = newId('ref')
  await db.insertInto('refunds').values({ id, request_id, amount_cents: 1000, status: 'pending' }).execute()
  for (const [status, day] of [
    ['succeeded', '2024-01-20'],
    ['failed', '2024-02-10'],
  ] as const) {
    const updated_at = new Date(`${day}T12:00:00Z`)
    await db.updateTable('refunds').set({ status, updated_at }).where('id', '=', id).execute()
  }
  t.strictSame(await sumsOf(portal, '?from=2024-01-01&to=2024-01-31'), {
    ...{ collected: 24_900, refunded: -1000, total: 23_900 },
  })
  t.strictSame(await sumsOf(portal, '?from=2024-02-01&to=2024-02-29'), { refund_returned: 1000, total: 1000 })
})

t.test('the pages follow each other, and each line is there once', async (t) => {
  await insertPending(world, merchant.id, 60, { status: 'paid', paid_at: new Date('2023-05-05T12:00:00Z') })
  let path: string | undefined = '/operations?to=2023-12-31'
  const seen: string[] = []
  while (path) {
    const { body } = await portal.get(path)
    seen.push(...Array.from(body.matchAll(/href="\/paiements\/(pay_\w{22})"/g), ([, id]) => id!))
    path = body.match(/href="([^"]+)" rel="next"/)?.[1]?.replaceAll('&amp;', '&')
  }
  t.equal(seen.length, 60)
  t.equal(new Set(seen).size, 60)
  t.match(readable((await portal.get('/operations?to=2023-12-31')).body), '60 opérations')
})

t.test('what is not a day or a kind is said beside its field, without and with htmx', async (t) => {
  for (const headers of [{}, htmx]) {
    const answer = await portal.get('/operations?from=demain&kind=gift', { headers })
    t.equal(answer.statusCode, 422)
    t.match(readable(answer.body), 'Saisissez une date, par exemple 01/12/2026.')
    t.match(readable(answer.body), 'Choisissez une nature de la liste')
    t.match(answer.body, 'value="demain"')
  }
  const answer = await portal.get('/operations?from=2026-12-02&to=2026-12-01')
  t.match(readable(answer.body), 'Choisissez le 2 décembre 2026 ou un jour qui le suit.')
  const file = await portal.get('/operations.csv?from=demain')
  t.match(file, { statusCode: 303, headers: { location: '/operations?from=demain' } })
})

t.test('nobody reads another merchant’s operations, nor those of the other mode (S17)', async (t) => {
  const other = await addMerchant(world, 'Autre')
  await insertPending(world, other.id, 1, { status: 'paid', paid_at: new Date(), description: 'Canari' })
  await paid('2022-01-01T12:00:00Z', { mode: 'live', description: 'Canari' })
  for (const path of ['/operations', '/operations.csv', '/operations?to=2022-12-31'])
    t.notMatch((await portal.get(path)).body, 'Canari')
  t.strictSame(await sumsOf(portal, '?to=2022-12-31'), {})
  t.equal((await fileOf(await signIn(world, other.email))).length, 1)
})

t.test('an erased customer is not named', async (t) => {
  await paid('2021-01-01T12:00:00Z', { email: 'efface@invalid', erased_at: new Date() })
  t.match(await fileOf(portal, '?to=2021-12-31'), [{ Client: 'Client effacé' }])
})
