/** The customer's link and receipt tell of a dispute as it is. */
import t from 'tap'
import { textOf } from '../fixtures/payments/disputed.ts'
import { payAtStripe } from '../fixtures/providers/stripe/account.ts'
import { openShop } from '../fixtures/providers/stripe/shop.ts'

const shop = await openShop(t, { jobs: false })
const { stripe, customer } = shop

t.test(
  'While a payment is contested, its link and its receipt say so; won, they say it no more',
  async (t) => {
    const { link, session } = await payAtStripe(shop)
    const dispute = await stripe.books.dispute(session)
    for (const path of [link, `${link}/recu`])
      t.match(
        await textOf(customer, path),
        /est contesté auprès de votre banque : 249,00 € en cours d’examen/,
      )
    await stripe.books.changeDispute(dispute, 'won')
    for (const path of [link, `${link}/recu`]) t.notMatch(await textOf(customer, path), 'contest')
  },
)

t.test('After a lost dispute, the receipt says what the bank gave back, and what is left', async (t) => {
  const { link, session } = await payAtStripe(shop)
  const dispute = await stripe.books.dispute(session, { amount: 20_000 })
  await stripe.books.changeDispute(dispute, 'lost')
  t.match(await textOf(customer, link), 'votre banque vous a rendu 200,00 €')
  t.match(
    await textOf(customer, `${link}/recu`),
    /Montant 249,00 € Rendu par votre banque −200,00 € Net payé 49,00 €/,
  )
})
