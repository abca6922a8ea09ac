import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { htmx, signIn } from '../../fixtures/client.ts'
import { fileOf, readable, sumsOf } from '../../fixtures/operations.ts'
import { askForFees } from '../../fixtures/payments/fees.ts'
import { stage } from '../../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const cellsOf = async () =>
  (await fileOf(portal)).map((row) => [
    row.Opération,
    row['Montant brut (EUR)'],
    row['Frais (EUR)'],
    row['Montant net (EUR)'],
  ])

t.test(
  'a fee that is not known yet is a dash and an empty cell, never 0, and nothing is added up',
  async (t) => {
    const { id } = await stage(world, portal, 'paid')
    await portal.post(`/paiements/${id}/remboursements`, { amount: '100,00' })
    for (const headers of [{}, htmx]) {
      const said = readable((await portal.get('/operations', { headers })).body)
      t.match(said, /249,00 € Frais — Net — Encaissé/)
      t.match(said, 'Les frais de ces opérations ne sont pas connus')
    }
    t.strictSame(await sumsOf(portal), { collected: 24_900, refunded: -10_000, total: 14_900 })
    t.strictSame(await cellsOf(), [
      ['Remboursé', '-100,00', '', ''],
      ['Encaissé', '249,00', '', ''],
    ])
  },
)

t.test('once known, fee and net stand beside the gross, and add up, without and with htmx', async (t) => {
  await askForFees(world.deps)
  for (const headers of [{}, htmx]) {
    const said = readable((await portal.get('/operations', { headers })).body)
    t.match(said, /-100,00 € Frais 0,00 € Net -100,00 € Remboursé/)
    t.match(said, /249,00 € Frais 3,74 € Net 245,26 € Encaissé/)
    t.match(said, /Solde 149,00 € Frais 3,74 € Net 145,26 €/)
    t.notMatch(said, 'ne sont pas connus')
  }
  t.match(await sumsOf(portal), { total: 14_900, fee: 374, net: 14_526 })
  t.strictSame(await cellsOf(), [
    ['Remboursé', '-100,00', '0,00', '-100,00'],
    ['Encaissé', '249,00', '3,74', '245,26'],
  ])
})

t.test('with a fee that is missing, the page says how many it knows, and shows no net', async (t) => {
  await stage(world, portal, 'paid')
  const { body } = await portal.get('/operations')
  t.match(readable(body), /Les frais ne sont connus que pour 2 opérations sur 3 :/)
  t.strictSame(await sumsOf(portal), { collected: 49_800, refunded: -10_000, total: 39_800 })
  t.match(await sumsOf(portal, '?kind=refunded'), { total: -10_000, fee: 0, net: -10_000 })
  t.match((await cellsOf())[0], ['Encaissé', '249,00', '', ''])
})

t.test('the new columns of the file come last, so that the others keep their place', async (t) => {
  const { body } = await portal.get('/operations.csv')
  const [head, line] = body.replace('\uFEFF', '').split('\r\n')
  t.match(head, /Identifiant"?;"?Frais \(EUR\)"?;"?Montant net \(EUR\)"?$/)
  t.match(line, /;pay_\w{22};;$/)
})
