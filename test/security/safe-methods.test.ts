import t from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, signIn } from '../fixtures/client.ts'
import { addressOf, collectRoutes } from '../fixtures/security/routes.ts'
import { dumpBusiness } from '../fixtures/security/rows.ts'
import { bankPageOf, stageAll } from '../fixtures/security/stage.ts'
import { cookieOf, host } from '../fixtures/security/wire.ts'

const scanners = ['Mozilla/5.0 (Windows NT 10.0) Microsoft Office SafeLinks', 'WhatsApp/2.23.20.0 A']

t.test('reading', async (t) => {
  const { built: world, routes } = await collectRoutes(() => startWorld(t, { jobs: false }))
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)
  const staged = await stageAll(world, portal)
  const bank = await bankPageOf(world, staged.challenged.id)
  const known = routes.filter(({ method }) => method === 'GET')
  const urls = new Set([
    ...Object.values(staged).flatMap((identifiers) => known.map((route) => addressOf(route, identifiers))),
    bank,
    `${bank}?decision=accept`,
    `/paiements/${staged.pending.id}/annulation?confirm=1`,
    `${staged.pending.link}/paiement`,
    `${staged.pending.link}?session_id=cs_test_1&status=success&payment=paid`,
    `${staged.challenged.link}?redirect_status=succeeded`,
    '/deconnexion',
    '/paiements?status=paid&q=x&after=zzz',
  ])

  /** One scanner visits without a session; the other is the merchant's own browser, which follows every link. */
  const visitors = scanners.map((agent, index) => [agent, index === 0 ? '' : cookieOf(portal)] as const)

  for (const method of ['GET', 'HEAD', 'OPTIONS'] as const) {
    t.test(
      `${method} of every address, by scanners and with the merchant’s own session, changes no row (S11)`,
      async (t) => {
        const before = await dumpBusiness(world)
        t.ok(before['sandbox.charges']!.includes('challenged') && before['public.sessions'])
        for (const url of urls) {
          for (const [agent, cookie] of visitors) {
            const headers = { host, cookie, 'user-agent': agent, 'sec-purpose': 'prefetch' }
            const { statusCode } = await world.app.inject({ method, url, headers })
            t.ok(statusCode < 500, `${method} ${url} answers ${statusCode}`)
          }
        }
        t.strictSame(await dumpBusiness(world), before)
      },
    )
  }

  t.test('a person can still confirm what the scanners have walked over (S11)', async (t) => {
    const customer = createClient(world)
    await customer.post(bank, { decision: 'accept' })
    t.match((await customer.get(staged.challenged.link)).body, /data-state="paid"/)
  })

  t.test('a method asked for by another name stays the method it is (S11)', async (t) => {
    const before = await dumpBusiness(world)
    const headers = { 'x-http-method-override': 'POST', 'x-method-override': 'POST' }
    await portal.get(`/paiements/${staged.pending.id}/annulation?_method=POST`, { headers })
    await portal.get(`${staged.pending.link}/paiement?_method=POST`, { headers })
    t.strictSame(await dumpBusiness(world), before)
  })
})
