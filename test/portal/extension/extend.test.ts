import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { createClient, goodCard, htmx, signIn } from '../../fixtures/client.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'
import { dayOf, extend, extensionsOf, inDays } from '../../fixtures/requests/extension.ts'
import {
  capturesOf,
  endYesterday,
  type Situation,
  situations,
  stage,
  storedStatus,
} from '../../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)

const closed: Situation[] = ['paid', 'cancelled', 'settled otherwise']

for (const situation of situations) {
  const code = closed.includes(situation) ? 409 : 303

  t.test(`a later date for a request that is ${situation}: ${code}, JavaScript or not`, async (t) => {
    for (const headers of [{}, htmx]) {
      const { id, link } = await stage(world, portal, situation)
      const before = await dayOf(world, id)
      const permalink = (await portal.get(`/paiements/${id}`)).body.match(
        /id="permalink"[^>]*value="([^"]*)"/,
      )![1]!
      const answer = await extend(portal, id, { expires_on: inDays(80), amount: '1,00' }, headers)
      t.equal(answer.statusCode, headers === htmx && code === 303 ? 200 : code)
      const { body } = await portal.get(`/paiements/${id}`)
      t.match(body, permalink, 'the same link')
      const after = await dayOf(world, id)
      t.equal(after.amount_cents, before.amount_cents, 'never the amount')
      if (code === 409) {
        t.match(answer.body, /data-notice="not_extendable"/)
        t.strictSame([after, await extensionsOf(world, id)], [before, []])
        t.notMatch(body, `/paiements/${id}/echeance`)
        continue
      }
      t.match(headers === htmx ? answer.body : body, /data-notice="extended"/)
      t.match(body, /data-status="pending"/)
      t.strictSame(after, { ...before, status: 'pending', expires_on: inDays(80) })
      t.strictSame(await extensionsOf(world, id), [
        {
          ...{ kind: 'extended', actor: 'merchant', user_id: merchant.userId },
          ...{ status_before: before.status, status_after: 'pending', expires_on: inDays(80) },
        },
      ])
      const isBusy = situation === 'started' || situation === 'unknown'
      t.match((await customer.get(link)).body, `data-state="${isBusy ? 'confirming' : 'payable'}"`)
    }
  })
}

t.test('a request that had expired can be paid again by its old link, and is found as pending', async (t) => {
  const { id, link } = await stage(world, portal, 'expired', { description: 'Lampe rouverte' })
  await extend(portal, id, { expires_on: inDays(1) })
  t.match((await portal.get('/paiements?status=pending&q=rouverte')).body, id)
  t.notMatch((await portal.get('/paiements?status=expired')).body, id)
  await customer.post(`${link}/paiement`, goodCard)
  t.equal(await storedStatus(world, id), 'paid')
  t.strictSame(await capturesOf(world, id), [24_900])
  const { body } = await portal.get(`/paiements/${id}`)
  t.match(body, /data-label="paid"/, 'not as paid after its end')
  t.match(body, /Date reportée/)
})

t.test('the form proposes a later day, and says what is wrong with any other', async (t) => {
  const { id } = await stage(world, portal, 'pending', { expires_on: inDays(10) })
  for (const headers of [{}, htmx]) {
    const { statusCode, body } = await portal.get(`/paiements/${id}/echeance`, { headers })
    t.equal(statusCode, 200)
    t.match(body, headers === htmx ? '<dialog id="extension"' : '<html')
    t.match(
      body,
      `name="expires_on" type="date" value="${inDays(30)}" min="${inDays(11)}" max="${inDays(90)}"`,
    )
    t.notMatch(body, 'name="tell"', 'the merchant sends it themselves')
    if (headers !== htmx) await validateHtml(t, body)
  }
  const wrong = {
    [inDays(9)]: /Cette date n’est pas plus tardive\. Choisissez un jour du/,
    [inDays(91)]: /Une demande est payable 90 jours au plus à partir d’aujourd’hui/,
    '': /Saisissez une date, par exemple le/,
    bientôt: /Saisissez une date, par exemple le/,
  }
  for (const [day, sentence] of Object.entries(wrong)) {
    for (const headers of [{}, htmx]) {
      const { statusCode, body } = await extend(portal, id, { expires_on: day }, headers)
      t.equal(statusCode, 422, day)
      t.match(body, new RegExp(`id="expires_on-problem">${sentence.source}`), day)
      t.match(body, `value="${day}"`, 'what was typed is kept')
    }
  }
  t.equal((await dayOf(world, id)).expires_on, inDays(10))
  t.strictSame(await extensionsOf(world, id), [])
  const latest = await stage(world, portal, 'pending', { expires_on: inDays(90) })
  t.notMatch((await portal.get(`/paiements/${latest.id}`)).body, '/echeance')
  t.equal((await portal.get(`/paiements/${latest.id}/echeance`)).statusCode, 409)
})

t.test('one that expired may end today, and an erased one stays as it is', async (t) => {
  const { id } = await stage(world, portal, 'expired')
  t.equal((await extend(portal, id, { expires_on: inDays(0) })).statusCode, 303)
  await endYesterday(world, id)
  await db.updateTable('payment_requests').set({ erased_at: new Date() }).where('id', '=', id).execute()
  t.notMatch((await portal.get(`/paiements/${id}`)).body, '/echeance')
  t.equal((await extend(portal, id, { expires_on: inDays(5) })).statusCode, 409)
})
