import { sql } from 'kysely'
import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { htmx, signIn } from '../../fixtures/client.ts'
import { insertPending } from '../../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

// Counts from a morning, so that what is paid hours later is paid on the same day, whenever the test runs.
const ago = (interval: string) =>
  sql<Date>`date_trunc('day', now(), 'Europe/Paris') + interval '9 hours' - ${interval}::interval`
const paid = (created: string, paidAfter: string, amountCents: number) => ({
  status: 'paid' as const,
  created_at: ago(created),
  paid_at: sql<Date>`${ago(created)} + ${paidAfter}::interval`,
  amount_cents: amountCents,
})

t.test('a merchant without a request is invited to make one', async (t) => {
  const { body } = await portal.get('/activite')
  t.match(body, /Rien à montrer pour l’instant/)
  t.match(body, /href="\/paiements\/nouveau"/)
})

t.test(
  'the page says what was collected each day, how soon, and which share was paid by channel',
  async (t) => {
    const sms = { channel: 'sms' as const, email: null, phone: '+33612345678', send_by: 'us' as const }
    await insertPending(world, merchant.id, 2, paid('10 days', '30 minutes', 12_050))
    await insertPending(world, merchant.id, 1, paid('10 days', '5 hours', 100_00))
    await insertPending(world, merchant.id, 1, { ...sms, ...paid('20 days', '6 days', 9_99) })
    await insertPending(world, merchant.id, 1, { ...sms, status: 'cancelled', created_at: ago('3 days') })
    await insertPending(world, merchant.id, 1, { status: 'settled_otherwise', created_at: ago('4 days') })
    await insertPending(world, merchant.id, 1, {
      created_at: ago('40 days'),
      expires_on: sql`now()::date - 5`,
    })
    await insertPending(world, merchant.id, 1)
    const said = readable((await portal.get('/activite')).body)
    t.match(said, '350,99 € en 4 paiements, avant remboursements.')
    t.match(said, /Plus forte journée : 341,00 €/)
    t.match(said, 'La moitié des paiements arrivent en moins d’une heure.')
    t.match(said, 'en moins d’une heure 2 50 %')
    t.match(said, 'en moins d’un jour 1 25 %')
    t.match(said, 'en moins d’une semaine 1 25 %')
    t.match(said, '50 % des 8 demandes de ces douze semaines sont payées.')
    t.match(
      said,
      'Payées 3 1 En attente 1 0 Réglées autrement 1 0 Annulées ou expirées 1 1 Demandes 6 2 Part payée 50 % 50 %',
    )
  },
)

t.test('every number of the drawing is in a table, whose days are all there', async (t) => {
  const { body } = await portal.get('/activite', { headers: htmx })
  t.equal(body.match(/<rect[^>]*><title>/g)?.length, 84)
  t.equal(body.match(/<th scope="row">\d[^<]*20\d\d<\/th>/g)?.length, 84)
  t.match(body, /<svg class="bars"[^>]*aria-hidden="true">/)
})

t.test('what was paid longer ago, in the other mode or to another merchant is not counted', async (t) => {
  const other = await addMerchant(world, 'Autre')
  await insertPending(world, merchant.id, 1, paid('200 days', '1 hour', 77_700))
  await insertPending(world, merchant.id, 1, { ...paid('2 days', '1 hour', 77_700), mode: 'live' })
  await insertPending(world, other.id, 1, paid('2 days', '1 hour', 77_700))
  t.match(readable((await portal.get('/activite')).body), '350,99 € en 4 paiements')
})

t.test('in English, it says the same', async (t) => {
  await portal.post('/langue', { language: 'en' })
  const said = readable((await portal.get('/activite')).body)
  t.match(said, '€350.99 in 4 payments, before refunds.')
  t.match(said, '50% of the 8 requests of these twelve weeks are paid.')
})

/** The visible text of the page. */
function readable(html: string): string {
  const words = html.replace(/<title>[^<]*<\/title>/g, '').replace(/<[^>]+>/g, ' ')
  return words.replace(/\s+/g, ' ')
}
