import t from 'tap'
import { withoutPastedTail } from '../../src/pay/pasted-link.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, createRequest, goodCard, htmx, permalinkOf, signIn } from '../fixtures/client.ts'
import { dumpTables } from '../fixtures/security/rows.ts'

const tails = [
  ...[
    '.',
    ',',
    ')',
    '»',
    ';',
    '!',
    '?',
    ':',
    "'",
    '"',
    '>',
    '’',
    '”',
    '…',
    ']',
    '*',
    '_',
    '\\',
    '|',
    '/',
    '/.',
    '//',
  ],
  ...['%20', '%20Merci', '%C2%A0', '%E2%80%8B', '%EF%BB%BF', '%C2%BB', '%29.', '%2520', '%', '%zz', '%00'],
  ...[
    '&utm_source=sms',
    '&amp;x=1',
    '?utm_source=sms',
    '?a=1&a=1',
    '?fbclid=1&fbclid=2&gclid=3',
    '?',
    '?=&=',
    ').»',
  ],
  ...['.?a=1&a=2', '?retour=autre', '?%zz', '?__proto__=1', ';jsessionid=1'],
]

t.test('a link that was pasted with what stood behind it', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)
  const link = await permalinkOf(portal, await createRequest(portal, { own_mail: 'on' }))
  const customer = createClient(world)

  t.test('shows its bill, in place, and changes nothing', async (t) => {
    const usual = await customer.get(link)
    const before = await dumpTables(world)
    for (const tail of tails) {
      for (const headers of [{}, htmx]) {
        const answer = await customer.get(link + tail, { headers })
        t.equal(answer.statusCode, 200, tail)
        t.equal(answer.body, usual.body, tail)
      }
      t.equal((await customer.head(link + tail)).statusCode, 200, tail)
    }
    t.strictSame(await dumpTables(world), before)
  })

  t.test('is still told that its customer is back from the gateway', async (t) => {
    for (const tail of ['?retour=paiement', '?retour=paiement&retour=paiement', '?x=1&retour=paiement'])
      t.equal(withoutPastedTail(link + tail), `${link}?retour=paiement`, tail)
    t.equal(withoutPastedTail(`${link}?retour=paiements`), link)
  })

  t.test('stays another link when a letter or a step of the path follows (S4)', async (t) => {
    const unknown = await customer.get(`/p/${'0'.repeat(22)}`)
    const withoutId = (body: string) => body.replace(/référence [\w-]+/, '')
    for (const tail of ['a', '0', 'a.', '/autre', '/recus', '/paiement'])
      t.equal((await customer.get(link + tail)).statusCode, 404, tail)
    for (const tail of tails) {
      const answer = await createClient(world).get(`/p/${'0'.repeat(22)}${tail}`)
      // The limit is 30 unknown links in a minute.
      t.ok([404, 429].includes(answer.statusCode), tail)
      if (answer.statusCode === 404) t.equal(withoutId(answer.body), withoutId(unknown.body), tail)
    }
  })

  t.test('leads to its receipt once it is paid', async (t) => {
    await customer.post(`${link}/paiement`, goodCard)
    for (const tail of ['', '.', ')', '%E2%80%8B', '?a=1&a=2', '/'])
      t.match((await customer.get(`${link}/recu${tail}`)).body, /Reçu de paiement/, tail)
    t.match((await customer.get(`${link}.`)).body, /Acquitté/)
  })
})
