import { sql } from 'kysely'
import t from 'tap'
import { addMerchant, addPerson, startWorld } from '../../fixtures/app.ts'
import { createRequest, permalinkOf, signIn } from '../../fixtures/client.ts'
import { exportAs, readCsv } from '../../fixtures/exports.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.test('a request is a row that a French spreadsheet reads: amount, days, names', async (t) => {
  const { email } = await addPerson(world, merchant.id, 'member', 'Zoé Éluard; @home')
  const colleague = await signIn(world, email)
  const id = await createRequest(colleague, {
    amount: '1 234,50',
    channel: 'sms',
    phone: '+32 470 12 34 56',
    description: '=HYPERLINK("https://evil.example";"Facture")',
    reference: '-118',
    expires_on: '2026-12-31',
    own_mail: '',
  }).catch(() => '')
  t.ok(id)
  await sql`update payment_requests set created_at = '2026-07-14T22:30:00Z' where id = ${id}`.execute(db)
  const answer = await portal.get('/paiements.csv')
  t.equal(answer.headers['content-type'], 'text/csv; charset=utf-8')
  t.match(
    answer.headers['content-disposition'],
    /^attachment; filename="paiements-\d{4}-\d\d-\d\d\.csv"$/,
    'it is saved, never shown (S40)',
  )
  t.equal(answer.headers['x-content-type-options'], 'nosniff')
  t.ok(answer.body.startsWith('\uFEFFDemandé le;Statut;'))
  t.ok(answer.body.endsWith('\r\n'))
  t.match(answer.body, `;"'=HYPERLINK(""https://evil.example"";""Facture"")";"'+32470123456";`)
  t.strictSame(
    readCsv(answer.body).filter((row) => row.Identifiant === id),
    [
      {
        'Demandé le': '15/07/2026 00:30',
        Statut: 'En attente',
        'Montant (EUR)': '1234,50',
        'Remboursé (EUR)': '0,00',
        Référence: '-118',
        Description: '=HYPERLINK("https://evil.example";"Facture")',
        Destinataire: '+32470123456',
        'Demandé par': 'Zoé Éluard; @home',
        'Payé le': '',
        'Payable jusqu’au': '31/12/2026',
        Permalien: `http://localhost:3000${await permalinkOf(portal, id)}`,
        Identifiant: id,
        'Contesté (EUR)': '0,00',
        'Contestation perdue (EUR)': '0,00',
        'Payé par': '',
      },
    ],
  )
})

t.test('another merchant’s requests are in nobody else’s file (S17)', async (t) => {
  const stranger = await signIn(world, (await addMerchant(world, 'Boutique B')).email)
  t.strictSame(await exportAs(stranger), [])
  t.strictSame(await exportAs(stranger, '?q=HYPERLINK'), [])
})
