import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import t from 'tap'
import { newId } from '../../../src/domain/ids.ts'
import { addMerchant, addPerson, startWorld } from '../../fixtures/app.ts'
import { createRequest, signIn } from '../../fixtures/client.ts'
import { exportAs } from '../../fixtures/exports.ts'
import { endYesterday, insertPending, stage } from '../../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

async function refund(id: string, amount_cents: number, status: 'pending' | 'succeeded' | 'failed') {
  await db
    .insertInto('refunds')
    .values({ id: newId('ref'), request_id: id, amount_cents, status })
    .execute()
}

t.test('no text begins as a formula does, and each comes back as it was (S40)', async (t) => {
  const starts = [
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '\n',
    '＝',
    '＋',
    '－',
    '＠',
    "'=",
    "''@",
    "'",
    '"',
    ';',
    '\\',
    '\\1',
  ]
  const texts = starts.flatMap((start) => [start, `${start}1+1`, `${start}"a";b,c\r\n=d`])
  const random = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  texts.push(...fc.sample(random, { numRuns: 100, seed: 2026 }).map((text) => text.replaceAll('\0', ' ')))
  for (const text of texts) await insertPending(world, merchant.id, 1, { description: text, reference: text })
  const { body } = await portal.get('/paiements.csv')
  const cells: string[][] = parse(body, { bom: true, delimiter: ';', record_delimiter: '\r\n' })
  t.notOk(cells.flat().some((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell)))
  const written = (await exportAs(portal)).map((row) => [row.Description, row.Référence])
  for (const text of texts)
    t.ok(
      written.some((pair) => pair.every((cell) => cell === text)),
      JSON.stringify(text),
    )
  await db.deleteFrom('payment_requests').where('send_by', '=', 'own_mail').execute()
})

t.test('each status, with its refunds, is written as the list says it', async (t) => {
  const situations = {
    pending: ['pending', 'En attente', '0,00'],
    declined: ['declined', 'En attente', '0,00'],
    'being paid past its date': ['started', 'En attente', '0,00'],
    cancelled: ['cancelled', 'Annulé', '0,00'],
    expired: ['expired', 'Expiré', '0,00'],
    'past its date': ['past its date', 'Expiré', '0,00'],
    paid: ['paid', 'Payé', '0,00'],
    'a refund refused': ['paid', 'Payé', '0,00', [[10_000, 'failed']]],
    'a refund on its way': ['paid', 'Payé', '0,00', [[10_000, 'pending']]],
    'a part given back': ['paid', 'Partiellement remboursé', '100,00', [[10_000, 'succeeded']]],
    'all given back, in two parts': [
      'paid',
      'Remboursé',
      '249,00',
      [
        [10_000, 'succeeded'],
        [14_900, 'succeeded'],
      ],
    ],
  } as const
  const ids = new Map<string, string>()
  for (const [name, [situation, , , refunds = []]] of Object.entries(situations)) {
    const { id } = await stage(world, portal, situation, { reference: name })
    for (const [cents, status] of refunds) await refund(id, cents, status)
    if (name === 'being paid past its date') await endYesterday(world, id)
    ids.set(id, name)
  }
  for (const after of ['cancelled', 'expired'] as const) {
    for (const cents of [0, 24_900]) {
      const { id } = await stage(world, portal, 'paid', { reference: `late ${after} ${cents}` })
      await db.updateTable('payment_requests').set({ paid_after: after }).where('id', '=', id).execute()
      if (cents > 0) await refund(id, cents, 'succeeded')
    }
  }
  const rows = await exportAs(portal)
  const said = Object.fromEntries(
    rows.map((row) => [row.Référence, [row.Statut, row['Remboursé (EUR)'], row['Payé le'] !== '']]),
  )
  for (const [name, [situation, label, refunded]] of Object.entries(situations))
    t.strictSame(said[name], [label, refunded, situation === 'paid'], name)
  t.strictSame(said['late cancelled 0'], ['Payé après annulation', '0,00', true])
  t.strictSame(said['late expired 0'], ['Payé après expiration', '0,00', true])
  for (const after of ['cancelled', 'expired'])
    t.strictSame(said[`late ${after} 24900`], ['Remboursé', '249,00', true])
  for (const { Identifiant: id, Statut: label } of rows) {
    const { body } = await portal.get(`/paiements/${id}`)
    t.match(body, `>${label}</span>`, 'the detail says the same')
  }
})

t.test('the file holds what the list shows: its filter, its mode, newest first', async (t) => {
  const sms = { channel: 'sms', phone: '+32 470 12 34 56', own_mail: '' }
  await createRequest(portal, { ...sms, description: 'Lampe introuvable', reference: '-118' })
  const ids = async (query: string) => (await exportAs(portal, query)).map((row) => row.Identifiant)
  const all = await ids('')
  t.strictSame(await ids('?status=&q=&after=whatever'), all)
  const paid = await ids('?status=paid')
  t.ok(paid.length > 0 && paid.length < all.length)
  t.strictSame(
    paid,
    all.filter((id) => paid.includes(id)),
  )
  t.match((await portal.get('/paiements?status=paid&q=')).body, 'href="/paiements.csv?status=paid"')
  t.match((await portal.get('/paiements')).body, 'href="/paiements.csv"')
  const [found] = await exportAs(portal, '?q=introuvable')
  t.equal(found?.Référence, '-118')
  t.strictSame(await ids('?channel=sms'), [found?.Identifiant])
  await portal.post('/mode', { mode: 'live' })
  t.strictSame(await ids(''), [])
  await portal.post('/mode', { mode: 'test' })
  const refused = await portal.get('/paiements.csv?from=demain&q=x')
  t.equal(refused.statusCode, 303)
  t.match(refused.headers.location, /^\/paiements\?.*from=demain/, 'the list says what is wrong')
})

t.test('an English-speaking person reads English words, in the same columns', async (t) => {
  const { email } = await addPerson(world, merchant.id, 'member', 'Sam')
  const english = await signIn(world, email)
  await english.post('/langue', { language: 'en', page: '/paiements' })
  const rows = await exportAs(english, '?status=paid')
  t.equal(rows[0]?.Status, 'Paid')
  t.equal(rows[0]?.['Amount (EUR)'], '249,00')
})
